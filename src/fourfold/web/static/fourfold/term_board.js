// Cards move between terms by dragging or by the arrow keys; each writes its term into its row of the form, which is
// what is sent. Without this module the buttons on the cards do the same.
const board = document.querySelector(".term-board");
let held;

const columnOf = (card) => card.closest(".term-column");

function move(card, column) {
  const term = document.getElementsByName(`${card.dataset.row}.term`)[0];
  if (!term || !column || column === columnOf(card) || column.dataset.term === "0") return;
  column.querySelector("ul").append(card);
  term.value = column.dataset.term;
  term.dispatchEvent(new Event("input", { bubbles: true }));
}

function beside(card, by) {
  const columns = [...board.querySelectorAll(".term-column")];
  move(card, columns[columns.indexOf(columnOf(card)) + by]);
}

board?.addEventListener("dragstart", (event) => {
  held = event.target.closest(".term-card");
  held?.classList.add("held");
  event.dataTransfer.effectAllowed = "move";
});

board?.addEventListener("dragend", () => {
  held?.classList.remove("held");
  board.querySelectorAll(".over").forEach((column) => column.classList.remove("over"));
  held = undefined;
});

board?.addEventListener("dragover", (event) => {
  const column = event.target.closest(".term-column");
  if (!held || !column) return;
  event.preventDefault();
  board.querySelectorAll(".over").forEach((each) => each.classList.toggle("over", each === column));
  column.classList.add("over");
});

board?.addEventListener("drop", (event) => {
  event.preventDefault();
  if (held) move(held, event.target.closest(".term-column"));
});

board?.addEventListener("click", (event) => {
  const button = event.target.closest("button.small");
  if (!button) return;
  event.preventDefault();
  beside(button.closest(".term-card"), button.value.startsWith("earlier") ? -1 : 1);
  button.focus();
});

board?.addEventListener("keydown", (event) => {
  const card = event.target.closest(".term-card");
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!card || !by) return;
  event.preventDefault();
  const focused = document.activeElement;
  beside(card, by);
  focused.focus();
});
