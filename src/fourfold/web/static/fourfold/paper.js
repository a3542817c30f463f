// What is folded on a screen is open on paper, and folded again after; without this module, newer browsers still open it.
const folded = () => [...document.querySelectorAll("details:not([open], .long)")];
let opened = [];
addEventListener("beforeprint", () => {
  opened = folded();
  opened.forEach((each) => { each.open = true; });
});
addEventListener("afterprint", () => opened.forEach((each) => { each.open = false; }));
