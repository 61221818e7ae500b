// A vector store is made: what is typed is checked as it is typed, files go in by batches, and nothing typed is lost.
import { axe, expect, test } from "./fixtures.js";
import { enter, go, listed } from "./inside.js";
import { sent } from "./run.js";
import { addFiles, bodies, ended, fill, newDialog, store, storeFile } from "./stores.js";
import { text } from "./upload.js";

async function openNew(page) {
  await page.getByRole("main").getByRole("button", { name: "New vector store" }).click();
  await expect(newDialog(page)).toBeVisible();
  return newDialog(page);
}

const create = (dialog) => dialog.getByRole("button", { name: "Create", exact: true });

test("a store with all that it can have, files of the account and files uploaded here", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const [first, second] = await addFiles(account, ["handbook one.md", "handbook two.md", "other.md"]);
  await enter(page, account);
  await go(page, "Vector stores");
  const made = bodies(page, /\/vector_stores$/);
  const dialog = await openNew(page);
  await dialog.getByLabel("Name").fill("Handbook");
  await dialog.getByLabel("Description", { exact: true }).fill("What everybody should know");
  await dialog.getByLabel("Find files of this account").fill("handbook");
  await expect(dialog.getByText("2 files found")).toBeVisible();
  await dialog.getByRole("button", { name: "Choose all 2 found" }).click();
  await dialog.getByTestId("store-file-input").setInputFiles([text("new.txt"), text("table.csv")]);
  await expect(dialog.getByTestId("chosen-files")).toContainText("2 files of the account chosen, 2 files to upload");
  await expect(dialog.getByText("1 file is of a type that vector stores cannot index (csv)")).toBeVisible();
  await dialog.getByRole("radio", { name: "Set by hand" }).check();
  await dialog.getByLabel("Tokens in a chunk").fill("300");
  await dialog.getByLabel("Tokens that overlap").fill("150");
  await dialog.getByRole("checkbox", { name: "Expires when it is not used" }).check();
  await dialog.getByLabel("Days after its last use").fill("30");
  await dialog.getByRole("button", { name: "Add a pair" }).click();
  await dialog.getByLabel("Key 1").fill("team");
  await dialog.getByLabel("Value 1").fill("support");
  await axe(page);
  await create(dialog).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Vector store Handbook created")).toBeVisible();
  expect(made).toEqual([
    {
      name: "Handbook",
      description: "What everybody should know",
      expires_after: { anchor: "last_active_at", days: 30 },
      metadata: { team: "support" },
    },
  ]);

  await expect.poll(async () => (await account.state()).stores[0].files.length, "attached").toBe(3);
  const [{ id, files }] = (await account.state()).stores;
  expect(files).toEqual(expect.arrayContaining([first, second]));
  const uploaded = (await account.state()).files.filter(({ filename }) => filename === "new.txt");
  expect(uploaded).toMatchObject([{ purpose: "assistants" }]);
  expect((await account.state()).files.map(({ filename }) => filename)).not.toContain("table.csv");
  const chunking_strategy = { type: "static", static: { max_chunk_size_tokens: 300, chunk_overlap_tokens: 150 } };
  for (const file of files) expect(await storeFile(account, id, file)).toMatchObject({ chunking_strategy });
  await account.advance(120);
  for (const card of await fill(page, "Handbook").all()) await ended(account, card);
  await listed(page, 1);
  await expect(page.getByRole("grid").getByText("team=support")).toBeVisible();
});

test("what the API would refuse is said as it is typed, and nothing is sent", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  await addFiles(account, ["a.md"]);
  await enter(page, account);
  await go(page, "Vector stores");
  const dialog = await openNew(page);

  await dialog.getByRole("checkbox", { name: "Expires when it is not used" }).check();
  const days = dialog.getByLabel("Days after its last use");
  const wrongDays = dialog.getByText("Write a whole number of days, from 1 to 365.");
  for (const wrong of ["0", "400", "366", "1.5", ""]) {
    await days.fill(wrong);
    await expect(wrongDays, wrong).toBeVisible();
    await create(dialog).click();
    await expect(days, "the focus goes to what is wrong").toBeFocused();
  }
  await days.fill("365");
  await expect(wrongDays).toHaveCount(0);

  await dialog.getByRole("radio", { name: "Set by hand" }).check();
  const [size, overlap] = [dialog.getByLabel("Tokens in a chunk"), dialog.getByLabel("Tokens that overlap")];
  await size.fill("1000");
  await overlap.fill("501");
  await expect(dialog.getByText("at most half the tokens in a chunk")).toBeVisible();
  await create(dialog).click();
  await overlap.fill("500");
  await size.fill("99");
  await expect(dialog.getByText("from 100 to 4,096")).toBeVisible();
  await create(dialog).click();
  await size.fill("4097");
  await expect(dialog.getByText("from 100 to 4,096")).toBeVisible();
  await create(dialog).click();
  await size.fill("1000");

  for (let n = 1; n <= 17; n++) {
    await dialog.getByRole("button", { name: "Add a pair" }).click();
    await dialog.getByLabel(`Key ${n}`, { exact: true }).fill(`key ${n}`);
  }
  await expect(dialog.getByText("at most 16 pairs: this is one too many")).toBeVisible();
  await create(dialog).click();
  await dialog.getByRole("button", { name: "Remove pair 17" }).click();
  await expect(dialog.getByText("one too many")).toHaveCount(0);
  await dialog.getByLabel("Key 1", { exact: true }).fill("k".repeat(65));
  await expect(dialog.getByText("A key has at most 64 characters.")).toBeVisible();
  await create(dialog).click();
  await dialog.getByLabel("Key 1", { exact: true }).fill("key 2");
  await expect(dialog.getByText("This key is there already.")).toBeVisible();
  await create(dialog).click();
  await dialog.getByLabel("Key 1", { exact: true }).fill("key 1");
  await dialog.getByLabel("Value 1", { exact: true }).fill("v".repeat(513));
  await expect(dialog.getByText("A value has at most 512 characters.")).toBeVisible();
  await create(dialog).click();
  await dialog.getByLabel("Value 1", { exact: true }).fill("v".repeat(512));
  expect(await sent(account, "POST", "/")).toEqual([]);

  await create(dialog).click();
  await expect(dialog).toHaveCount(0);
  const [{ id }] = (await account.state()).stores;
  expect(Object.keys((await store(account, id)).metadata)).toHaveLength(16);
});

test("a form outlives a refusal, and a lost answer is told as one", async ({ page, account, complaints }) => {
  complaints.expect(/status of (400|500).*\/v1\/vector_stores\)$/);
  await account.reset({ files: 0, stores: 0, batches: 0 });
  await enter(page, account);
  await go(page, "Vector stores");
  const dialog = await openNew(page);
  await dialog.getByLabel("Name").fill("Contracts");
  const refused = { status: { status: 400, message: "Too many vector stores." } };
  await account.faults([{ method: "POST", path: "/vector_stores", kind: refused, times: 1 }]);
  await create(dialog).click();
  await dialog.getByText("What the server said").click();
  await expect(dialog.getByText("Too many vector stores.")).toBeVisible();
  await expect(dialog.getByLabel("Name")).toHaveValue("Contracts");
  await account.faults([{ method: "POST", path: "/vector_stores", kind: { status: { status: 500 } }, times: 1 }]);
  await create(dialog).click();
  await expect(dialog.getByText("Whether the store was made is not known")).toBeVisible();
  expect(await sent(account, "POST", "/vector_stores"), "never sent twice by itself").toHaveLength(2);
  await create(dialog).click();
  await expect(dialog).toHaveCount(0);
  expect((await account.state()).stores).toMatchObject([{ name: "Contracts" }]);
});

test("a locked account opens no form", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 1, batches: 0 });
  await enter(page, account);
  await go(page, "Vector stores");
  await page.getByRole("banner").getByRole("button", { name: "Read-only" }).click();
  await page.getByRole("main").getByRole("button", { name: "New vector store" }).click({ force: true });
  await expect(newDialog(page)).toHaveCount(0);
});
