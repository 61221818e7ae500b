// The page of one vector store: its address, what it tells of the store, its files on the common table.
import { fillConnect } from "./connect.js";
import { axe, expect, test } from "./fixtures.js";
import { enter, go, listed, rows } from "./inside.js";
import { addLargeStore, addStore, openStore, storeLink } from "./store.js";
import { chip, mountedIds, row, search, shownIds, tick } from "./table.js";

const facts = (page) => page.locator(".store-facts");
const counts = (page) => page.getByTestId("store-counts");
const drawer = (page) => page.getByTestId("drawer");

test("a store has a page: from the table, from the details, by its address, and back", async ({ page, account, complaints }) => {
  complaints.expect(storeLink);
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { store, files } = await addStore(account, "Handbook", ["a.md", "b.csv", "c.txt"]);
  await account.addFile("loose.md");
  await page.goto("/");
  await enter(page, account, { keep: "For this session" });
  await go(page, "Vector stores");
  await row(page, store).getByRole("gridcell").nth(1).click();
  await drawer(page).getByRole("link", { name: "Open the store" }).click();
  await expect(page.getByRole("heading", { name: "Handbook", level: 1 })).toBeVisible();
  await listed(page, 3);
  await expect(counts(page)).toHaveText("3: 2 completed, 1 failed");
  await expect(facts(page)).toContainText(store);
  await expect(page.getByRole("link", { name: "Vector stores" }).first()).toHaveAttribute("aria-current", "true");

  // Failures come first, with their reason in words.
  expect((await shownIds(page))[0]).toBe(files["b.csv"]);
  await expect(row(page, files["b.csv"])).toContainText("File type not supported");
  await expect(row(page, files["a.md"])).toContainText("a.md");
  await chip(page, "Failed").click();
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Handbook", level: 1 })).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, files["b.csv"])).toContainText("b.csv");
  await row(page, files["b.csv"]).getByRole("gridcell").nth(1).click();
  await expect(drawer(page)).toContainText("The file type is not supported.");
  await axe(page);
  await page.goBack();
  await expect(drawer(page)).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Vector stores", level: 1 })).toBeVisible();
  await page.goForward();
  await expect(rows(page)).toHaveCount(1);
});

test("the store shows what it parsed from a file", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { store, files } = await addStore(account, "Handbook", [{ name: "a.md", text: "Refunds take a week." }]);
  await openStore(page, account, store);
  await row(page, files["a.md"]).getByRole("gridcell").nth(1).click();
  await drawer(page).getByRole("button", { name: "Show the text" }).click();
  await expect(drawer(page).getByLabel("Text as the store parsed it")).toHaveText("Refunds take a week.");
});

test("names come with the list of files; until then, and for files that are gone, it says so", async ({ page, account, complaints }) => {
  complaints.expect(storeLink);
  await account.reset({ files: 0, stores: 0, batches: 0 });
  await account.settings({ quirks: { stores_keep_deleted_files: true } });
  const { store, files } = await addStore(account, "Handbook", ["a.md", "b.md"]);
  await openStore(page, account, store);
  await expect(row(page, files["a.md"])).toContainText("a.md");
  await account.api("DELETE", `/files/${files["b.md"]}`);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(/\/v1\/files\?limit=1000/, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await enterHere(page, account);
  await expect(row(page, files["a.md"])).toContainText("Name still loading");
  release();
  await expect(row(page, files["a.md"])).toContainText("a.md");
  await expect(row(page, files["b.md"])).toContainText("File is gone");
  await search(page, "file:gone");
  await expect(rows(page)).toHaveCount(1);
});

test("counts are those of the list, and what the store says otherwise is told", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { store } = await addStore(account, "Handbook", ["a.md", "b.md"]);
  await page.route(new RegExp(`/v1/vector_stores/${store}$`), async (route) => {
    const answer = await route.fetch();
    const object = await answer.json();
    object.file_counts = { ...object.file_counts, completed: 5, total: 5 };
    await route.fulfill({ response: answer, json: object });
  });
  await openStore(page, account, store);
  await listed(page, 2);
  await expect(counts(page)).toHaveText("2: 2 completed");
  await expect(page.getByText("which counts 5: 5 completed")).toBeVisible();
});

test("a store that is not there is said not to be", async ({ page, account, complaints }) => {
  complaints.expect(storeLink);
  complaints.expect(/status of 404.*\/v1\/vector_stores\/vs_gone/);
  await account.reset({ files: 0, stores: 0, batches: 0 });
  await page.goto("/vector-stores/vs_gone");
  await enterHere(page, account);
  await expect(page.getByText("This vector store is not there")).toBeVisible();
});

test("a store of 10,000 files shows its first rows within a second and is listed to the end", async ({ page, account }) => {
  test.setTimeout(120_000);
  const store = await addLargeStore(account, "Library", 10_000);
  await enter(page, account);
  await go(page, "Vector stores");
  await tick(row(page, store)).click();
  const link = page.getByRole("region", { name: "Selection" }).getByRole("link", { name: "Open the store" });
  const took = await link.evaluate(async (link) => {
    const began = performance.now();
    link.click();
    while (!document.querySelector(".parts ~ * [role=row][data-id], .parts ~ [role=row][data-id]")) {
      await new Promise(requestAnimationFrame);
    }
    return performance.now() - began;
  });
  expect(took, "milliseconds to the first rows").toBeLessThan(1_000);
  console.log(`first rows of 10,000 after ${Math.round(took)} ms`);
  const count = page.getByTestId("count");
  await expect(count).toHaveText(/^[\d,]+ loaded, still loading…$/);
  await expect(count).toHaveText("10,000 in all", { timeout: 60_000 });
  await expect(counts(page)).toHaveText(/^10,000: /);
  expect((await mountedIds(page)).length).toBeGreaterThan(10);
});

/** Connects on the page that is open, wherever it leads. */
async function enterHere(page, account) {
  await fillConnect(page, account);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
}
