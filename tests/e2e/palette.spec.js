// The command palette, by keyboard alone: whatever can be done or found, from any screen.
import { axe, expect, test } from "./fixtures.js";
import { enter, go, listed, switcher } from "./inside.js";

const palette = (page) => page.getByRole("dialog", { name: /^(Search and commands|Recherche et commandes)$/ });
const field = (page) => palette(page).getByRole("combobox");
const options = (page) => palette(page).getByRole("option");
const chosen = (page) => palette(page).getByRole("option", { selected: true });
const open = (page) => new URL(page.url()).searchParams.get("open");

async function call(page) {
  await page.keyboard.press("Control+k");
  await expect(field(page)).toBeFocused();
}

/** Types and takes the first that is found, which is to be this one. */
async function run(page, text, first) {
  await call(page);
  await page.keyboard.type(text);
  await expect(chosen(page)).toContainText(first);
  await page.keyboard.press("Enter");
  await expect(palette(page)).toHaveCount(0);
}

test("screens and views are reached by a few letters", async ({ page, account }) => {
  await account.reset({ files: 30, stores: 3, batches: 4 });
  await enter(page, account);
  await run(page, "go batches", "Go to Batches");
  await expect(page.getByRole("heading", { name: "Batches", level: 1 })).toBeVisible();
  await run(page, "settings", "Go to Settings");
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await run(page, "vector stores: largest", "Vector stores: ");
  await expect(page.getByRole("heading", { name: "Vector stores", level: 1 })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Size" })).toHaveAttribute("aria-sort", "descending");
});

test("arrows move, Enter runs, Escape gives the focus back, and the list says where it is", async ({ page, account }) => {
  await account.reset({ files: 3, stores: 0, batches: 0 });
  await enter(page, account);
  const button = page.getByRole("banner").getByRole("button", { name: "Search and commands" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveAttribute("aria-expanded", "true");
  const pointed = () =>
    field(page).evaluate((field) => document.getElementById(field.getAttribute("aria-activedescendant"))?.textContent);
  const texts = await options(page).allTextContents();
  expect(texts.length).toBeGreaterThan(10);
  expect(await pointed()).toBe(texts[0]);
  await page.keyboard.press("ArrowDown");
  await expect.poll(pointed).toBe(texts[1]);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect.poll(pointed).toBe(texts.at(-1));
  await expect(chosen(page)).toBeInViewport();
  await page.keyboard.type("zzz nothing has this");
  await expect(options(page)).toHaveCount(0);
  await expect(palette(page).getByRole("status")).toHaveText("No command and no loaded object fits.");
  await page.keyboard.press("Enter");
  await expect(palette(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(palette(page)).toHaveCount(0);
  await expect(button).toBeFocused();
});

test("an object of any list is found by its name or id, and opened", async ({ page, account }) => {
  await account.reset({ files: 20, stores: 0, batches: 3 });
  const file = await account.addFile("<b>quarterly report</b> 2026.pdf");
  const store = await account.api("POST", "/vector_stores", { name: "Handbook of nobody" });
  await enter(page, account);
  await listed(page, 21);
  await run(page, "2026 QUARTERLY", "<b>quarterly report</b> 2026.pdf");
  await expect.poll(() => open(page)).toBe(file.id);
  await expect(page.getByTestId("drawer").getByRole("heading", { level: 2 })).toBeFocused();
  await run(page, store.id, "Handbook of nobody");
  await expect(page.getByRole("heading", { name: "Vector stores", level: 1 })).toBeVisible();
  await expect.poll(() => open(page)).toBe(store.id);
  const [batch] = (await account.state()).batches;
  await run(page, batch.id, batch.id);
  await expect(page.getByRole("heading", { name: "Batches", level: 1 })).toBeVisible();
  await expect.poll(() => open(page)).toBe(batch.id);
});

test("among 100,000 files a key in the palette is answered at once", async ({ page, account }) => {
  test.slow();
  await account.reset({ files: 100_000, stores: 0, batches: 0 });
  await enter(page, account);
  await listed(page, 100_000);
  const last = (await account.state()).files[0];
  await call(page);
  await page.keyboard.type("invoice");
  // At most twenty objects, however many there are.
  expect(await options(page).count()).toBeLessThanOrEqual(21);
  await field(page).fill("");
  const took = await field(page).evaluate(async (field, text) => {
    const list = document.getElementById(field.getAttribute("aria-controls"));
    const start = performance.now();
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    while (list.children.length !== 1) await new Promise((resolve) => setTimeout(resolve));
    return performance.now() - start;
  }, last.id);
  await expect(options(page)).toContainText(last.id);
  test.info().annotations.push({ type: "measured", description: `the last of 100,000 found in ${took.toFixed(1)} ms` });
  expect(took).toBeLessThan(200);
});

test("account, lock, colours and language change from here", async ({ page, account }) => {
  await account.reset({ files: 3, stores: 0, batches: 0 });
  await enter(page, account, { name: "First" });
  await run(page, "dark", "Dark colours");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await run(page, "reading only", "Lock the account for reading only");
  await expect(page.getByRole("button", { name: "Read-only" })).toHaveAttribute("aria-pressed", "true");
  await run(page, "unlock", "Unlock the account");
  await expect(page.getByRole("button", { name: "Read-only" })).toHaveAttribute("aria-pressed", "false");
  await run(page, "add an account", "Add an account");
  await enter(page, account, { name: "Second" });
  await run(page, "first", "Switch to the account First");
  await expect(switcher(page)).toContainText("First");
  await listed(page, 3);
  await run(page, "français", "Language: Français");
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await call(page);
  await expect(palette(page)).toHaveAccessibleName("Recherche et commandes");
  await page.keyboard.type("aller vector");
  await expect(chosen(page)).toContainText("Aller à Vector stores");
});

test("it waits for another dialog, and axe finds nothing in it", async ({ page, account }) => {
  await account.reset({ files: 2, stores: 0, batches: 0 });
  await enter(page, account);
  await go(page, "Files");
  await page.getByRole("grid").getByRole("checkbox").nth(1).click();
  await page.getByRole("button", { name: "Delete 1 file…" }).click();
  await expect(page.getByRole("dialog", { name: "Delete 1 file?" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await call(page);
  await axe(page);
  await page.setViewportSize({ width: 375, height: 700 });
  const box = await palette(page).boundingBox();
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(375);
});
