// A lens is put on as soon as it is chosen, without losing the place; without this module, the button does it. Keys only
// move along the choices: what they come to is put on by Enter or by leaving the field.
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
  if (name) document.querySelector(`form.lens [name="${name}"]`)?.focus();
};

const begin = () => {
  const form = document.querySelector("form.lens");
  if (!form) return;
  form.classList.add("enhanced");
  let keyed = false;
  let waiting = false;
  const go = () => {
    keyed = waiting = false;
    swap(form);
  };
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && waiting) {
      event.preventDefault();
      go();
    } else {
      keyed = event.key !== "Tab";
    }
  });
  form.addEventListener("pointerdown", () => { keyed = false; });
  form.addEventListener("change", () => keyed ? (waiting = true) : go());
  form.addEventListener("focusout", () => waiting && go());
};

// Going back to another lens loads it; going to a place on this page is popstate too, and must not.
addEventListener("popstate", () => here() !== shown && location.reload());
begin();
