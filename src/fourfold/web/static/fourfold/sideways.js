// Says of what is wider than its place at which edges it goes on.
const PIXELS = 2;

function tell(place) {
  const end = place.scrollWidth - place.clientWidth;
  const more = [];
  if (place.scrollLeft > PIXELS) more.push("left");
  if (place.scrollLeft < end - PIXELS) more.push("right");
  if (more.length) place.dataset.more = more.join(" ");
  else delete place.dataset.more;
}

const sizes = new ResizeObserver((entries) => {
  for (const each of entries) tell(each.target);
});

for (const place of document.querySelectorAll(".wide, .term-board")) {
  place.addEventListener("scroll", () => tell(place), { passive: true });
  sizes.observe(place);
}
