// A slash goes to the search, unless one is writing.
const WRITING = "input, textarea, select, [contenteditable]";
addEventListener("keydown", (event) => {
  const box = document.querySelector(".masthead input[type=search]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(WRITING) || !box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
