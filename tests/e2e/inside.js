// What tests do with the page once it is open: go in, go about, read what it says.
import { fillConnect } from "./connect.js";
import { expect } from "./fixtures.js";

/** A screen opened by its address is a path that no file has, which Chromium logs as an error of the page's host. */
export const deepLink = /status of 404.*\/(overview|files|vector-stores|batches(\/(new|statistics|recurring))?|clean-up|activity|settings)\)$/;

export const connectButton = (page) => page.getByRole("button", { name: "Connect", exact: true });

/** Connects from the connect page and waits for the list of files; `name` is the account's. */
export async function enter(page, account, { name, ...options } = {}) {
  if (page.url() === "about:blank") await page.goto("/");
  await fillConnect(page, account, options);
  if (name) await page.getByLabel("Account name").fill(name);
  await connectButton(page).click();
  await expect(page.getByRole("heading", { name: "Files", level: 1 })).toBeVisible();
  await listed(page);
}

/** Waits until the list on the screen is whole and says that it holds so many objects. */
export async function listed(page, count) {
  const n = count === undefined ? "[\\d,]+" : count.toLocaleString("en-US");
  await expect(page.getByTestId("count")).toHaveText(new RegExp(`^${n} in all$`));
}

/** Goes to a screen by the rail. */
export async function go(page, screen) {
  await page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: screen }).click();
  await expect(page.getByRole("heading", { name: screen, level: 1 })).toBeVisible();
}

/** Chooses from the menu of the batches' screen. */
async function more(page, name) {
  await page.getByRole("main").locator("summary").and(page.getByLabel("Statistics and plans")).click();
  await page.getByRole("main").getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
}

/** From the screen of batches to what they come to, and to those that come again. */
export const toStatistics = (page) => more(page, "Statistics");
export const toRecurring = (page) => more(page, "Recurring plans");

/** The switch of accounts in the top bar; it is named after the account in use. */
export const switcher = (page) => page.locator("summary").filter({ visible: true }).and(page.getByLabel(/^Account: /));

/** Opens the switch of accounts and chooses from it. */
export async function choose(page, item) {
  await switcher(page).click();
  await page.getByRole("banner").getByRole("button", { name: item }).click();
}

/** Rows of the grid that exist, without its header. */
export const rows = (page) => page.getByRole("grid").locator("[role=row][data-id]");

/** Everything that both shelves of the page's host hold: { session: {…}, device: {…} }. */
export const shelves = (page) =>
  page.evaluate(() => ({ session: { ...sessionStorage }, device: { ...localStorage } }));
