// The queue of links by keyboard: a decision is sent by itself and its row says what became of it; nothing is reloaded.
// Without this module every button sends its form, and the page comes back without the row.
const list = document.getElementById("queue");
const KEPT = "fourfold-queue-keys";
const before = new WeakMap();
const done = [];
const rows = () => [...list.children];
const WRITING = "input, textarea, select, [contenteditable]";
const keys = document.getElementById("queue-keys");
// The row that has the focus, else the one that the next Tab into the list would come to.
const focused = () => rows().find((row) => row.contains(document.activeElement));
const here = () => focused() ?? rows().find((row) => row.tabIndex === 0) ?? rows()[0];
const open = (row) => row.querySelector(".deciding");
const say = (words) => (document.getElementById("said").textContent = words);

function go(row) {
  if (!row) return;
  for (const each of rows()) each.tabIndex = each === row ? 0 : -1;
  row.focus();
}

const beside = (row, by) => rows()[rows().indexOf(row) + by];

function onwards(row) {
  const all = rows();
  const next = [...all.slice(all.indexOf(row) + 1), ...all].find(open);
  go(next ?? row);
}

async function send(form, button) {
  const row = form.closest("li");
  const said = new FormData(form, button);
  said.set("alone", "1");
  row.setAttribute("aria-busy", "true");
  const answer = await fetch(location.href, { method: "POST", body: said }).catch(() => undefined);
  row.removeAttribute("aria-busy");
  if (!answer) return form.submit();
  const box = document.createElement("template");
  box.innerHTML = await answer.text();
  const told = box.content.querySelector(".done");
  if (!told) return location.reload();
  say(told.textContent.trim());
  return answer.ok ? became(row, said.get("do"), told) : refused(row, told);
}

function became(row, deed, told) {
  if (deed === "undo" || deed === "offer") {
    row.replaceChildren(before.get(row));
    done.splice(done.indexOf(row), 1);
    return go(row);
  }
  const was = document.createDocumentFragment();
  was.append(...row.childNodes);
  const name = was.querySelector(".which").cloneNode(true);
  was.querySelector(".refused")?.remove();
  was.querySelector("details[open]")?.removeAttribute("open");
  before.set(row, was);
  row.replaceChildren(name, told);
  done.push(row);
  return onwards(row);
}

function refused(row, told) {
  told.classList.add("refused");
  row.querySelector(".refused")?.remove();
  row.append(told);
  go(row);
}

function decline(row) {
  const box = row.querySelector(".declining");
  if (!box) return;
  box.open = true;
  box.querySelector("input[name=why]").focus();
}

const press = (row, act) => row.querySelector(`[data-act="${act}"]`)?.click();
const KEYS = {
  j: (row) => go(focused() ? beside(row, 1) : row),
  k: (row) => go(focused() ? beside(row, -1) : row),
  a: (row) => press(row, "a"),
  i: (row) => press(row, "i"),
  r: (row) => press(row, "r"),
  m: (row) => press(row, "m"),
  d: decline,
  u: () => done.at(-1)?.querySelector(".done button")?.click(),
};

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") return leave(event);
  if (event.target.closest(WRITING) || !(keys?.checked || list.contains(event.target))) return;
  const act = KEYS[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act(here());
}

function leave(event) {
  const box = event.target.closest(".declining");
  if (!box) return;
  box.open = false;
  go(box.closest("li"));
}

if (list) {
  rows()[0].tabIndex = 0;
  const help = document.getElementById("queue-help");
  if (help) help.hidden = false;
  document.addEventListener("keydown", pressed);
  if (list.dataset.one !== undefined) go(rows()[0]);
  list.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.target, event.submitter);
  });
  if (keys) {
    keys.checked = localStorage.getItem(KEPT) !== "list";
    keys.addEventListener("change", () => localStorage.setItem(KEPT, keys.checked ? "page" : "list"));
  }
}
