// What tests do with the clean-up page: an account whose every object has its reason, plans and their review.
import { expect } from "./fixtures.js";
import { go } from "./inside.js";
import { agree, question, report } from "./run.js";

const line = (n) =>
  JSON.stringify({ custom_id: `${n}`, method: "POST", url: "/v1/responses", body: { model: "gpt-5-mini", input: "x" } });

/** Longer than the grace period, in seconds. */
const LATER = 4 * 86_400;

/**
 * An account of which all is known, made long enough ago to be called unused: files by what uses them, stores, and a
 * batch that has not ended.
 */
export async function plant(account) {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const add = async (name, purpose = "assistants", content) => (await account.addFile(name, content, purpose)).id;
  const file = {
    unused: await add("nobody.txt"),
    shared: await add("shared.txt"),
    only: await add("only in one.txt"),
    other: await add("only in two.txt"),
    unproven: await add("responses.txt", "user_data"),
    input: await add("input.jsonl", "batch", `${line(1)}\n${line(2)}\n`),
    stray: await add("stray.jsonl", "batch", `${line(3)}\n`),
  };
  const make = async (name, file_ids) => (await account.api("POST", "/vector_stores", { name, file_ids })).id;
  const store = {
    one: await make("Store one", [file.shared, file.only]),
    two: await make("Store two", [file.shared, file.other]),
    empty: await make("Store three", []),
  };
  await account.advance(LATER);
  file.fresh = await add("fresh.txt");
  // A row takes for ever, so the batch runs for ever.
  await account.settings({ row_ms: 3_600_000 });
  const asked = { input_file_id: file.input, endpoint: "/v1/responses", completion_window: "24h" };
  const batch = (await account.api("POST", "/batches", asked)).id;
  return { file, store, batch };
}

/** The page's clock beside the account's, which a test has moved on. */
export async function catchUp(page, account) {
  const { now } = await account.state();
  await page.clock.install({ time: now * 1000 });
}

export const graph = (page) => page.getByTestId("graph");

/** Goes to the page and waits until it knows what uses what. */
export async function cleanUp(page) {
  await go(page, "Clean-up");
  await expect(graph(page)).toContainText("It is known what uses what", { timeout: 20_000 });
  await expect(page.getByRole("list", { name: "Findings" })).toBeVisible();
}

export const finding = (page, name) =>
  page.getByRole("list", { name: "Findings" }).getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) });

/** A recipe by its title. */
export const recipe = (page, name) => page.getByRole("region", { name, exact: true });

/** The review of a plan, by the title of its recipe. */
export const review = (page, title) => page.getByRole("dialog", { name: title, exact: true });

/** The ids of a plan under review: those ticked, and those left out. */
export async function planned(dialog) {
  const list = dialog.getByRole("list", { name: "What will be acted on" });
  await expect(list.getByRole("listitem").first()).toBeVisible();
  const rows = await list.getByRole("listitem").all();
  const plan = { ticked: [], out: [] };
  for (const row of rows) {
    const id = await row.getAttribute("data-id");
    ((await row.getByRole("checkbox").isChecked()) ? plan.ticked : plan.out).push(id);
  }
  return { ticked: plan.ticked.sort(), out: plan.out.sort() };
}

/** Says yes to the plan under review, with the count where it is asked for, and waits for the report. */
export async function carryOut(page, dialog, count) {
  const field = dialog.getByLabel(/^To confirm, type/);
  if (count !== undefined) await field.fill(String(count));
  await dialog.getByRole("button", { name: /^(Delete|Remove)$/ }).click();
  await expect(dialog).toHaveCount(0);
  const held = page.getByTestId("held");
  await expect(held.or(page.getByTestId("job"))).toBeVisible();
  if (await held.isVisible()) await held.getByRole("button", { name: "Delete now" }).click();
  return report(page);
}

/** What the server holds, by ids. */
export async function left(account) {
  const { files, stores } = await account.state();
  return { files: files.map(({ id }) => id).sort(), stores: stores.map(({ id }) => id).sort() };
}

export const sorted = (...ids) => ids.flat().sort();
export { agree, question };
