// 50,000 requests and their answers, 200 MB each and in another order, joined by the page's worker and taken home.
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BYTES, LINES, instruments, median, memory, program, renderers, text, write } from "./jsonl.js";

const RUNS = Number(process.env.BENCH_RUNS ?? 3);
// A prime that does not divide the number of lines steps through all of them.
const STEP = 7_919;

/** An answer to each request, in the order in which they happened to be done. */
function writeAnswers(path) {
  const prose = text();
  const file = openSync(path, "w");
  for (let turn = 0; turn < LINES; turn += 1) {
    const line = (turn * STEP) % LINES;
    const from = (line * 37) % (prose.length - 8_000);
    const wanted = BYTES / LINES + ((line % 2) * 2 - 1) * (line % 1_500);
    const content = prose.slice(from, from + Math.round((wanted - 560) / 1.162));
    const message = { role: "assistant", content, refusal: null };
    const body = {
      id: `chatcmpl-${line}`,
      object: "chat.completion",
      created: 1_780_000_000,
      model: "gpt-5-mini",
      choices: [{ index: 0, message, logprobs: null, finish_reason: line % 50 ? "stop" : "length" }],
      usage: { prompt_tokens: 900, completion_tokens: 850, total_tokens: 1_750 },
    };
    const response = { status_code: 200, request_id: `req-${line}`, body };
    writeSync(file, `${JSON.stringify({ id: `batch_req_${line}`, custom_id: `row-${line}`, response, error: null })}\n`);
  }
  closeSync(file);
}

const FILES = [
  { source: "input", batch: 0 },
  { source: "output", batch: 0 },
];

/** Milliseconds of an order on the files, what was told, and the bytes of what was made, which stays in the page. */
const carryOut = (page, names, order, made) =>
  page.evaluate(
    ([[loader, script, url], order, made]) =>
      time(async () => {
        const module = await (window.compiled ??= WebAssembly.compileStreaming(fetch(url)));
        const files = [...document.querySelector("input").files];
        return {
          worker: loader,
          message: {
            script,
            program: module,
            order: JSON.stringify(order),
            files: made ? [window.made[0], files[1]] : files,
          },
        };
      }),
    [names, order, made],
  );

export async function benchJoin({ browser, origin }, measure) {
  const [input, output] = ["input", "output"].map((name) =>
    join(tmpdir(), `quartermaster-bench-${process.pid}-${name}.jsonl`),
  );
  write(input);
  writeAnswers(output);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript(instruments);
    await page.goto(`${origin}/jsonl/`);
    await page.locator("input").evaluate((field) => (field.multiple = true));
    await page.locator("input").setInputFiles([input, output]);
    const names = program(origin);
    const pids = await renderers(browser);
    let most = 0;
    const timer = setInterval(() => (most = Math.max(most, memory(pids))), 10);
    const times = { join: [], export: [] };
    for (let run = 0; run < RUNS; run += 1) {
      const { ms, said } = await carryOut(page, names, { join: FILES }, false);
      if (!said.joined || said.joined.duplicates.count || said.joined.extra.count) throw new Error(JSON.stringify(said));
      times.join.push(ms);
      if (run === 0) measure("jsonl_join_memory_mb", most, "MB");
      const taken = await carryOut(page, names, { export: { format: "csv", rows: null, files: [FILES[1]] } }, true);
      if (taken.said !== "made") throw new Error(JSON.stringify(taken.said));
      times.export.push(taken.ms);
    }
    clearInterval(timer);
    measure("jsonl_join_ms", median(times.join), "ms");
    measure("jsonl_join_export_csv_ms", median(times.export), "ms");
    measure("jsonl_join_and_export_memory_mb", most, "MB");
  } finally {
    await context.close();
    rmSync(input);
    rmSync(output);
  }
}
