// Measures the release build against the account server: `name value unit` lines, and the same as JSON.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { Account, startAccounts } from "../e2e/accounts.js";
import { chromium, launchOptions } from "../e2e/chromium.js";
import { fillConnect } from "../e2e/connect.js";
import { benchFile, dist } from "../e2e/places.js";
import { serveFolders } from "../e2e/serve.js";
import { benchTable } from "./table.js";
import { benchGraph } from "./graph.js";
import { measureBulk } from "./bulk.js";
import { measureMany } from "./many.js";
import { benchJoin } from "./join.js";
import { benchJsonl, folder as jsonl } from "./jsonl.js";
import { benchResults } from "./results.js";

const FILES = 10_000;
const RUNS = 5;
// What the page shows: the grid, its count of rows (a header may add one), and a row of data.
const GRID = "[role=grid][aria-rowcount]";
const ROW = "[role=grid] [role=row][aria-rowindex] [role=gridcell]";

const measures = [];
const measure = (name, value, unit, digits = 10) => {
  measures.push({ name, value: Math.round(value * digits) / digits, unit });
};
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The size on the wire of a file of the program, as a host that compresses well sends it. */
function onTheWire(name) {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  return brotliCompressSync(readFileSync(join(dist, name)), quality).length;
}

/** The bundle: all that the page needs to start; then what each part adds that loads when it is first needed. */
function measureBundle() {
  const files = readdirSync(dist).filter((name) => [".wasm", ".js", ".css"].includes(extname(name)));
  const isPart = (name) => /^(split|chunk)_|^checker-/.test(name);
  const sum = (names) => names.map(onTheWire).reduce((sum, size) => sum + size, 0);
  const first = files.filter((name) => !isPart(name));
  for (const kind of ["wasm", "js", "css"]) {
    measure(`bundle_${kind}_brotli`, sum(first.filter((name) => extname(name) === `.${kind}`)), "bytes");
  }
  measure("bundle_brotli", sum(first), "bytes");
  for (const part of files.filter(isPart)) {
    const name = part.replace(/-\w+/, "").replace(/\.wasm$/, "").replace(".", "_");
    measure(`bundle_part_${name}_brotli`, onTheWire(part), "bytes");
  }
  measure("bundle_with_all_parts_brotli", sum(files), "bytes");
}

/** Opens the page anew: milliseconds to its first paint, which is the static shell, and until the program replaced it. */
async function open(page, origin) {
  await page.addInitScript(() => {
    const look = () => {
      const gone = document.body?.childElementCount > 0 && !document.querySelector("#shell");
      if (gone) window.programStarted = performance.now();
      else requestAnimationFrame(look);
    };
    addEventListener("DOMContentLoaded", look);
  });
  await page.goto(origin);
  await page.waitForFunction(
    () => window.programStarted && performance.getEntriesByName("first-contentful-paint").length,
  );
  return page.evaluate(() => ({
    shellPaint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    programStart: window.programStarted,
  }));
}

/** Milliseconds from the click on Connect to the first row, and to all of them, as the page itself sees them. */
async function connect(page, account) {
  await fillConnect(page, account);
  const done = page.evaluate(
    ([GRID, ROW, FILES]) =>
      new Promise((resolve) => {
        let clicked, firstRow;
        addEventListener("click", () => (clicked = performance.now()), { capture: true, once: true });
        const look = (now) => {
          if (clicked !== undefined && document.querySelector(ROW)) firstRow ??= now - clicked;
          const rows = Number(document.querySelector(GRID)?.getAttribute("aria-rowcount"));
          if (firstRow !== undefined && rows >= FILES) resolve({ firstRow, allRows: now - clicked });
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    [GRID, ROW, FILES],
  );
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  return done;
}

const plain = fileURLToPath(new URL("plain/", import.meta.url));
const host = await serveFolders({ "/": dist, "/plain/": plain, "/jsonl/": jsonl });
const accounts = await startAccounts();
const browser = await chromium.launch(launchOptions());
try {
  const account = new Account(accounts, "sk-test-bench");
  await account.reset({ files: FILES, stores: 40, batches: 200, seed: 1 });
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    runs.push({ ...(await open(page, host.origin)), ...(await connect(page, account)) });
    await context.close();
  }
  const of = (key) => median(runs.map((run) => run[key]));
  measure("first_shell_paint_ms", of("shellPaint"), "ms");
  measure("program_start_ms", of("programStart"), "ms");
  measure("first_row_ms", of("firstRow"), "ms");
  measure("all_rows_ms", of("allRows"), "ms");
  await benchTable(browser, host.origin, new Account(accounts, "sk-test-bench-table"), measure);
  await measureBulk({ browser, origin: host.origin, accounts }, measure);
  await measureMany({ browser, origin: host.origin, accounts }, measure);
  await benchGraph({ browser, origin: host.origin, accounts }, measure);
  await benchJsonl({ browser, origin: host.origin, accounts }, measure);
  await benchJoin({ browser, origin: host.origin }, measure);
  await benchResults({ browser, origin: host.origin, accounts }, measure);
} finally {
  await browser.close();
  accounts.close();
  host.close();
}
measureBundle();

for (const { name, value, unit } of measures) console.log(name, value, unit);
mkdirSync(dirname(benchFile), { recursive: true });
writeFileSync(benchFile, `${JSON.stringify(measures, null, 2)}\n`);
