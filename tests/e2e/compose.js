// What tests do with batch files: check one, compose a batch, submit it.
import { expect } from "./fixtures.js";
import { enter, go } from "./inside.js";
import { sent } from "./run.js";

/** A request as it should be. */
export const request = (id, more = {}) => ({
  custom_id: id,
  method: "POST",
  url: "/v1/chat/completions",
  body: { model: "gpt-5-mini", max_completion_tokens: 100, messages: [{ role: "user", content: `Say ${id}` }] },
  ...more,
});

/** Requests, or lines as they are, as the text of a file. */
export const jsonl = (...lines) =>
  lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join("");

export const file = (name, content) => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) });

/** The dialog in which a file is checked. */
export const checkDialog = (page) => page.getByRole("dialog", { name: "Check a file" });

/** Chooses a file to be checked on the screen of batches; a path or what a file chooser gives. */
export async function check(page, chosen) {
  await page.getByTestId("check-input").setInputFiles(chosen);
  await expect(checkDialog(page)).toBeVisible();
}

/** What is said of a kind of problem. */
export const found = (where, kind) => where.locator(`[data-kind="${kind}"]`);

export const verdict = (where) => where.getByTestId("verdict");

/** The account with nothing in it but these files, and the composer open. */
export async function openComposer(page, account, options) {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  await enter(page, account, options);
  await toComposer(page);
}

export async function toComposer(page) {
  await go(page, "Batches");
  await page.getByRole("main").getByRole("link", { name: "New batch" }).click();
  await expect(page.getByRole("heading", { name: "New batch", level: 1 })).toBeVisible();
}

export const source = (page, name) => page.getByRole("radio", { name: new RegExp(`^${name}`) });

/** Pastes requests and waits until they were inspected. */
export async function paste(page, text, words = "No problem found") {
  await source(page, "Pasted JSONL").check();
  await page.getByLabel("JSONL", { exact: true }).fill(text);
  await expect(verdict(page)).toContainText(words);
}

export const submitButton = (page) => page.getByRole("button", { name: /^(Submit the batch|Split and submit)$/ });

export const submission = (page) => page.getByTestId("submission");

export async function submitted(page, count = 1) {
  const words = count === 1 ? "The batch was submitted" : `All ${count} batches were submitted`;
  await expect(submission(page).getByRole("heading")).toHaveText(words, { timeout: 20_000 });
}

/** The batches of the account, oldest first. */
export const batches = async (account) => (await account.api("GET", "/batches?limit=100")).data.toReversed();

/** How often the page asked for a batch. */
export const asked = async (account) => (await sent(account, "POST", "/batches")).length;

/** The lines of a file in the account. */
export async function lines(account, id) {
  const answer = await fetch(`${account.http}/files/${id}/content`, {
    headers: { authorization: `Bearer ${account.key}` },
  });
  return (await answer.text()).trimEnd().split("\n").map((line) => JSON.parse(line));
}
