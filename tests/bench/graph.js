// Reads who uses what in a large account: how long it takes at the default pace, and whether the page answers meanwhile.
import { Account } from "../e2e/accounts.js";
import { fillConnect } from "../e2e/connect.js";
import { noteTasks } from "./tasks.js";

const FILES = 30_000;
const STORES = 300;
const LATENCY_MS = 20;

/** Every store holds its share of the files, which is what a page of its list takes. */
async function fill(account) {
  await account.reset({ files: FILES, stores: 0, batches: 0, seed: 1 });
  const ids = (await account.state()).files.map(({ id }) => id);
  for (let store = 0; store < STORES; store += 1) {
    const file_ids = ids.slice((store * FILES) / STORES, ((store + 1) * FILES) / STORES);
    await account.api("POST", "/vector_stores", { name: `Store ${store}`, file_ids });
  }
  // Past the time in which they are indexed.
  await account.advance(3_600);
  await account.settings({ latency_ms: LATENCY_MS });
}

/** Seconds until the page says that all is known; from the click, or from another visit. */
async function whole(page) {
  const since = Date.now();
  await page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Clean-up" }).click();
  await page.getByText("It is known what uses what").waitFor({ timeout: 120_000 });
  await page.getByRole("list", { name: "Findings" }).waitFor();
  return (Date.now() - since) / 1000;
}

/** Goes to the overview, from which who uses what is read too: the longest task until it is open, and until all is known. */
async function overview(page) {
  await page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Overview" }).click();
  await page.getByTestId("overview-time").waitFor();
  // What is reckoned in turns is there with the findings.
  await page.getByTestId("overview-findings").getByRole("listitem").first().waitFor();
  const opening = await page.evaluate(() => window.longestTask());
  await page.getByRole("button", { name: "Find out" }).click();
  await page.getByText("It is known what uses what").waitFor({ timeout: 120_000 });
  // What follows from it is reckoned in turns, and each file is in some store: no finding tells that it is done.
  await page.waitForTimeout(2_000);
  return { opening, whole: await page.evaluate(() => window.longestTask()) };
}

export async function benchGraph({ browser, origin, accounts }, measure) {
  const account = new Account(accounts, "sk-test-bench-graph");
  await fill(account);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(noteTasks);
  const enter = async (page) => {
    await page.goto(origin);
    await fillConnect(page, account);
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.getByTestId("count").filter({ hasText: `${FILES.toLocaleString("en-US")} in all` }).waitFor({ timeout: 60_000 });
    await page.evaluate(() => window.longestTask());
  };
  await enter(page);
  measure("graph_whole_s", await whole(page), "s");
  measure("graph_longest_task", await page.evaluate(() => window.longestTask()), "ms");
  // What this device knows is not read again.
  await enter(page);
  measure("graph_again_s", await whole(page), "s");
  measure("graph_again_longest_task", await page.evaluate(() => window.longestTask()), "ms");
  await context.close();
  // On a device that knows nothing yet.
  const other = await browser.newContext();
  const looking = await other.newPage();
  await looking.addInitScript(noteTasks);
  await enter(looking);
  const { opening, whole: arriving } = await overview(looking);
  measure("overview_longest_task", opening, "ms");
  measure("overview_whole_longest_task", arriving, "ms");
  await other.close();
}
