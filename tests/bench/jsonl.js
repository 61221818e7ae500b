// A batch's input of 200 MB: the page's worker beside workers in JavaScript, and beside only reading the file.
import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Account } from "../e2e/accounts.js";
import { fillConnect } from "../e2e/connect.js";
import { dist } from "../e2e/places.js";
import { noteTasks } from "./tasks.js";

export const LINES = 50_000;
export const BYTES = 199_500_000;
const RUNS = Number(process.env.BENCH_RUNS ?? 7);

export const folder = fileURLToPath(new URL("jsonl/", import.meta.url));

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Prose as prompts have it: line breaks, quotes of both sorts, dashes, and now and then another language. */
export function text(next = chance()) {
  const sentences = [
    "The customer writes: “I ordered two of these on the 14th and only one has arrived — what can you do?”",
    "Answer in no more than three sentences, and say plainly if you don’t know.",
    "Classify the text below as one of: praise, complaint, question, other.\n",
    'Return {"label": …, "confidence": …} and nothing else.',
    "It’s the third time this month; the invoice (no. 2024-0815) is attached, 49.90 € in all.",
    "La livraison était prévue mardi, mais le colis n’est jamais arrivé à l’adresse indiquée.",
    "注文した商品がまだ届いていません。配送状況を教えてください。",
    "Please keep names, dates and amounts exactly as they are written.\n\n",
  ];
  return Array.from({ length: 20_000 }, () => sentences[next() % sentences.length]).join(" ");
}

function chance() {
  let state = 1;
  return () => (state = (state * 48_271) % 2_147_483_647);
}

/** A batch's input. */
export function write(path) {
  const next = chance();
  const prose = text(next);
  const file = openSync(path, "w");
  for (let line = 0; line < LINES; line += 1) {
    const request = (content) => {
      const messages = [{ role: "system", content: "You are brief." }, { role: "user", content }];
      const body = { model: "gpt-5-mini", max_completion_tokens: 500, messages };
      return `${JSON.stringify({ custom_id: `row-${line}`, method: "POST", url: "/v1/chat/completions", body })}\n`;
    };
    const from = next() % (prose.length - 8_000);
    // Lengths differ, and add up to what is wanted.
    const wanted = BYTES / LINES + ((line % 2) * 2 - 1) * (line % 1_500);
    writeSync(file, request(prose.slice(from, from + Math.round((wanted - 200) / 1.162))));
  }
  closeSync(file);
}

/** Milliseconds from a worker's start to its answer, and the answer. */
const runs = {
  ours: (page, program) =>
    page.evaluate(
      ([loader, script, url]) =>
        time(async () => {
          const module = await (window.compiled ??= WebAssembly.compileStreaming(fetch(url)));
          return { worker: loader, message: { script, program: module, order: '"check"', files: [chosen()] } };
        }),
      program,
    ),
  idiomatic: (page) => page.evaluate(() => time(() => ({ worker: "idiomatic.js", message: chosen() }))),
  best_js: (page) => page.evaluate(() => time(() => ({ worker: "best.js", message: chosen() }))),
  reading: (page) => page.evaluate(() => time(() => ({ worker: "read.js", message: chosen() }))),
};

/** In the page: the file, and what times a worker. */
export function instruments() {
  window.chosen = () => document.querySelector("input").files[0];
  window.time = async (prepare) => {
    const { worker: url, message } = await prepare();
    const start = performance.now();
    const worker = new Worker(url);
    const said = await new Promise((resolve, reject) => {
      worker.onerror = reject;
      worker.onmessage = ({ data }) => {
        // The page's worker tells of its progress too.
        const told = Array.isArray(data) ? JSON.parse(data[0]) : { checked: data };
        if (told.so_far || told.read) return;
        // What was made stays here.
        window.made = Array.isArray(data) ? data.slice(1) : [];
        resolve(told);
      };
      worker.postMessage(message);
    });
    const ms = performance.now() - start;
    worker.terminate();
    return { ms, said };
  };
}

/** The addresses of the loader, and of the worker's script and program. */
export function program(origin) {
  const index = readFileSync(join(dist, "index.html"), "utf8");
  const named = (name) => `${origin}/${index.match(new RegExp(`${name}="([^"]+)"`))[1]}`;
  return [`${origin}/${index.match(/boot-\w+\.js/)[0]}`, named("data-script"), named("data-program")];
}

/** The processes of the browser's pages. */
export async function renderers(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

/** Each way of reading, one after the other, over and over. */
async function race(browser, origin, path, measure) {
  const names = program(origin);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(instruments);
  await page.goto(`${origin}/jsonl/`);
  await page.locator("input").setInputFiles(path);
  const times = { ours: [], idiomatic: [], best_js: [], reading: [] };
  for (let run = 0; run < RUNS; run += 1) {
    for (const [name, go] of Object.entries(runs)) {
      const { ms, said } = await go(page, names);
      if (name === "ours" && said.checked?.requests !== LINES) throw new Error(JSON.stringify(said));
      times[name].push(ms);
    }
  }
  await context.close();
  const { ours, idiomatic, best_js, reading } = Object.fromEntries(
    Object.entries(times).map(([name, all]) => [name, median(all)]),
  );
  measure("jsonl_check_ms", ours, "ms");
  measure("jsonl_idiomatic_js_ms", idiomatic, "ms");
  measure("jsonl_best_js_ms", best_js, "ms");
  measure("jsonl_only_reading_ms", reading, "ms");
  measure("jsonl_times_idiomatic_js", idiomatic / ours, "times");
  measure("jsonl_times_best_js", best_js / ours, "times");
  measure("jsonl_share_of_reading", (100 * reading) / ours, "%");
}

/** Megabytes that the largest process of a page has in memory; 0 where the system does not tell. */
export function memory(pids) {
  const of = (pid) => {
    try {
      return Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;
    } catch {
      return 0;
    }
  };
  return Math.max(0, ...pids.map(of));
}

/** The same file through the page itself: what it costs the page's own thread, and in memory. */
async function inPage(browser, origin, accounts, path, measure) {
  const account = new Account(accounts, "sk-test-bench-jsonl");
  await account.reset({ files: 20, stores: 0, batches: 20, seed: 1 });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(noteTasks);
  await page.goto(origin);
  await fillConnect(page, account);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Batches" }).click();
  const small = { name: "small.jsonl", mimeType: "text/plain", buffer: Buffer.from("{}\n") };
  const check = async (file) => {
    await page.getByTestId("check-input").setInputFiles(file);
    const dialog = page.getByRole("dialog", { name: "Check a file" });
    await dialog.getByTestId("verdict").waitFor({ timeout: 60_000 });
    await dialog.getByRole("button", { name: "Close" }).click();
  };
  // The program is there when it is measured.
  await check(small);
  const pids = await renderers(browser);
  const before = memory(pids);
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, memory(pids))), 10);
  await page.evaluate(() => window.longestTask());
  await check(path);
  clearInterval(timer);
  measure("jsonl_memory_growth_mb", most - before, "MB");
  measure("jsonl_long_task_ms", await page.evaluate(() => window.longestTask()), "ms");
  await context.close();
}

export async function benchJsonl({ browser, origin, accounts }, measure) {
  const path = join(tmpdir(), `quartermaster-bench-${process.pid}.jsonl`);
  write(path);
  try {
    await race(browser, origin, path, measure);
    await inPage(browser, origin, accounts, path, measure);
  } finally {
    rmSync(path);
  }
}
