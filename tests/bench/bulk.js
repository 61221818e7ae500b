// Deletes thousands of files through the page, beside a bare pool of fetches that does the same.
import { Account } from "../e2e/accounts.js";
import { fillConnect } from "../e2e/connect.js";
import { noteTasks } from "./tasks.js";
import { unwatched } from "./unwatched.js";

const CEILING = 64;
const LIMIT = { per_second: 100, burst: 50 };
/** So often are page and pool compared where nothing but they themselves limits them. */
const ROUNDS = 3;
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
  const account = await accountOf(accounts, files);
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await show(page, origin, account, protocol, files);
  return { account, context, page };
}

async function accountOf(accounts, files) {
  const account = new Account(accounts, `sk-test-bulk-${Math.random().toString(36).slice(2)}`);
  await account.reset({ files, stores: 0, batches: 0, page_limit: 1000 });
  return account;
}

async function show(page, origin, account, protocol, files) {
  await page.addInitScript((ceiling) => {
    localStorage.setItem("quartermaster.ceiling", String(ceiling));
  }, CEILING);
  await page.addInitScript(noteTasks);
  await connect(page, origin, account, protocol);
  await counted(page, `${files.toLocaleString("en-US")} in all`);
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

/** Has the page delete all its files in a second's time: the seconds from the yes to the report are what it finds. */
async function throughThePage(page, account, protocol, files) {
  const yes = await ask(page, files);
  await yes.evaluate((yes) => {
    setTimeout(() => {
      const since = performance.now();
      yes.click();
      const look = () => {
        const over = document.querySelector("[data-testid=job] dl.sums");
        if (over) window.found = (performance.now() - since) / 1000;
        else setTimeout(look, 20);
      };
      look();
    }, 1000);
  });
}

/** The same by a bare pool of fetches. */
async function byPool(page, account, protocol) {
  const ids = (await account.state()).files.map(({ id }) => id);
  await page.evaluate(
    ([base, key, ids, ceiling]) => {
      const headers = { authorization: `Bearer ${key}` };
      const worker = async () => {
        for (let id = ids.pop(); id; id = ids.pop()) {
          const answer = await fetch(`${base}/files/${id}`, { method: "DELETE", headers });
          await answer.json();
        }
      };
      setTimeout(async () => {
        const since = performance.now();
        await Promise.all(Array.from({ length: ceiling }, worker));
        window.found = (performance.now() - since) / 1000;
      }, 1000);
    },
    [account[protocol], account.key, ids, CEILING],
  );
}

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

/** Deletes all files of an account one way or the other: the seconds it took, and the account as it is then. */
async function go({ origin, accounts }, way, protocol, files, faults) {
  const account = await accountOf(accounts, files);
  const prepare = async (page) => {
    await show(page, origin, account, protocol, files);
    await account.faults(faults);
    await way(page, account, protocol, files);
  };
  const over = async () => {
    while ((await account.state()).files.length > 0) await new Promise((resolve) => setTimeout(resolve, 500));
  };
  return { took: await unwatched(prepare, over), account };
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Adds the measures of the page and of the pool, which take turns. */
async function compare(setting, protocol, files, measure) {
  const name = `bulk_${protocol === "https" ? "http2" : "http1"}`;
  const [pool, free] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    pool.push((await go(setting, byPool, protocol, files, [SLOW])).took);
    free.push((await go(setting, throughThePage, protocol, files, [SLOW])).took);
  }
  const raw = median(pool);
  measure(`${name}_pool_s`, raw, "s", 100);
  measure(`${name}_free_s`, median(free), "s", 100);
  measure(`${name}_free_share`, median(pool.map((seconds, round) => (100 * seconds) / free[round])), "%");
  const { took, account } = await go(setting, throughThePage, protocol, files, [SLOW, deletions({ rate_limit: LIMIT })]);
  const least = Math.max(raw, (files - LIMIT.burst) / LIMIT.per_second);
  measure(`${name}_limited_s`, took, "s");
  measure(`${name}_limited_share`, (100 * least) / took, "%");
  measure(`${name}_limited_refused`, await refused(account), "%");
}

export async function measureBulk(setting, measure) {
  for (const protocol of ["http", "https"]) await compare(setting, protocol, 2000, measure);
}
