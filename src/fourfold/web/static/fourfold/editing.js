// Says, while somebody edits, what the edit would do; and warns before unsaved work is left behind.
const form = document.querySelector("form.editing");
const effect = document.getElementById("effect");
const QUIET_MS = 500;
let timer;
let asked;
let changed = false;
let leaving = false;

async function look() {
  asked?.abort();
  asked = new AbortController();
  const body = new FormData(form);
  body.set("do", "effect");
  effect.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(location.href, { method: "POST", body, signal: asked.signal });
    if (answer.ok) {
      effect.innerHTML = await answer.text();
    }
    effect.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name !== "AbortError") {
      effect.removeAttribute("aria-busy");
    }
  }
}

form?.addEventListener("input", (event) => {
  changed = true;
  if (event.target.id === "why") return;
  clearTimeout(timer);
  timer = setTimeout(look, QUIET_MS);
});

form?.addEventListener("submit", () => {
  leaving = true;
});

addEventListener("beforeunload", (event) => {
  if (changed && !leaving) event.preventDefault();
});
