// Deletes thousands of files through the page, beside a bare pool of fetches that does the same.
import { Account } from "../e2e/accounts.js";
import { fillConnect } from "../e2e/connect.js";
import { noteTasks } from "./tasks.js";

const CEILING = 64;
const LIMIT = { per_second: 100, burst: 50 };
export const deletions = (kind, chance = 1) => ({ method: "DELETE", path: "/files/", chance, kind });
const SLOW = deletions({ latency: { ms: 80 } });

export async function connect(page, origin, account, protocol) {
  await page.goto(origin);
  await fillConnect(page, account, { base: account[protocol] });
  await page.getByRole("button", { name: "Connect", exact: true }).click();
}

/** Waits until the list says so of its number of rows. */
export const counted = (page, hasText) => page.getByTestId("count").filter({ hasText }).waitFor({ timeout: 60_000 });

/** An account of so many files, and a page that shows them all. */
export async function open({ browser, origin, accounts }, protocol, files) {
  const account = new Account(accounts, `sk-test-bulk-${protocol}-${Math.random().toString(36).slice(2)}`);
  await account.reset({ files, stores: 0, batches: 0, page_limit: 1000 });
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.addInitScript((ceiling) => {
    localStorage.setItem("quartermaster.ceiling", String(ceiling));
  }, CEILING);
  await page.addInitScript(noteTasks);
  await connect(page, origin, account, protocol);
  await counted(page, `${files.toLocaleString("en-US")} in all`);
  return { account, context, page };
}

/** Chooses all that match and asks for them to be deleted: the button that says yes. */
export async function ask(page, files) {
  await page.getByRole("checkbox", { name: /^Select (all )?[\d,]+ matching$/ }).click();
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: /^Delete [\d,]+ files…$/ }).click();
  const dialog = page.getByRole("dialog", { name: /^Delete/ });
  await dialog.getByRole("textbox").fill(String(files));
  return dialog.getByRole("button", { name: "Delete", exact: true });
}

/** Deletes all files that match through the page: seconds from the yes to the report. */
export async function run(page, files) {
  const yes = await ask(page, files);
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
  await yes.click();
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

/** The numbers of the report: { Deleted: 3 }. */
export async function report(page) {
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
  const name = `bulk_${protocol === "https" ? "http2" : "http1"}`;
  const bare = await open(setting, protocol, files);
  await bare.account.faults([SLOW]);
  const ids = (await bare.account.state()).files.map(({ id }) => id);
  const raw = await pool(bare.page, bare.account, bare.account[protocol], ids);
  await bare.context.close();
  measure(`${name}_pool_s`, raw, "s");

  for (const [what, faults] of [["free", [SLOW]], ["limited", [SLOW, deletions({ rate_limit: LIMIT })]]]) {
    const { account, context, page } = await open(setting, protocol, files);
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

export async function measureBulk(setting, measure) {
  for (const protocol of ["http", "https"]) await compare(setting, protocol, 2000, measure);
}
