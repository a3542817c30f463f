// Point at a course, or move the focus to it, and its requisites stand out; all is said in words without this module.
const trace = (board, code) => {
  const lines = [...board.querySelectorAll(".line")];
  const on = new Set();
  const follow = (from, to, start) => {
    const waiting = [start];
    while (waiting.length) {
      const at = waiting.pop();
      for (const line of lines) {
        if (line.dataset[from] === at && !on.has(line)) {
          on.add(line);
          waiting.push(line.dataset[to]);
        }
      }
    }
  };
  follow("end", "start", code);
  follow("start", "end", code);
  const near = new Set([code, ...[...on].flatMap((line) => [line.dataset.start, line.dataset.end])]);
  board.classList.toggle("tracing", on.size > 0);
  lines.forEach((line) => line.classList.toggle("on", on.has(line)));
  board.querySelectorAll(".card").forEach((card) => card.classList.toggle("on", near.has(card.dataset.code)));
};

const codeOf = (event) => event.target.closest?.(".card")?.dataset.code;
const begin = (board) => {
  for (const kind of ["pointerover", "focusin"]) {
    board.addEventListener(kind, (event) => codeOf(event) && trace(board, codeOf(event)));
  }
  for (const kind of ["pointerleave", "focusout"]) {
    board.addEventListener(kind, () => board.classList.remove("tracing"));
  }
};

document.querySelectorAll(".board").forEach(begin);
