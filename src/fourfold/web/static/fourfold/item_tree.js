// Arrow keys in a tree of items: ↑ and ↓ go from item to item, → opens an area, ← closes it or goes to the one above.
// Without this module Tab does the same, more slowly.
const tree = document.querySelector(".item-tree");

const rowOf = (link) => link.closest("li");
const linkOf = (row) => row?.querySelector(":scope > .item-row a");
const shown = () => [...tree.querySelectorAll(".item-row a")].filter((each) => each.checkVisibility());

function beside(link, by) {
  const links = shown();
  links[links.indexOf(link) + by]?.focus();
}

const KEYS = {
  ArrowDown: (link) => beside(link, 1),
  ArrowUp: (link) => beside(link, -1),
  ArrowRight: (link) => {
    const area = rowOf(link).querySelector(":scope > details");
    if (area) area.open = true;
  },
  ArrowLeft: (link) => {
    const area = rowOf(link).querySelector(":scope > details");
    if (area?.open) area.open = false;
    else linkOf(rowOf(link).parentElement.closest("li"))?.focus();
  },
};

tree?.addEventListener("keydown", (event) => {
  const link = event.target.closest(".item-row a");
  if (!link || !KEYS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  KEYS[event.key](link);
});
