// Files go into a vector store by file batches: thousands of them, one batch failing, cut off, called off, forgotten.
import { axe, expect, test } from "./fixtures.js";
import { deepLink, enter, go, listed } from "./inside.js";
import { sent } from "./run.js";
import { addFiles, ended, fill, fills, sums } from "./stores.js";
import { number, selected, tickAll } from "./table.js";

const addDialog = (page) => page.getByRole("dialog", { name: /^Add [\d,]+ files? to a vector store$/ });

/** Puts the selected files into a store, by the dialog. */
async function addTo(page, name) {
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Add to a store…" }).click();
  const dialog = addDialog(page);
  await dialog.getByLabel("Find a vector store").fill(name);
  await dialog.getByRole("radio", { name }).check();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

async function withStore(page, account, names, name = "Handbook") {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const files = await addFiles(account, names);
  const { id } = await account.api("POST", "/vector_stores", { name });
  await enter(page, account, { keep: "On this device" });
  await listed(page, names.length);
  return { files, id };
}

const fileBatches = (account) => sent(account, "POST", "/vector_stores/").then((all) =>
  all.filter(({ path }) => path.endsWith("/file_batches")));

test("5,000 files go in by batches; the one that fails is told and tried again alone", async ({ page, account, complaints }) => {
  test.setTimeout(90_000);
  complaints.expect(/status of 400.*\/file_batches\)$/);
  await account.reset({ files: 9_000, stores: 0, batches: 0 });
  const { id } = await account.api("POST", "/vector_stores", { name: "Everything" });
  const supported = /\.(c|cpp|cs|css|docx?|go|html|java|js|json|md|pdf|php|pptx|py|rb|sh|tex|ts|txt)$/i;
  const fit = (await account.state()).files.filter(({ filename }) => supported.test(filename)).map(({ id }) => id);
  expect(fit.length).toBeGreaterThan(5_000);
  const parts = Math.ceil(fit.length / 500);

  // The fourth file batch is refused.
  let count = 0;
  const asked = [];
  await page.route(/\/file_batches$/, async (route) => {
    if (route.request().method() === "POST") {
      count += 1;
      asked.push(route.request().postDataJSON().file_ids);
      const refused = { status: { status: 400, message: "Something about this batch." } };
      const faults = [{ method: "POST", path: "/vector_stores/*/file_batches", kind: refused, times: 1 }];
      await account.faults(count === 4 ? faults : []);
    }
    await route.continue();
  });

  await enter(page, account);
  await listed(page, 9_000);
  await tickAll(page).click();
  await expect(selected(page)).toHaveText("9,000 selected");
  await addTo(page, "Everything");
  const card = fill(page, "Everything");
  await expect(card.locator("strong").first()).toContainText(`of ${number(fit.length)} files`);
  await expect.poll(() => count, { timeout: 30_000 }).toBe(parts);
  await ended(account, card, 40_000);

  expect(asked.map((ids) => ids.length).slice(0, -1)).toEqual(Array(parts - 1).fill(500));
  expect(asked.flat().sort(), "each file in one batch").toEqual([...fit].sort());
  const before = await sums(card);
  expect(before.Indexed + before.Failed).toBe(fit.length);
  const inStore = new Set((await account.state()).stores[0].files);
  expect(fit.filter((file) => !inStore.has(file)).sort()).toEqual([...asked[3]].sort());
  await expect(card.getByText("The API refused the request").first()).toBeVisible();
  await card.getByText(/file batches$/).click();
  const fourth = card.getByRole("listitem").filter({ hasText: "Batch 4" });
  await fourth.getByText("What the server said").click();
  await expect(fourth.getByText("Something about this batch.")).toBeVisible();

  // Some of the others could not be indexed: the refused batch is tried again without them.
  asked.length = 0;
  const refused = fit.filter((file) => !inStore.has(file));
  await card.getByRole("button", { name: `Try these ${number(refused.length)} files again` }).click();
  await expect.poll(() => asked.flat().length).toBe(refused.length);
  await ended(account, card, 40_000);
  expect(asked.flat().sort(), "the refused part, alone").toEqual([...refused].sort());
  expect(new Set((await account.state()).stores[0].files)).toEqual(new Set(fit));

  // Then what could not be indexed, and only that.
  const again = (await sums(card)).Failed;
  expect(again).toBeGreaterThan(0);
  expect(again).toBeLessThan(500);
  asked.length = 0;
  await card.getByRole("button", { name: `Try ${number(again)} failed files again` }).click();
  await expect.poll(() => asked.flat().length).toBe(again);
  await ended(account, card, 40_000);
  expect(new Set((await account.state()).stores[0].files)).toEqual(new Set(fit));
  expect((await sums(card)).Indexed).toBe(fit.length - ((await sums(card)).Failed ?? 0));
  const api = await account.api("GET", `/vector_stores/${id}`);
  expect((await sums(card)).Indexed).toBe(api.file_counts.completed);
});

test("progress is told while files are indexed, and the store's row follows", async ({ page, account }) => {
  await withStore(page, account, ["one.md", "two.md", "three.md"]);
  await tickAll(page).click();
  await addTo(page, "Handbook");
  const card = fill(page, "Handbook");
  await expect(card.getByText("being indexed", { exact: true })).toBeVisible();
  expect((await sums(card))["Being indexed"]).toBeGreaterThan(0);
  await axe(page);
  await ended(account, card);
  expect(await sums(card)).toEqual({ Indexed: 3 });
  await expect(card.getByText("All 3 files are in the store, nothing failed.")).toBeVisible();
  await go(page, "Vector stores");
  await expect(page.getByRole("grid").getByRole("row", { name: /Handbook/ })).toContainText("Completed");
  await card.getByRole("button", { name: "Put away the report on Handbook" }).click();
  await expect(fills(page)).toHaveCount(0);
});

test("what goes in is taken up again after a reload, and can be called off", async ({ page, account, complaints }) => {
  complaints.expect(deepLink);
  const { id } = await withStore(page, account, Array.from({ length: 12 }, (_, n) => `note ${n}.md`));
  // Indexing waits: the account's time does not pass by itself that fast.
  await tickAll(page).click();
  await addTo(page, "Handbook");
  const card = fill(page, "Handbook");
  await expect(card.getByText("being indexed", { exact: true })).toBeVisible();
  await page.reload();
  await expect(card).toBeVisible();
  await expect(card.getByText("1 file batch")).toBeVisible();
  expect(await fileBatches(account), "nothing is attached a second time").toHaveLength(1);
  await card.getByRole("button", { name: "Cancel" }).click();
  await expect(card.getByText("ended", { exact: true })).toBeVisible({ timeout: 15_000 });
  const { file_counts: counts } = await account.api("GET", `/vector_stores/${id}`);
  expect(counts.in_progress).toBe(0);
  const { Indexed = 0, Failed = 0, "Called off": off = 0 } = await sums(card);
  expect({ Indexed, Failed, off }).toEqual({ Indexed: counts.completed, Failed: counts.failed, off: counts.cancelled });

  await go(page, "Activity");
  await expect(page.getByTestId("file-batches").getByRole("article", { name: "Into Handbook" })).toBeVisible();
  await page.getByTestId("file-batches").getByRole("button", { name: "Put away the report on Handbook" }).click();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Activity", level: 1 })).toBeVisible();
  await expect(fills(page)).toHaveCount(0);
});

test("an answer that was lost is looked for before anything is sent again", async ({ page, account, complaints }) => {
  complaints.expect(/net::ERR_|blocked by CORS policy|status of 404/);
  const { files } = await withStore(page, account, ["one.md", "two.md"]);
  await account.faults([{ method: "POST", path: "/vector_stores/*/file_batches", kind: "lost_after", times: 1 }]);
  await tickAll(page).click();
  await addTo(page, "Handbook");
  const card = fill(page, "Handbook");
  await expect.poll(async () => (await account.state()).stores[0].files.length).toBe(2);
  await ended(account, card);
  expect(await sums(card)).toEqual({ Indexed: 2 });
  expect(await fileBatches(account), "one intent, one request").toHaveLength(1);
  expect((await account.state()).stores[0].files.sort()).toEqual([...files].sort());
});

test("a file that is gone fails by itself and takes no other with it", async ({ page, account, complaints }) => {
  complaints.expect(/status of 404.*\/file_batches\)$/);
  const { files } = await withStore(page, account, ["one.md", "two.md", "three.md"]);
  await tickAll(page).click();
  await account.api("DELETE", `/files/${files[1]}`);
  await addTo(page, "Handbook");
  const card = fill(page, "Handbook");
  await expect.poll(async () => (await account.state()).stores[0].files.length, { timeout: 20_000 }).toBe(2);
  await ended(account, card);
  expect(await sums(card)).toEqual({ Indexed: 2, Failed: 1 });
  await card.locator(".causes").getByText("1 file", { exact: true }).click();
  await expect(card.locator(".causes .ids")).toHaveText(files[1]);
});

test("files that no store can index are named and left out", async ({ page, account }) => {
  await withStore(page, account, ["one.md", "table.csv", "sheet.xlsx"]);
  await tickAll(page).click();
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Add to a store…" }).click();
  const dialog = addDialog(page);
  await expect(dialog.getByText("2 files are of types that vector stores cannot index (csv, xlsx)")).toBeVisible();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByText("Choose the store that the files go into.")).toBeVisible();
  await dialog.getByRole("radio", { name: "Handbook" }).check();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  const card = fill(page, "Handbook");
  await ended(account, card);
  expect(await sums(card)).toEqual({ Indexed: 1 });
});

test("none that can be indexed, nothing sent", async ({ page, account }) => {
  await withStore(page, account, ["table.csv"]);
  await tickAll(page).click();
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Add to a store…" }).click();
  const dialog = addDialog(page);
  await dialog.getByRole("radio", { name: "Handbook" }).check();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await expect(dialog.getByText("None of these files can be indexed.")).toBeVisible();
  expect(await sent(account, "POST", "/")).toEqual([]);
});

test("a fill goes on in another tab when its own is closed", async ({ page, account, context }) => {
  await withStore(page, account, ["one.md", "two.md"]);
  await tickAll(page).click();
  await addTo(page, "Handbook");
  await expect(fill(page, "Handbook").getByText("being indexed", { exact: true })).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  const card = fill(other, "Handbook");
  await expect(card.getByText("Another tab carries it out")).toBeVisible();
  await page.close();
  await expect(card.getByText("Another tab carries it out")).toHaveCount(0);
  await ended(account, card);
  expect(await sums(card)).toEqual({ Indexed: 2 });
});
