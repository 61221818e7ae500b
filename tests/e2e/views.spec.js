// Views: built in and the person's own, run from the menu, kept on this device.
import { axe, expect, started, test } from "./fixtures.js";
import { deepLink, enter, go, listed } from "./inside.js";
import { field, number, search, shownIds } from "./table.js";

const count = (page) => page.getByTestId("count");
const menu = (page) => page.getByRole("main").getByLabel("Views", { exact: true });
const view = (page, name) => page.locator(".menu-row").getByRole("button", { name, exact: true });
const ids = (objects) => objects.map(({ id }) => id);

async function run(page, name) {
  await menu(page).click();
  await view(page, name).click();
  await expect(view(page, name)).toBeHidden();
}

async function save(page, name) {
  await menu(page).click();
  await page.getByRole("button", { name: "Save this view…" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view" });
  await dialog.getByLabel("Name of the view").fill(name);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
}

/** What is sorted by, as the header says. */
const isSorted = (page, column, how) =>
  expect(page.getByRole("columnheader", { name: column })).toHaveAttribute("aria-sort", how);

test("every view of files shows what its name says", async ({ page, account }) => {
  test.slow();
  await account.reset({ files: 600, stores: 0, batches: 0 });
  for (const content of ["same size", "same size", "another size"]) await account.addFile("twice.txt", content);
  await enter(page, account);
  const files = (await account.api("GET", "/files?limit=10000")).data;
  const now = Date.now() / 1000;
  const shows = async (name, query, holds) => {
    await run(page, name);
    await expect(field(page)).toHaveValue(query);
    const found = ids(files.filter(holds));
    expect(found.length, name).toBeGreaterThan(0);
    const text = found.length === files.length ? `${number(found.length)} in all` : `${number(found.length)} of 603 shown`;
    await expect(count(page)).toHaveText(text);
    const shown = await shownIds(page);
    expect(new Set(shown), name).toEqual(new Set(found));
    return shown.map((id) => files.find((file) => file.id === id));
  };
  const key = ({ filename, bytes }) => JSON.stringify([filename, bytes]);
  const times = {};
  for (const file of files) times[key(file)] = (times[key(file)] ?? 0) + 1;
  const twice = await shows("Duplicates by name and size", "is:duplicate", (file) => {
    return file.bytes !== null && times[key(file)] > 1;
  });
  expect(twice.filter(({ filename }) => filename === "twice.txt").length).toBe(2);
  await isSorted(page, "Name", "ascending");
  const largest = await shows("Largest", "", () => true);
  const sizes = largest.map(({ bytes }) => bytes ?? -1);
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  const oldest = await shows("Oldest", "", () => true);
  const created = oldest.map(({ created_at }) => created_at);
  expect(created).toEqual(created.toSorted((a, b) => a - b));
  await shows("Expiring within 7 days", "expires<7d", ({ expires_at }) => {
    return expires_at >= now && expires_at - now < 7 * 86_400;
  });
  await shows("Failed", "status:error", ({ status }) => status === "error");
  await isSorted(page, "Created", "descending");
  const end = Date.UTC(2026, 7, 27) / 1000;
  const left = "purpose:assistants,assistants_output created<=2026-08-26";
  await shows("Left by Assistants", left, ({ purpose, created_at }) => {
    return ["assistants", "assistants_output"].includes(purpose) && created_at < end;
  });
  // The menu says which one is shown.
  await menu(page).click();
  await expect(view(page, "Left by Assistants")).toHaveAttribute("aria-current", "true");
  await expect(page.locator(".menu-row [aria-current]")).toHaveCount(1);
});

test("views of stores and batches show what their names say", async ({ page, account }) => {
  await account.reset({ files: 200, stores: 120, batches: 120 });
  await account.advance(100); // What was about to end has ended.
  await account.api("POST", "/vector_stores", { name: "nothing in it" });
  await enter(page, account);
  const all = async (path) => {
    const found = [];
    for (let page = { has_more: true }; page.has_more; found.push(...page.data)) {
      page = await account.api("GET", `${path}?limit=100${page.last_id ? `&after=${page.last_id}` : ""}`);
    }
    return found;
  };
  const [stores, batches] = [await all("/vector_stores"), await all("/batches")];
  const shows = async (name, all, holds) => {
    await run(page, name);
    const found = ids(all.filter(holds));
    expect(found.length, name).toBeGreaterThan(0);
    await expect(count(page)).toHaveText(new RegExp(`^${found.length} (of ${all.length} shown|in all)$`));
    expect((await shownIds(page)).sort(), name).toEqual(found.sort());
  };
  await go(page, "Vector stores");
  await shows("Empty", stores, ({ file_counts }) => file_counts.total === 0);
  await shows("Expired", stores, ({ status }) => status === "expired");
  await shows("With failed files", stores, ({ file_counts }) => file_counts.failed > 0);
  await shows("Largest", stores, () => true);
  await go(page, "Batches");
  const running = ["validating", "in_progress", "finalizing", "cancelling"];
  await shows("Running", batches, ({ status }) => running.includes(status));
  await shows("Failed", batches, ({ status }) => ["failed", "expired"].includes(status));
  await shows("Partly failed", batches, (batch) => batch.status === "completed" && batch.request_counts.failed > 0);
});

test("a view of one's own is saved, run, renamed and deleted, and survives a reload", async ({ page, account, complaints }) => {
  complaints.expect(deepLink);
  complaints.expect(/status of 404.*\/files\?q=/);
  await account.reset({ files: 200, stores: 5, batches: 0 });
  await enter(page, account, { keep: "For this session" });
  const name = "Große <b>Dateien</b>";
  await search(page, "size>1mb");
  await page.getByRole("columnheader", { name: "Size" }).getByRole("button", { name: "Size" }).click();
  await menu(page).click();
  await page.getByRole("button", { name: "Save this view…" }).click();
  const dialog = page.getByRole("dialog", { name: "Save this view" });
  await expect(dialog.getByLabel("Name of the view")).toBeFocused();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toContainText("A view needs a name");
  await axe(page);
  await dialog.getByLabel("Name of the view").fill(name);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  const found = await shownIds(page);

  await search(page, "");
  await run(page, "Oldest");
  await isSorted(page, "Created", "ascending");
  await expect(page).toHaveURL(/[?&]sort=created$/);
  await page.reload();
  await started(page);
  await listed(page, 200);
  await isSorted(page, "Created", "ascending");
  await run(page, name);
  await expect(field(page)).toHaveValue("size>1mb");
  await isSorted(page, "Size", "ascending");
  expect(await shownIds(page)).toEqual(found);
  await expect(page).toHaveURL(/[?&]q=size%3E1mb(&|$)/);
  await expect(page).toHaveURL(/[?&]sort=size(&|$)/);

  // It belongs to this table.
  await go(page, "Vector stores");
  await menu(page).click();
  await expect(view(page, name)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await go(page, "Files");

  // No two of one name; another one is found under its new name.
  await menu(page).click();
  await page.getByRole("button", { name: "Save this view…" }).click();
  await dialog.getByLabel("Name of the view").fill(name);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toContainText("There is a view of that name");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await menu(page).click();
  await axe(page);
  await page.getByRole("button", { name: `Rename ${name}` }).click();
  const rename = page.getByRole("dialog", { name: "Rename the view" });
  await expect(rename.getByLabel("Name of the view")).toHaveValue(name);
  await rename.getByLabel("Name of the view").fill("Big");
  await rename.getByRole("button", { name: "Save" }).click();
  await menu(page).click();
  await expect(view(page, "Big")).toBeVisible();
  await expect(view(page, name)).toHaveCount(0);
  await page.getByRole("button", { name: "Delete the view Big" }).click();
  await expect(page.getByText("View Big deleted")).toBeVisible();
  await page.reload();
  await started(page);
  await menu(page).click();
  await expect(view(page, "Largest")).toBeVisible();
  await expect(view(page, "Big")).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.getItem("quartermaster.views.files"))).toBe("[]");
});

test("a view goes by the keyboard, and tells when the browser does not keep it", async ({ page, account }) => {
  await account.reset({ files: 20, stores: 0, batches: 0 });
  await enter(page, account);
  await menu(page).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(view(page, "Unused")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await isSorted(page, "Size", "descending");
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await save(page, "Not kept");
  await expect(page.getByText("The browser refused to keep the view")).toBeVisible();
  await menu(page).click();
  await expect(view(page, "Not kept")).toBeVisible();
});
