// What tests do with a run: begin it, read its report.
import { expect } from "./fixtures.js";
import { enter, listed } from "./inside.js";
import { chip, number, selected, shownIds, tickAll } from "./table.js";

export const ids = (objects) => objects.map(({ id }) => id);

/**
 * Connects to an account of so many files and chooses all of some purposes, or of all: what was there before, oldest
 * first, and the ids of those chosen and of those to be kept.
 */
export async function choose(page, account, { files, purposes = [], base = account.http }) {
  await account.reset({ files, stores: 0, batches: 0, page_limit: 1000 });
  await enter(page, account, { base });
  await listed(page, files);
  for (const purpose of purposes) await chip(page, purpose).click();
  const before = (await account.state()).files;
  const chosen = ids(before.filter(({ purpose }) => purposes.length === 0 || purposes.includes(purpose)));
  await tickAll(page).click();
  await expect(selected(page)).toHaveText(`${number(chosen.length)} selected`);
  return { before, chosen, kept: ids(before).filter((id) => !chosen.includes(id)) };
}

/** The server and the page, its chips taken off, hold exactly these files. */
export async function holdsExactly(page, account, kept) {
  expect(ids((await account.state()).files), "ids on the server").toEqual(kept);
  const pressed = page.getByRole("group", { name: "Purpose" }).getByRole("button", { pressed: true });
  await pressed.evaluateAll((chips) => chips.forEach((chip) => chip.click()));
  await listed(page, kept.length);
  if (kept.length > 0) expect((await shownIds(page)).sort(), "ids on the page").toEqual([...kept].sort());
}

export const job = (page) => page.getByTestId("job");

/** The dialog that asks for a yes. */
export const question = (page) => page.getByRole("dialog", { name: /^(Delete|Cancel|Remove) [\d,]+ .*\?$/ });

/** Asks for what is chosen to be deleted or cancelled, and leaves the answer to the caller. */
export async function ask(page, what) {
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: what }).click();
  await expect(question(page)).toBeVisible();
}

/** Says yes to the question, with the count where it is asked for. */
export async function agree(page, count) {
  const dialog = question(page);
  if (count !== undefined) await dialog.getByRole("textbox").fill(String(count));
  await dialog.getByRole("button", { name: /^(Delete|Cancel batches|Remove)$/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(held(page).or(job(page))).toBeVisible();
  // A few files wait a moment in which that can be undone.
  if (await held(page).isVisible()) await held(page).getByRole("button", { name: "Delete now" }).click();
}

/** A few files that are about to be deleted. */
export const held = (page) => page.getByTestId("held");

/** Waits for the end of the run and returns the numbers of its report: { Deleted: 3, Failed: 1 }. */
export async function report(page, timeout = 20_000) {
  await expect(job(page).getByRole("heading")).toHaveText(/^(Files deleted|Vector stores( and files)? deleted|Batches cancelled|Files removed from the store)$/, {
    timeout,
  });
  const words = await job(page).locator("dt").allTextContents();
  const numbers = await job(page).locator("dd").allTextContents();
  expect(numbers.length).toBe(words.length);
  return Object.fromEntries(words.map((word, i) => [word, Number(numbers[i].replaceAll(",", ""))]));
}

/** How far the run has come: [done, of all]. */
export async function progress(page) {
  const text = await job(page).locator("strong").first().textContent();
  return text.split(" of ").map((number) => Number(number.replaceAll(",", "")));
}

/** Requests of a kind that the page has sent, preflights left out. */
export async function sent(account, method, path) {
  const log = await account.log();
  return log.filter((entry) => entry.method === method && entry.origin && entry.path.startsWith(path));
}

/** The sum of the numbers of a report. */
export const sum = (report) => Object.values(report).reduce((all, n) => all + n, 0);
