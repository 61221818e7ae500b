// The page of results with 50,000 rows and an output of 200 MB, driven as a person does.
import { createReadStream, statSync } from "node:fs";
import { Account } from "../e2e/accounts.js";
import { fillConnect } from "../e2e/connect.js";
import { BYTES, LINES, memory, renderers } from "./jsonl.js";
import { noteTasks } from "./tasks.js";

const request = (_, line) => {
  const messages = [{ role: "system", content: "You are brief." }, { role: "user", content: `Say ${line}` }];
  const body = { model: "gpt-5-mini", max_completion_tokens: 500, messages };
  return `${JSON.stringify({ custom_id: `row-${line}~good`, method: "POST", url: "/v1/chat/completions", body })}\n`;
};

/** An account with one batch that has ended. */
async function prepare(accounts) {
  const account = new Account(accounts, "sk-test-bench-results");
  await account.reset({ files: 0, stores: 0, batches: 0 });
  // What surrounds an answer has some 500 bytes.
  await account.settings({ row_ms: 1, wordy: Math.floor(BYTES / LINES) - 500 });
  const input = await account.addFile("evening.jsonl", Array.from({ length: LINES }, request).join(""), "batch");
  const asked = { input_file_id: input.id, endpoint: "/v1/chat/completions", completion_window: "24h" };
  const { id } = await account.api("POST", "/batches", asked);
  await account.advance(600);
  const batch = await account.api("GET", `/batches/${id}`);
  const output = await account.api("GET", `/files/${batch.output_file_id}`);
  if (batch.status !== "completed" || output.bytes < BYTES * 0.95) throw new Error(JSON.stringify([batch, output]));
  return { account, id };
}

/** How many lines a file has. */
async function countLines(path) {
  let count = 0;
  for await (const chunk of createReadStream(path)) for (const byte of chunk) if (byte === 10) count += 1;
  return count;
}

export async function benchResults({ browser, origin, accounts }, measure) {
  const { account, id } = await prepare(accounts);
  const context = await browser.newContext({ acceptDownloads: true });
  const page = await context.newPage();
  await page.addInitScript(noteTasks);
  await page.goto(origin);
  await fillConnect(page, account);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Batches" }).click();
  await page.locator(`[role=row][data-id="${id}"]`).getByRole("checkbox").click();
  const pids = await renderers(browser);
  let most = memory(pids);
  const timer = setInterval(() => (most = Math.max(most, memory(pids))), 10);
  await page.evaluate(() => window.longestTask());
  let longest = 0;
  const step = async (name, deed) => {
    const start = performance.now();
    await deed();
    measure(`results_${name}_ms`, performance.now() - start, "ms");
    const task = await page.evaluate(() => window.longestTask());
    if (process.env.BENCH_STEPS) console.error(name, `longest task ${task} ms, memory so far ${most} MB`);
    longest = Math.max(longest, task);
  };
  const count = (words) =>
    page.waitForFunction((words) => document.querySelector("[data-testid=count]")?.textContent === words, words, {
      timeout: 120_000,
      polling: 5,
    });
  const grid = page.getByRole("grid");
  try {
    await step("open", async () => {
      await page.getByRole("region", { name: "Selection" }).getByRole("link", { name: "Open the results" }).click();
      // What is large waits for a yes.
      await page.getByRole("button", { name: /^Fetch and read the files/ }).click();
      await count(`${LINES.toLocaleString("en-US")} in all`);
      await grid.locator('[role=row][data-id="row-0~good"]').waitFor();
    });
    const field = page.getByRole("combobox").first();
    await step("filter", async () => {
      await field.fill("id:row-4999");
      await count("11 of 50,000 shown");
      await field.fill("");
      await count("50,000 in all");
    });
    await step("sort", async () => {
      await grid.getByRole("columnheader", { name: /^Tokens/ }).first().click();
      await grid.locator('[aria-sort="ascending"], [aria-sort="descending"]').waitFor();
    });
    await step("scroll", async () => {
      for (let at = 0; at < 20; at += 1) {
        await grid.evaluate((grid, at) => (grid.scrollTop = (grid.scrollHeight * at) / 20), at);
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      }
    });
    await step("detail", async () => {
      await grid.locator("[role=row][data-id] [role=gridcell]:nth-child(2)").nth(3).click();
      await page.getByTestId("drawer").getByText("You are brief.").first().waitFor();
      await page.getByTestId("drawer").getByText("as every line of the ticket says").first().waitFor();
    });
    await page.keyboard.press("Escape");
    let taken;
    await step("export_csv", async () => {
      const begun = page.waitForEvent("download", { timeout: 120_000 });
      await page.locator("summary").filter({ visible: true }).and(page.getByLabel("Export", { exact: true })).click();
      await page.locator(".page-actions .menu-list").last().getByRole("button", { name: "CSV" }).first().click();
      taken = await (await begun).path();
    });
    if ((await countLines(taken)) !== LINES + 1 || statSync(taken).size < BYTES * 0.85) throw new Error("rows are missing");
    clearInterval(timer);
    measure("results_memory_mb", most, "MB");
    measure("results_long_task_ms", longest, "ms");
  } finally {
    clearInterval(timer);
    await context.close();
  }
}
