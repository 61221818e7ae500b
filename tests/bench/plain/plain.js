// What a careful person writes by hand for the same table, without a library: pooled rows, an index in a typed
// array, the selection in a bitset, keys prepared once. It shows less than the program (no facets, no menus).
const ROW = 34;
const OVERSCAN = 12;
const COLUMNS = [
  ["Name", "filename"],
  ["Id", "id"],
  ["Purpose", "purpose"],
  ["Size", "bytes"],
  ["Created", "created_at"],
  ["Expires", "expires_at"],
  ["Status", "status"],
];
const bytes = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const date = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

/** @type {any[]} */
let rows = [];
let words = []; // what is searched of each row, in lower case
let keys = new Map(); // of each column sorted by, for all rows
let sorted = new Uint32Array(0); // all rows in the order of the sort
let shown = sorted; // those that match
let chosen = new Uint32Array(0); // one bit for each row
let chosenCount = 0;
let sort = { column: "created_at", sign: -1 };
let text = "";

const show = (column, value) => {
  if (value === null || value === undefined) return "–";
  if (column === "bytes") return value < 1e6 ? `${bytes.format(value / 1e3)} kB` : `${bytes.format(value / 1e6)} MB`;
  if (column.endsWith("_at")) return date.format(value * 1000);
  return value;
};

function key(column) {
  let key = keys.get(column);
  if (!key) keys.set(column, (key = []));
  for (let row = key.length; row < rows.length; row += 1) {
    const value = rows[row][column];
    key.push(typeof value === "string" ? value.toLowerCase() : value ?? null);
  }
  return key;
}

function sortRows() {
  const { column, sign } = sort;
  const by = key(column);
  if (sorted.length !== rows.length) sorted = Uint32Array.from(rows, (_, row) => row);
  sorted.sort((a, b) => {
    const [x, y] = [by[a], by[b]];
    if (x === y) return a - b;
    if (x === null) return 1;
    if (y === null) return -1;
    return x < y ? -sign : sign;
  });
}

function filterRows() {
  for (let row = words.length; row < rows.length; row += 1) {
    words.push(`${rows[row].filename}\n${rows[row].id}`.toLowerCase());
  }
  if (!text) shown = sorted;
  else {
    const found = new Uint32Array(sorted.length);
    let count = 0;
    for (const row of sorted) if (words[row].includes(text)) found[count++] = row;
    shown = found.subarray(0, count);
  }
}

const isChosen = (row) => (chosen[row >> 5] >>> (row & 31)) & 1;
const choose = (row, on) => {
  if (isChosen(row) !== on) (chosen[row >> 5] ^= 1 << (row & 31)), (chosenCount += on ? 1 : -1);
};

let grid, body, pool, all;

function element(name, role, className) {
  const made = document.createElement(name);
  if (role) made.setAttribute("role", role);
  made.className = className;
  return made;
}

function makeRow() {
  const row = element("div", "row", "row");
  const box = element("div", "gridcell", "cell");
  const tick = element("button", "checkbox", "tick");
  box.append(tick);
  const cells = COLUMNS.map(() => element("div", "gridcell", "cell"));
  row.append(box, ...cells);
  const texts = cells.map((cell) => cell.appendChild(document.createTextNode("")));
  body.append(row);
  return { row, tick, texts, place: -1 };
}

function draw(anew) {
  const first = Math.max(0, Math.floor(grid.scrollTop / ROW) - OVERSCAN);
  const end = Math.min(shown.length, Math.ceil((grid.scrollTop + grid.clientHeight) / ROW) + OVERSCAN);
  while (pool.length < end - first) pool.push(makeRow());
  const spare = pool.filter(({ place }) => anew || place < first || place >= end);
  const drawn = new Set(anew ? [] : pool.map(({ place }) => place));
  for (let place = first; place < end; place += 1) {
    if (drawn.has(place)) continue;
    const slot = spare.pop();
    const index = shown[place];
    const data = rows[index];
    slot.place = place;
    slot.row.hidden = false;
    slot.row.style.transform = `translateY(${place * ROW}px)`;
    slot.row.ariaRowIndex = place + 2;
    slot.row.dataset.id = data.id;
    slot.row.ariaSelected = String(isChosen(index) === 1);
    slot.tick.ariaChecked = slot.row.ariaSelected;
    COLUMNS.forEach(([, column], at) => (slot.texts[at].data = show(column, data[column])));
  }
  for (const slot of spare) (slot.place = -1), (slot.row.hidden = true);
}

function update(top = false) {
  body.style.height = `${shown.length * ROW}px`;
  grid.ariaRowCount = shown.length + 1;
  if (top) grid.scrollTop = 0;
  all.ariaChecked = String(chosenCount > 0 && chosenCount === shown.length);
  draw(true);
}

function mount() {
  const search = element("input", "searchbox", "");
  search.value = text;
  grid = element("div", "grid", "grid");
  const head = element("div", "row", "head");
  body = element("div", "rowgroup", "body");
  all = element("button", "checkbox", "");
  pool = [];
  const titles = COLUMNS.map(([title, column]) => {
    const cell = element("div", "columnheader", "cell");
    const button = cell.appendChild(element("button", "", "grid-sort"));
    button.textContent = title;
    button.addEventListener("click", () => {
      sort = { column, sign: sort.column === column ? -sort.sign : 1 };
      for (const other of titles) other.ariaSort = "none";
      cell.ariaSort = sort.sign === 1 ? "ascending" : "descending";
      sortRows();
      filterRows();
      update(true);
    });
    return cell;
  });
  const box = element("div", "columnheader", "cell");
  box.append(all);
  head.append(box, ...titles);
  grid.append(head, body);
  document.querySelector("main").replaceChildren(search, grid);
  search.addEventListener("input", () => {
    text = search.value.toLowerCase();
    filterRows();
    update(true);
  });
  all.addEventListener("click", () => {
    const on = chosenCount === shown.length ? 0 : 1;
    for (const row of shown) choose(row, on);
    update();
  });
  grid.addEventListener("scroll", () => draw(false));
  // As when it is opened: the index is made and sorted.
  sorted = new Uint32Array(0);
  sortRows();
  filterRows();
  update();
}

async function load() {
  const { base, key } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  for (let after; ; ) {
    const query = after ? `limit=10000&after=${after}` : "limit=1000";
    const answer = await fetch(`${base}/files?${query}`, { headers: { authorization: `Bearer ${key}` } });
    const page = JSON.parse(await answer.text());
    rows = rows.concat(page.data);
    after = rows.at(-1).id;
    const bits = new Uint32Array((rows.length >> 5) + 1);
    bits.set(chosen);
    chosen = bits;
    if (grid) sortRows(), filterRows(), update();
    else mount();
    if (!page.has_more) break;
  }
  document.querySelector("#count").textContent = `${rows.length} in all`;
}

document.querySelector("#away").addEventListener("click", () => document.querySelector("main").replaceChildren());
document.querySelector("#back").addEventListener("click", mount);
document.querySelector("#count").addEventListener("click", load, { once: true });
