// Draws a sheet of any size: only the cells that are in view exist, and they are used again as it scrolls.
// `element.view.start(model)` begins; the model says what stands in each row, column and cell, by number.
const AROUND = 3;
const GRAIN = 4;

const made = (role, name, parent) => {
  const element = document.createElement("div");
  element.setAttribute("role", role);
  element.className = name;
  parent?.append(element);
  return element;
};

// Writes only what differs: most cells of a scroll look like those whose elements they take over.
const set = (element, name, value) => {
  if (element[`was ${name}`] === value) return;
  element[`was ${name}`] = value;
  if (name === "class") element.className = value;
  else if (name === "text") element.textContent = value;
  else if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
};

class View {
  constructor(element) {
    this.element = element;
    this.rows = [];
    this.from = { row: -1, column: -1 };
    this.shown = { rows: 0, columns: 0 };
  }

  start(model) {
    this.model = model;
    const canvas = made("presentation", "canvas", this.element);
    this.canvas = canvas;
    this.heads = made("rowgroup", "heads", canvas);
    this.areas = this.line("areas", this.heads, 1);
    this.leaves = this.line("leaves", this.heads, 2);
    this.body = made("rowgroup", "body", canvas);
    this.foot = this.line("sums", made("rowgroup", "feet", canvas), model.rows + 3);
    this.element.setAttribute("aria-rowcount", model.rows + 3);
    this.element.setAttribute("aria-colcount", model.columns + 1);
    this.areas.head.textContent = model.words.areas;
    this.leaves.head.textContent = model.words.outcomes;
    this.foot.head.textContent = model.words.deepest;
    this.areas.hidden = model.areas.every((area) => area.to - area.from === 1);
    this.areaHeads = model.areas.map((area) => {
      const head = made("columnheader", "area", this.areas);
      head.setAttribute("aria-colspan", area.to - area.from);
      head.setAttribute("aria-colindex", area.from + 2);
      made("presentation", "name", head);
      return head;
    });
    this.element.addEventListener("scroll", () => this.ask(), { passive: true });
    new ResizeObserver(() => this.measure()).observe(this.element);
    this.measure();
  }

  // A row with its head; `cells` are those in view, in the order of their columns.
  line(name, parent, index) {
    const row = made("row", name, parent);
    row.head = made(name === "line" ? "rowheader" : "columnheader", "row-head", row);
    row.head.setAttribute("aria-colindex", 1);
    row.cells = [];
    if (index) row.setAttribute("aria-rowindex", index);
    return row;
  }

  // Sizes follow the size of the reader's letters and the width of the screen.
  measure() {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const width = this.element.clientWidth;
    const size = { row: 1.75 * rem, column: 2.1 * rem, head: Math.min(22 * rem, Math.max(7.5 * rem, width * 0.3)) };
    this.size = size;
    for (const name of Object.keys(size)) this.element.style.setProperty(`--${name}`, `${size[name]}px`);
    const all = `${size.head + this.model.columns * size.column}px`;
    this.element.style.setProperty("--all", all);
    this.canvas.style.width = all;
    this.body.style.height = `${this.model.rows * size.row}px`;
    this.model.areas.forEach((area, at) => {
      this.areaHeads[at].style.left = `${size.head + area.from * size.column}px`;
      this.areaHeads[at].style.width = `${(area.to - area.from) * size.column}px`;
    });
    const { rows, columns } = this.model;
    this.room = { rows: this.element.clientHeight / size.row, columns: (width - size.head) / size.column };
    this.shown = {
      rows: Math.min(rows, Math.ceil(this.room.rows) + GRAIN + 2 * AROUND),
      columns: Math.min(columns, Math.ceil(this.room.columns) + GRAIN + 2 * AROUND),
    };
    this.from = { row: -1, column: -1 };
    this.draw();
    this.tellAreas();
  }

  ask() {
    this.asked ??= requestAnimationFrame(() => {
      this.asked = undefined;
      this.draw();
    });
  }

  // Where the window begins: in steps, so that most frames of a scroll change nothing.
  begin(scrolled, size, shown, all) {
    const first = Math.floor(scrolled / size / GRAIN) * GRAIN - AROUND;
    return Math.max(0, Math.min(first, all - shown));
  }

  draw() {
    const { size, shown, model } = this;
    const row = this.begin(this.element.scrollTop, size.row, shown.rows, model.rows);
    const column = this.begin(this.element.scrollLeft, size.column, shown.columns, model.columns);
    if (row === this.from.row && column === this.from.column) return;
    const sideways = column !== this.from.column;
    this.from = { row, column };
    while (this.rows.length < shown.rows) this.rows.push(this.line("line", this.body));
    while (this.rows.length > shown.rows) this.rows.pop().remove();
    this.turn(this.rows, row, this.body, (line) => line.at);
    this.rows.forEach((line, at) => {
      const moved = line.at !== row + at;
      line.at = row + at;
      if (moved) this.place(line);
      if (moved || sideways) this.fill(line, moved);
    });
    if (sideways) for (const line of [this.leaves, this.foot]) this.fill(line, false);
  }

  // Those that stay in view stay where they are; the others are used again at the other end, and the order is kept.
  turn(list, first, parent, place) {
    const stays = (each) => place(each) >= first && place(each) < first + list.length;
    const kept = list.filter(stays);
    if (!kept.length || kept.length === list.length) return;
    const free = list.filter((each) => !stays(each));
    const before = place(kept[0]) - first;
    list.splice(0, list.length, ...free.slice(0, before), ...kept, ...free.slice(before));
    if (before) kept[0].before(...free.slice(0, before));
    parent.append(...free.slice(before));
  }

  place(line) {
    line.style.transform = `translateY(${line.at * this.size.row}px)`;
    line.setAttribute("aria-rowindex", line.at + 3);
    this.paintRow(line);
  }

  paintRow(line) {
    const { name, text, code, title } = this.model.row(line.at);
    line.className = `line ${name}`;
    line.head.title = title;
    line.head.replaceChildren(Object.assign(document.createElement("span"), { className: "code", textContent: code }), text);
  }

  fill(line, all) {
    const { columns } = this.shown;
    while (line.cells.length < columns) {
      const head = line === this.leaves;
      line.cells.push(made(head ? "columnheader" : "gridcell", head ? "leaf" : "cell", line));
    }
    while (line.cells.length > columns) line.cells.pop().remove();
    this.turn(line.cells, this.from.column, line, (cell) => cell.at);
    line.cells.forEach((cell, at) => {
      const moved = cell.at !== this.from.column + at;
      if (!moved && !all) return;
      cell.at = this.from.column + at;
      if (moved) {
        cell.style.left = `${this.size.head + cell.at * this.size.column}px`;
        cell.setAttribute("aria-colindex", cell.at + 2);
      }
      this.paint(line, cell);
    });
  }

  paint(line, cell) {
    if (line === this.leaves) return this.paintLeaf(cell);
    const foot = line === this.foot;
    const said = foot ? this.model.foot(cell.at) : this.model.cell(line.at, cell.at);
    set(cell, "class", `cell ${said.name}`);
    set(cell, "text", said.text);
    set(cell, "aria-label", said.label);
    if (foot) return;
    // Only the cell that is spoken of needs a name; each of the others knows where it is.
    set(cell, "id", said.here ? `cell-${line.at}-${cell.at}` : null);
    set(cell, "aria-selected", String(said.chosen));
  }

  paintLeaf(cell) {
    const { name, text, title } = this.model.leaf(cell.at);
    set(cell, "class", `leaf ${name}`);
    set(cell, "title", title);
    set(cell, "text", text);
  }

  tellAreas() {
    this.model.areas.forEach((_area, at) => {
      const { text, title, name } = this.model.area(at);
      set(this.areaHeads[at], "class", `area ${name}`);
      set(this.areaHeads[at], "title", title);
      set(this.areaHeads[at].firstChild, "text", text);
    });
  }

  // Everything in view anew, after strokes or a move.
  refresh() {
    for (const line of this.rows) for (const cell of line.cells) this.paint(line, cell);
    for (const line of [this.leaves, this.foot]) for (const cell of line.cells) this.paint(line, cell);
    this.tellAreas();
  }

  reveal(row, column) {
    const { element, size } = this;
    const top = row * size.row;
    const left = column * size.column;
    const height = element.clientHeight - this.heads.offsetHeight - this.foot.offsetHeight - size.row;
    const width = element.clientWidth - size.head - size.column;
    element.scrollTop = Math.min(top, Math.max(element.scrollTop, top - height));
    element.scrollLeft = Math.min(left, Math.max(element.scrollLeft, left - width));
    this.draw();
    element.setAttribute("aria-activedescendant", `cell-${row}-${column}`);
  }
}

const sheet = document.getElementById("sheet");
if (sheet) sheet.view = new View(sheet);
