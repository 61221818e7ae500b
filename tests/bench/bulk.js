// Deletes thousands of files through the page, beside a bare pool of fetches that does the same.
import { Account } from "../e2e/accounts.js";
import { fillConnect } from "../e2e/connect.js";
import { noteTasks } from "./tasks.js";

const CEILING = 64;
const LIMIT = { per_second: 100, burst: 50 };
const deletions = (kind, chance = 1) => ({ method: "DELETE", path: "/files/", chance, kind });
const SLOW = deletions({ latency: { ms: 80 } });

/** An account of so many files, and a page that shows them all. */
async function open(browser, origin, accounts, protocol, files) {
  const account = new Account(accounts, `sk-test-bulk-${protocol}-${Math.random().toString(36).slice(2)}`);
  await account.reset({ files, stores: 0, batches: 0, page_limit: 1000 });
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.addInitScript((ceiling) => {
    localStorage.setItem("quartermaster.ceiling", String(ceiling));
  }, CEILING);
  await page.addInitScript(noteTasks);
  await page.goto(origin);
  await fillConnect(page, account, { base: account[protocol] });
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByTestId("count").filter({ hasText: `${files.toLocaleString("en-US")} in all` }).waitFor({ timeout: 60_000 });
  return { account, context, page };
}

/** Deletes all files through the page: seconds from the yes to the report. */
async function run(page, files) {
  await page.getByRole("checkbox", { name: /^Select (all )?[\d,]+ matching$/ }).click();
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: /^Delete [\d,]+ files…$/ }).click();
  const dialog = page.getByRole("dialog", { name: /^Delete/ });
  await dialog.getByRole("textbox").fill(String(files));
  await page.evaluate(() => window.longestTask());
  const took = page.evaluate(
    () =>
      new Promise((resolve) => {
        let clicked;
        addEventListener("click", () => (clicked = performance.now()), { capture: true, once: true });
        const look = () => {
          const over = document.querySelector("[data-testid=job] dl.sums");
          if (over) resolve((performance.now() - clicked) / 1000);
          else setTimeout(look, 20);
        };
        look();
      }),
  );
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  return took;
}

/** The same by a bare pool of fetches in a page: seconds. */
const pool = (page, account, base, ids) =>
  page.evaluate(
    async ([base, key, ids, ceiling]) => {
      const since = performance.now();
      const headers = { authorization: `Bearer ${key}` };
      const worker = async () => {
        for (let id = ids.pop(); id; id = ids.pop()) {
          const answer = await fetch(`${base}/files/${id}`, { method: "DELETE", headers });
          await answer.json();
        }
      };
      await Promise.all(Array.from({ length: ceiling }, worker));
      return (performance.now() - since) / 1000;
    },
    [base, account.key, ids, CEILING],
  );

async function report(page) {
  const words = await page.getByTestId("job").locator("dt").allTextContents();
  const numbers = await page.getByTestId("job").locator("dd").allTextContents();
  return Object.fromEntries(words.map((word, i) => [word, Number(numbers[i].replaceAll(",", ""))]));
}

/** The share of deletions that were refused, in percent. */
async function refused(account) {
  const sent = (await account.log()).filter(({ method, origin }) => method === "DELETE" && origin);
  return (100 * sent.filter(({ status }) => status === 429).length) / sent.length;
}

/** One way of going at it: adds the measures of the page and of the pool. */
async function compare(setting, protocol, files, measure) {
  const { browser, origin, accounts } = setting;
  const name = `bulk_${protocol === "https" ? "http2" : "http1"}`;
  const bare = await open(browser, origin, accounts, protocol, files);
  await bare.account.faults([SLOW]);
  const ids = (await bare.account.state()).files.map(({ id }) => id);
  const raw = await pool(bare.page, bare.account, bare.account[protocol], ids);
  await bare.context.close();
  measure(`${name}_pool_s`, raw, "s");

  for (const [what, faults] of [["free", [SLOW]], ["limited", [SLOW, deletions({ rate_limit: LIMIT })]]]) {
    const { account, context, page } = await open(browser, origin, accounts, protocol, files);
    await account.faults(faults);
    const took = await run(page, files);
    const least = what === "free" ? raw : Math.max(raw, (files - LIMIT.burst) / LIMIT.per_second);
    measure(`${name}_${what}_s`, took, "s");
    measure(`${name}_${what}_share`, (100 * least) / took, "%");
    measure(`${name}_${what}_refused`, await refused(account), "%");
    measure(`${name}_${what}_left`, (await account.state()).files.length, "files");
    await context.close();
  }
}

/** Ten thousand under errors, dropped connections and bursts of 429. */
async function many(setting, files, measure) {
  const { browser, origin, accounts } = setting;
  const { account, context, page } = await open(browser, origin, accounts, "https", files);
  await account.faults([
    deletions({ rate_limit: { per_second: 400, burst: 100 } }),
    deletions({ status: { status: 500 } }, 0.05),
    deletions("reset", 0.05),
  ]);
  measure("bulk_10000_faults_s", await run(page, files), "s");
  measure("bulk_10000_long_task_ms", await page.evaluate(() => window.longestTask()), "ms");
  measure("bulk_10000_left", (await account.state()).files.length, "files");
  measure("bulk_10000_deleted", (await report(page)).Deleted, "files");
  await context.close();
}

export async function measureBulk(setting, measure) {
  for (const protocol of ["http", "https"]) await compare(setting, protocol, 2000, measure);
  await many(setting, 10_000, measure);
}
