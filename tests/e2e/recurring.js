// What tests do with recurring plans: make one, wait for its time.
import { jsonl, openComposer, paste, request } from "./compose.js";
import { expect } from "./fixtures.js";
import { connectButton, go, toRecurring } from "./inside.js";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A Saturday, eight in the morning in Paris and in winter. */
export const NOW = new Date("2026-11-21T07:00:30Z");

export const planDialog = (page) => page.getByRole("dialog", { name: /^(Repeat this batch|Change the plan)$/ });

export const repeatButton = (page) => page.getByRole("button", { name: "Repeat this…" });

export const heading = (page) => page.getByRole("heading", { name: "Recurring plans", level: 1 });

/** Makes a plan of the draft that is in the composer, and waits for its page. */
export async function keepPlan(page, { name = "Nightly", time = "10:00", automatic = false, ...more } = {}) {
  await expect(repeatButton(page)).not.toHaveAttribute("aria-disabled");
  await repeatButton(page).click();
  const dialog = planDialog(page);
  await dialog.getByLabel("Name").fill(name);
  if (more.rhythm) await dialog.getByLabel("Repeats").selectOption(more.rhythm);
  if (more.every) await dialog.getByLabel(/^Every … /).fill(more.every);
  await dialog.getByLabel("At", { exact: true }).fill(time);
  if (automatic) await dialog.getByRole("checkbox", { name: /^Submit it by itself/ }).check();
  await dialog.getByRole("button", { name: "Keep the plan" }).click();
  await expect(heading(page)).toBeVisible();
  await expect(card(page, name)).toBeVisible();
}

/** The composer with one pasted request and a plan made of it. */
export async function openPlan(page, account, options = {}) {
  await openComposer(page, account, { keep: "On this device" });
  await paste(page, jsonl(request("a")));
  await keepPlan(page, options);
}

export const card = (page, name) => page.getByRole("main").locator("li[data-id]").filter({ has: page.getByRole("heading", { name }) });

export const next = (page) => page.getByTestId("next");

/** What is due, in the corner. */
export const due = (page) => page.getByTestId("due");

export const press = (page, name) => due(page).getByRole("button", { name, exact: true }).click();

/** Opens the page in another tab, whose clock shows this; the account is kept for the device. */
export async function openAgain(context, time) {
  const page = await context.newPage();
  if (time) await page.clock.install({ time });
  await page.goto("/");
  await expect(page.getByRole("navigation", { name: "Screens" })).toBeVisible();
  await expect(connectButton(page)).toHaveCount(0);
  return page;
}

export async function toPlans(page) {
  await go(page, "Batches");
  await toRecurring(page);
}
