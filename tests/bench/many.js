// Deletes ten thousand of an account's files under errors, dropped connections and bursts of 429: in one go, with the
// tab killed three times, with two tabs open.
import { kill } from "../e2e/tab.js";
import { ask, connect, counted, deletions, open, report, run } from "./bulk.js";

const FILES = 10_800;
/** The purpose whose files stay. */
const KEPT = "vision";
const STORM = [
  deletions({ rate_limit: { per_second: 400, burst: 100 } }),
  deletions({ status: { status: 500 } }, 0.05),
  deletions("reset", 0.05),
];
/** Parts of the run after which its tab is killed. */
const KILLED_AT = [0.2, 0.5, 0.8];

const held = async (account) => (await account.state()).files.map(({ id }) => id);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** An account whose page shows all files but those that stay. */
async function begin(setting) {
  const opened = await open(setting, "https", FILES);
  const { files } = await opened.account.state();
  const kept = files.filter(({ purpose }) => purpose === KEPT).map(({ id }) => id);
  const chosen = FILES - kept.length;
  await opened.page.getByRole("combobox", { name: "Search or filter" }).fill(`-purpose:${KEPT}`);
  await counted(opened.page, `${chosen.toLocaleString("en-US")} of`);
  await opened.account.faults(STORM);
  return { ...opened, kept, chosen };
}

/** How many files are there and should not be, or are gone and should be there. */
async function wrong(account, kept) {
  const there = await held(account);
  const [has, wants] = [new Set(there), new Set(kept)];
  return there.filter((id) => !wants.has(id)).length + kept.filter((id) => !has.has(id)).length;
}

async function inOneGo(setting, measure) {
  const { account, context, page, kept, chosen } = await begin(setting);
  measure("bulk_10000_chosen", chosen, "files");
  measure("bulk_10000_faults_s", await run(page, chosen), "s");
  measure("bulk_10000_long_task_ms", await page.evaluate(() => window.longestTask()), "ms");
  measure("bulk_10000_wrong", await wrong(account, kept), "files");
  measure("bulk_10000_deleted", (await report(page)).Deleted, "files");
  await context.close();
}

async function killed(setting, measure) {
  const { account, context, page, kept, chosen } = await begin(setting);
  await (await ask(page, chosen)).click();
  let tab = page;
  for (const part of KILLED_AT) {
    while ((await held(account)).length > FILES - part * chosen) await pause(200);
    await kill(tab);
    tab = await context.newPage();
    await connect(tab, setting.origin, account, "https");
    await tab.getByTestId("cut-off").getByRole("button", { name: /^Resume / }).click({ timeout: 60_000 });
  }
  await tab.locator("[data-testid=job] dl.sums").waitFor({ timeout: 300_000 });
  measure("bulk_10000_killed_wrong", await wrong(account, kept), "files");
  measure("bulk_10000_killed_deleted", (await report(tab)).Deleted, "files");
  await context.close();
}

async function inTwoTabs(setting, measure) {
  const { account, context, page, kept, chosen } = await begin(setting);
  const running = run(page, chosen);
  const other = await context.newPage();
  await connect(other, setting.origin, account, "https");
  await other.getByTestId("job-elsewhere").waitFor({ timeout: 60_000 });
  measure("bulk_10000_tabs_s", await running, "s");
  measure("bulk_10000_tabs_wrong", await wrong(account, kept), "files");
  measure("bulk_10000_tabs_deleted", (await report(page)).Deleted, "files");
  await counted(other, `${kept.length.toLocaleString("en-US")} in all`);
  await context.close();
}

export async function measureMany(setting, measure) {
  for (const way of [inOneGo, killed, inTwoTabs]) await way(setting, measure);
}
