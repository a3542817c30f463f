// A lens is put on as soon as it is chosen, without losing the place; without this module, the button does it.
const here = () => location.pathname + location.search;
let shown = here();

const swap = async (form) => {
  const query = new URLSearchParams(new FormData(form));
  const address = `${location.pathname}?${query}`;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) return form.submit();
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const name = document.activeElement?.getAttribute("name");
  document.title = fresh.title;
  document.querySelector("#content").replaceWith(fresh.querySelector("#content"));
  history.pushState(null, "", address);
  shown = here();
  begin();
  document.querySelector(`form.lens [name="${name}"]`)?.focus();
};

const begin = () => {
  const form = document.querySelector("form.lens");
  if (!form) return;
  form.classList.add("enhanced");
  form.addEventListener("change", () => swap(form));
};

// Going back to another lens loads it; going to a place on this page is popstate too, and must not.
addEventListener("popstate", () => here() !== shown && location.reload());
begin();
