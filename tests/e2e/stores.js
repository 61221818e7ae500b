// What tests do with vector stores: their dialogs, and the panel of what goes into them.
import { expect } from "./fixtures.js";

export const newDialog = (page) => page.getByRole("dialog", { name: "New vector store" });

/** The panel of what goes into stores. */
export const fills = (page) => page.getByTestId("fills");

/** What the panel says of the files of one store, by its name. */
export const fill = (page, name) => fills(page).getByRole("article", { name: `Into ${name}`, exact: true });

/** The numbers of a card: { Indexed: 3, Failed: 1 }. */
export async function sums(card) {
  const words = await card.locator("dt").allTextContents();
  const numbers = await card.locator("dd").allTextContents();
  return Object.fromEntries(words.map((word, i) => [word, Number(numbers[i].replaceAll(",", ""))]));
}

/** Lets the account's time pass until every file of a card has ended. */
export async function ended(account, card, timeout = 20_000) {
  await account.advance(120);
  await expect(card.getByText("ended", { exact: true })).toBeVisible({ timeout });
}

/** Adds files to the account, as another program would; their ids. */
export async function addFiles(account, names) {
  const added = [];
  for (const name of names) added.push((await account.addFile(name, `the text of ${name}`)).id);
  return added;
}

/** What the API says of a store, its files and how they were attached. */
export const store = (account, id) => account.api("GET", `/vector_stores/${id}`);
export const storeFile = (account, id, file) => account.api("GET", `/vector_stores/${id}/files/${file}`);

/** Every request of the page that this waits for, with its body; answers go their way. */
export function bodies(page, path) {
  const seen = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && path.test(new URL(request.url()).pathname)) seen.push(request.postDataJSON());
  });
  return seen;
}
