// Attributes of the files of a store: of one and of many, kept in their kind, each file with its own outcome.
import { axe, expect, test } from "./fixtures.js";
import { listed } from "./inside.js";
import { sent } from "./run.js";
import { addStore, held, openStore } from "./store.js";
import { row, search, tick, tickAll } from "./table.js";

const dialog = (page) => page.getByRole("dialog", { name: /^Attributes of/ });
const news = (page) => page.getByTestId("edit");
const save = (page) => dialog(page).getByRole("button", { name: "Save attributes" }).click();
const edit = (page, n) =>
  page.getByRole("region", { name: "Selection" }).getByRole("button", { name: `Attributes of ${n} file` }).click();

/** The attributes of each file of the store, by its id. */
const attributes = async (account, store) =>
  Object.fromEntries((await held(account, store)).map(({ id, attributes }) => [id, attributes]));

/** Adds an attribute in the dialog, as its row `n`. */
async function add(page, n, key, kind, value) {
  await dialog(page).getByRole("button", { name: "Add an attribute" }).click();
  await dialog(page).getByLabel(`Key of attribute ${n}`).fill(key);
  await dialog(page).getByLabel(`Kind of value of ${n}`, { exact: true }).selectOption(kind);
  await dialog(page).getByLabel(`Value of ${n}`, { exact: true }).fill(value);
}

test("many files: one key set, one removed, the others left as each has them, kinds kept", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { store, files } = await addStore(account, "Handbook", [
    { name: "a.md", attributes: { year: 2024, lang: "fr", draft: true } },
    { name: "b.md", attributes: { year: "2024", lang: "en" } },
    { name: "c.md" },
  ]);
  await openStore(page, account, store);
  await listed(page, 3);
  await expect(row(page, files["a.md"])).toContainText("draft: true, lang: fr, year: 2024");
  await tickAll(page).click();
  await edit(page, 3);
  await expect(dialog(page).getByLabel("Value of year", { exact: true })).toHaveAttribute("placeholder", "different values");
  await expect(dialog(page)).toContainText("in 1 file of 3");
  await dialog(page).getByRole("button", { name: "Remove attribute draft" }).click();
  await dialog(page).getByLabel("Value of lang", { exact: true }).fill("de");
  await add(page, 4, "weight", "number", "1.5");
  await add(page, 5, "open", "boolean", "false");
  await axe(page);
  await save(page);
  await expect(news(page)).toContainText("Attributes saved: 3 of 3.");
  expect(await attributes(account, store)).toEqual({
    [files["a.md"]]: { year: 2024, lang: "de", weight: 1.5, open: false },
    [files["b.md"]]: { year: "2024", lang: "de", weight: 1.5, open: false },
    [files["c.md"]]: { lang: "de", weight: 1.5, open: false },
  });
  await expect(row(page, files["c.md"])).toContainText("lang: de, open: false, weight: 1.5");
  await search(page, "attributes:weight");
  await listed(page, 3);
});

test("what the API would refuse is said before anything is sent, and nothing typed is lost", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const full = Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`k${n}`, n]));
  const { store, files } = await addStore(account, "Handbook", [{ name: "a.md", attributes: full }]);
  await openStore(page, account, store);
  await tick(row(page, files["a.md"])).click();
  await edit(page, 1);
  await add(page, 17, "k16", "number", "1,5");
  const problem = dialog(page).getByRole("alert");
  await save(page);
  await expect(problem).toHaveText("Attribute 17: this is not a number.");
  await dialog(page).getByLabel("Value of 17", { exact: true }).fill("1.5");
  await expect(problem).toHaveText("1 file would have more than 16 attributes. Remove some of its keys.");
  await dialog(page).getByLabel("Key of attribute 17").fill("k3");
  await expect(problem).toHaveText("Attribute 17: another attribute has the same key.");
  await dialog(page).getByLabel("Key of attribute 17").fill("k".repeat(65));
  await expect(problem).toHaveText("Attribute 17: a key has at most 64 characters.");
  expect((await sent(account, "POST", "/vector_stores")).length).toBe(0);
  await dialog(page).getByLabel("Key of attribute 17").fill("k16");
  await dialog(page).getByRole("button", { name: "Remove attribute k0" }).click();
  await save(page);
  await expect(news(page)).toContainText("Attributes saved: 1 of 1.");
  const { k0, ...rest } = full;
  expect(await attributes(account, store)).toEqual({ [files["a.md"]]: { ...rest, k16: 1.5 } });
});

test("a file that fails is named, and tried again by itself", async ({ page, account, complaints }) => {
  complaints.expect(/status of 403 .*\/v1\/vector_stores\/vs_/);
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const names = Array.from({ length: 9 }, (_, n) => `part-${n}.md`);
  const { store, files } = await addStore(account, "Handbook", names);
  await openStore(page, account, store);
  await listed(page, 9);
  await tickAll(page).click();
  await account.faults([{ method: "POST", path: `/vector_stores/*/files/${files["part-4.md"]}`, kind: { status: { status: 403 } }, times: 1 }]);
  await edit(page, 9);
  await add(page, 1, "team", "string", "ana");
  await save(page);
  await expect(news(page)).toContainText("Attributes saved: 8 of 9.");
  await expect(news(page)).toContainText("part-4.md");
  await news(page).getByRole("button", { name: "Try 1 failed again" }).click();
  await expect(news(page)).toContainText("Attributes saved: 1 of 1.");
  const posts = (await sent(account, "POST", "/vector_stores")).map(({ path }) => path);
  expect(posts.length).toBe(10);
  expect(Object.values(await attributes(account, store))).toEqual(Array(9).fill({ team: "ana" }));
});
