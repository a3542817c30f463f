// The alignment matrix by keyboard: strokes wait here until they are saved; nothing is saved by itself.
// Without this module the selects below the head of the page do the same.
const form = document.querySelector("form.aligning");
const sheet = document.getElementById("sheet");
const data = JSON.parse(document.getElementById("sheet-data").content.textContent);
const by = (id) => document.getElementById(id);
const QUIET_MS = 500;
const LETTERS = ["0", "i", "r", "m"];
const { words } = data;
const fill = (sentence, ...values) => values.reduce((said, value) => said.replace("%s", value), sentence);

// Rows: each course, then its outcomes. Ranks stand in one array, outcome by outcome.
const width = data.leaves.length;
const outcomesOf = data.courses.map(() => []);
data.outcomes.forEach((outcome, at) => outcomesOf[outcome[5]].push(at));
const rows = outcomesOf.flatMap((outcomes, course) => [{ course }, ...outcomes.map((outcome) => ({ course, outcome }))]);
const rowOf = new Map(rows.flatMap((row, at) => (row.outcome === undefined ? [] : [[row.outcome, at]])));
const columnOf = new Map(data.leaves.map((leaf, at) => [leaf[0], at]));
const outcomeOf = new Map(data.outcomes.map((outcome, at) => [outcome[0], at]));
const standing = new Int8Array(data.outcomes.length * width);
for (const [outcome, leaf, rank] of data.links) standing[outcome * width + leaf] = rank;
const now = standing.slice();
for (const [outcome, leaf, rank] of data.pending) now[outcome * width + leaf] = rank;
const pending = new Set(data.pending.map(([outcome, leaf]) => outcome * width + leaf));
const offers = new Map();
const areas = data.areas.map((_area, at) => ({
  from: data.leaves.findIndex((leaf) => leaf[4] === at),
  to: data.leaves.findLastIndex((leaf) => leaf[4] === at) + 1,
}));
const deepest = new Int8Array(width);
const deepestOf = (outcomes, leaf) => outcomes.reduce((most, each) => Math.max(most, now[each * width + leaf]), 0);
const everyOutcome = data.outcomes.map((_outcome, at) => at);
const unmet = (leaf) => deepest[leaf] < data.leaves[leaf][5];
for (let leaf = 0; leaf < width; leaf += 1) deepest[leaf] = deepestOf(everyOutcome, leaf);

const at = { row: 0, column: 0 };
const corner = { row: 0, column: 0 };
const done = [];
const undone = [];
let timer;
let asked;
let leaving = false;

const within = (value, one, other) => value >= Math.min(one, other) && value <= Math.max(one, other);
const chosen = (row, column) => within(row, at.row, corner.row) && within(column, at.column, corner.column);
const cellsOf = (row, column) =>
  row.outcome === undefined ? outcomesOf[row.course].map((each) => each * width + column) : [row.outcome * width + column];

const model = {
  words,
  areas,
  rows: rows.length,
  columns: width,
  row(number) {
    const row = rows[number];
    const [, code, text] = row.outcome === undefined ? data.courses[row.course] : data.outcomes[row.outcome];
    return { name: row.outcome === undefined ? "of-course" : "", code, text, title: text };
  },
  leaf(column) {
    const [, code, title, , , asks] = data.leaves[column];
    const state = unmet(column) ? words.hole : words.met;
    return { name: unmet(column) ? "unmet" : "", text: title, title: `${code} ${title} (${fill(words.asks, data.ranks[asks])}; ${state})` };
  },
  cell(row, column) {
    const cells = cellsOf(rows[row], column);
    const rank = Math.max(...cells.map((each) => now[each]));
    const waits = cells.some((each) => pending.has(each));
    const offered = rank || rows[row].outcome === undefined ? 0 : (offers.get(cells[0]) ?? 0);
    const here = row === at.row && column === at.column;
    const name = [`rank-${rank}`, waits && "waits", offered && "offered", here && "here", chosen(row, column) && "chosen"];
    return {
      name: name.filter(Boolean).join(" "),
      text: rank ? data.letters[rank] : offered ? data.letters[offered] : "",
      label: data.ranks[rank],
      chosen: chosen(row, column),
      here,
    };
  },
  foot(column) {
    return {
      name: `rank-${deepest[column]} ${unmet(column) ? "unmet" : ""}`,
      text: data.letters[deepest[column]] || "–",
      label: `${data.ranks[deepest[column]]}; ${unmet(column) ? words.hole : words.met}`,
    };
  },
  area(number) {
    const { from, to } = areas[number];
    let holes = 0;
    for (let leaf = from; leaf < to; leaf += 1) holes += unmet(leaf);
    const [, code, title] = data.areas[number];
    const count = holes ? fill(words.unmet, holes, to - from) : words.met;
    return { name: holes ? "unmet" : "", text: `${holes ? `${holes} · ` : ""}${title}`, title: `${code} ${title}: ${count}` };
  },
};

const say = (said) => (by("said").textContent = said);

function saidOf(row, column) {
  const place = rows[row];
  const [, code, title, , , asks] = data.leaves[column];
  const cells = cellsOf(place, column);
  const rank = Math.max(...cells.map((each) => now[each]));
  const [, name, text] = place.outcome === undefined ? data.courses[place.course] : data.outcomes[place.outcome];
  const who = place.outcome === undefined ? fill(words.whole, `${name} ${text}`) : `${name} ${text}`;
  const waits = place.outcome !== undefined && pending.has(cells[0]);
  const offered = !rank && place.outcome !== undefined ? offers.get(cells[0]) : 0;
  return [
    data.ranks[rank],
    waits && fill(words.pending, data.ranks[standing[cells[0]]]),
    offered && fill(words.suggested, data.ranks[offered]),
    `${code} ${title}`,
    fill(words.asks, data.ranks[asks]),
    unmet(column) && words.hole,
    who,
  ].filter(Boolean).join("; ");
}

function move(row, column, more = false) {
  at.row = Math.max(0, Math.min(rows.length - 1, row));
  at.column = Math.max(0, Math.min(width - 1, column));
  if (!more) Object.assign(corner, at);
  sheet.view.reveal(at.row, at.column);
  sheet.view.refresh();
  const many = (Math.abs(at.row - corner.row) + 1) * (Math.abs(at.column - corner.column) + 1);
  say(many > 1 ? `${fill(words.selected, many)}; ${saidOf(at.row, at.column)}` : saidOf(at.row, at.column));
}

// Sets cells to ranks, and gives what undoes it.
function put(strokes) {
  const before = [];
  for (const [cell, rank] of strokes) {
    if (now[cell] === rank) continue;
    before.push([cell, now[cell]]);
    now[cell] = rank;
    if (standing[cell] === rank) pending.delete(cell);
    else pending.add(cell);
  }
  for (const leaf of new Set(before.map(([cell]) => cell % width))) deepest[leaf] = deepestOf(everyOutcome, leaf);
  return before;
}

function strike(strokes) {
  const before = put(strokes);
  if (!before.length) return say(words.nothing);
  done.push(before);
  undone.length = 0;
  changed();
  say(before.length > 1 ? fill(words.struck, before.length) : saidOf(at.row, at.column));
}

function back(from, to, sentence) {
  const last = from.pop();
  if (!last) return say(words.nothing);
  to.push(put(last));
  changed();
  say(fill(sentence, last.length));
}

const written = (cell) => {
  const outcome = Math.floor(cell / width);
  return `${data.outcomes[outcome][0]}:${data.leaves[cell % width][0]}:${LETTERS[now[cell]]}`;
};

function changed() {
  by("strokes").value = [...data.elsewhere, ...[...pending].map(written)].join(" ");
  show();
  clearTimeout(timer);
  timer = setTimeout(look, QUIET_MS);
}

function show() {
  by("waiting").textContent = pending.size ? fill(words.waiting, pending.size) : "";
  for (const hole of document.querySelectorAll("li[data-item]")) {
    const column = columnOf.get(hole.dataset.item);
    hole.classList.toggle("filled", column !== undefined && !unmet(column));
  }
  sheet.view.refresh();
}

async function ask(act, more = {}, signal = undefined) {
  const body = new FormData(form);
  body.set("do", act);
  body.delete("bases");
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  return fetch(location.href, { method: "POST", body, signal });
}

async function look() {
  asked?.abort();
  asked = new AbortController();
  const effect = by("effect");
  effect.setAttribute("aria-busy", "true");
  try {
    const answer = await ask("effect", {}, asked.signal);
    if (answer.ok) effect.innerHTML = await answer.text();
    effect.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name !== "AbortError") effect.removeAttribute("aria-busy");
  }
}

// What a course delivers is worked out by the server, which knows which outcome speaks of an item most.
async function deliver(more) {
  try {
    const answer = await ask("strokes", more);
    const { strokes } = await answer.json();
    strike(strokes.map(([outcome, leaf, letter]) => [outcomeOf.get(outcome) * width + columnOf.get(leaf), LETTERS.indexOf(letter)]));
  } catch {
    say(words.failed);
  }
}

const span = (one, other) => Array.from({ length: Math.abs(one - other) + 1 }, (_each, n) => Math.min(one, other) + n);

function strikeChosen(rank) {
  const columns = span(at.column, corner.column);
  const row = rows[at.row];
  if (at.row === corner.row && row.outcome === undefined) {
    const items = columns.map((column) => data.leaves[column][0]).join(" ");
    return deliver({ "deliver-course": data.courses[row.course][1], "deliver-items": items, "deliver-depth": LETTERS[rank] });
  }
  const outcomes = span(at.row, corner.row).flatMap((each) => (rows[each].outcome === undefined ? [] : [rows[each].outcome]));
  return strike(outcomes.flatMap((outcome) => columns.map((column) => [outcome * width + column, rank])));
}

function strikeArea(rank) {
  const items = data.areas[data.leaves[at.column][4]][0];
  const course = data.courses[rows[at.row].course][1];
  return deliver({ "deliver-course": course, "deliver-items": items, "deliver-depth": LETTERS[rank] });
}

function accept() {
  const row = rows[at.row];
  const cell = row.outcome * width + at.column;
  if (row.outcome === undefined || !offers.has(cell)) return say(words["no-more"]);
  return strike([[cell, offers.get(cell)]]);
}

function nextOffer() {
  const cells = [...offers.keys()].filter((cell) => !now[cell]);
  const places = cells.map((cell) => [rowOf.get(Math.floor(cell / width)), cell % width]);
  places.sort((one, other) => one[1] - other[1] || one[0] - other[0]);
  const next = places.find(([row, column]) => column > at.column || (column === at.column && row > at.row)) ?? places[0];
  return next ? move(...next) : say(words["no-more"]);
}

function nextHole() {
  const columns = [...span(0, width - 1).slice(at.column + 1), ...span(0, width - 1)];
  const next = columns.find(unmet);
  return next === undefined ? say(words.met) : move(at.row, next);
}

function beside(list, from, by_) {
  const places = by_ > 0 ? list.filter((each) => each > from) : list.filter((each) => each < from).reverse();
  return places[0] ?? from;
}
const courseRows = rows.flatMap((row, n) => (row.outcome === undefined ? [n] : []));
const areaStarts = areas.map((area) => area.from);

function tell() {
  const row = rows[at.row];
  const [, code, title, path, , asks] = data.leaves[at.column];
  const [, , courseTitle] = data.courses[row.course];
  const serving = everyOutcome.filter((each) => now[each * width + at.column]);
  const lines = [
    row.outcome === undefined ? courseTitle : `${data.outcomes[row.outcome][1]} ${data.outcomes[row.outcome][2]}`,
    ...(row.outcome === undefined ? [] : [courseTitle]),
    ...(row.outcome === undefined ? [] : [`${words.level}: ${data.outcomes[row.outcome][3]}`]),
    ...(row.outcome === undefined ? [] : [`${words.assessed}: ${data.outcomes[row.outcome][4] || words.unassessed}`]),
    `${path ? `${path} › ` : ""}${code} ${title}: ${fill(words.asks, data.ranks[asks])}`,
    `${words.served}: ${serving.map((each) => `${data.outcomes[each][1]} (${data.ranks[now[each * width + at.column]]})`).join(", ") || words.nobody}`,
  ];
  by("cell").replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
  by("cell").hidden = false;
  say(lines.join("; "));
}

const screen = () => Math.max(1, Math.floor(sheet.view.room.rows) - 6);
const MOVES = {
  ArrowUp: (far) => [far ? beside(courseRows, at.row, -1) : at.row - 1, at.column],
  ArrowDown: (far) => [far ? beside(courseRows, at.row, 1) : at.row + 1, at.column],
  ArrowLeft: (far) => [at.row, far ? beside(areaStarts, at.column, -1) : at.column - 1],
  ArrowRight: (far) => [at.row, far ? beside(areaStarts, at.column, 1) : at.column + 1],
  Home: (far) => [far ? 0 : at.row, 0],
  End: (far) => [far ? rows.length - 1 : at.row, width - 1],
  PageUp: () => [at.row - screen(), at.column],
  PageDown: () => [at.row + screen(), at.column],
};
const RANKS = { i: 1, r: 2, m: 3, 0: 0, delete: 0, backspace: 0 };
const ACTS = {
  enter: tell,
  y: accept,
  s: nextOffer,
  h: nextHole,
  "?": () => by("keys").showModal(),
  escape: () => move(at.row, at.column),
};
const undo = () => back(done, undone, words.undone);
const redo = () => back(undone, done, words.redone);

function pressed(event) {
  const key = event.key.toLowerCase();
  if (event.altKey) return undefined;
  if (MOVES[event.key]) return () => move(...MOVES[event.key](event.ctrlKey || event.metaKey), event.shiftKey);
  if (event.ctrlKey || event.metaKey) return { z: event.shiftKey ? redo : undo, y: redo }[key];
  if (key in RANKS) return () => (event.shiftKey ? strikeArea(RANKS[key]) : strikeChosen(RANKS[key]));
  return ACTS[key];
}

function cellAt(event) {
  const cell = event.target.closest(".line .cell");
  return cell && [cell.parentElement.at, cell.at];
}

function take(box) {
  offers.clear();
  for (const button of box.querySelectorAll("[data-stroke]")) {
    const [outcome, leaf, letter] = button.dataset.stroke.split(":");
    if (outcomeOf.has(outcome)) offers.set(outcomeOf.get(outcome) * width + columnOf.get(leaf), LETTERS.indexOf(letter));
  }
  sheet.view.refresh();
}

async function suggest() {
  const box = by("holes-list");
  const answer = box.dataset.suggests ? undefined : await ask("holes").catch(() => undefined);
  if (answer?.ok) box.innerHTML = await answer.text();
  take(box);
  show();
}

function begin() {
  by("plain").remove();
  by("matrix").hidden = false;
  sheet.view.start(model);
  sheet.addEventListener("keydown", (event) => {
    const act = pressed(event);
    if (!act) return;
    event.preventDefault();
    act();
  });
  sheet.addEventListener("pointerdown", (event) => {
    const place = event.button === 0 && cellAt(event);
    if (place) move(...place, event.shiftKey);
  });
  sheet.addEventListener("focus", () => move(at.row, at.column, true));
  document.querySelector(".tools").addEventListener("click", (event) => {
    const act = event.target.closest("[data-act]")?.dataset.act;
    if (!act) return;
    ({ undo, redo, help: ACTS["?"] })[act]?.() ?? (act in RANKS && strikeChosen(RANKS[act]));
  });
  by("deliver").addEventListener("click", (event) => {
    event.preventDefault();
    deliver({});
  });
  by("holes-list").addEventListener("click", (event) => {
    const stroke = event.target.closest("[data-stroke]")?.dataset.stroke;
    if (!stroke) return;
    event.preventDefault();
    const [outcome, leaf, letter] = stroke.split(":");
    Object.assign(at, { row: rowOf.get(outcomeOf.get(outcome)), column: columnOf.get(leaf) });
    Object.assign(corner, at);
    sheet.view.reveal(at.row, at.column);
    strike([[outcomeOf.get(outcome) * width + at.column, LETTERS.indexOf(letter)]]);
  });
  form.addEventListener("submit", () => (leaving = true));
  addEventListener("beforeunload", (event) => {
    if (pending.size && !leaving) event.preventDefault();
  });
  changedAtFirst();
  suggest();
}

function changedAtFirst() {
  by("strokes").value = [...data.elsewhere, ...[...pending].map(written)].join(" ");
  show();
}

if (sheet && rows.length && width) begin();
