// All of it without a mouse: Tab reaches everything, the grid goes by its keys, and nothing dangerous is one key away.
import { expect, started, test } from "./fixtures.js";
import { enter, go, rows, switcher } from "./inside.js";

const FILES = 300;
const grid = (page) => page.getByRole("grid");
const deletions = async (account) => (await account.log()).filter((entry) => entry.method === "DELETE");

/** The place at which the keyboard is, by the row that the grid points to; null if it points to none that exists. */
const active = (page) =>
  grid(page).evaluate((grid) => {
    const row = document.getElementById(grid.getAttribute("aria-activedescendant"));
    if (!row || !grid.contains(row)) return null;
    const { top, bottom } = row.getBoundingClientRect();
    const box = grid.getBoundingClientRect();
    const head = grid.querySelector(".grid-head").getBoundingClientRect();
    if (top < head.bottom - 1 || bottom > box.bottom + 1) return null;
    return Number(row.getAttribute("aria-rowindex")) - 2;
  });
const isAt = (page, place) => expect.poll(() => active(page), `the keyboard is at ${place}`).toBe(place);
const selected = (page) => page.getByTestId("selected");

test("Tab reaches everything on Files, in the order of the page, and shows where it is", async ({ page, account }) => {
  await account.reset({ files: 30, stores: 2, batches: 2 });
  await enter(page, account);
  await rows(page).first().getByRole("checkbox").click();
  await expect(page.getByRole("button", { name: "Delete 1 file…" })).toBeVisible();
  // What can be reached: all controls in sight but those within the grid, which its own keys stand for.
  const wanted = await page.evaluate(() => {
    const controls = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")];
    const inSight = controls.filter((control) => control.checkVisibility() && !control.matches("main, input[type=file]"));
    const wanted = inSight.filter((control) => !control.closest("[role=row]"));
    wanted.forEach((control, number) => (control.dataset.number = number));
    return wanted.length;
  });
  expect(wanted).toBeGreaterThan(18);
  // From the last one out of the page, and in again at its start.
  await page.locator(`[data-number="${wanted - 1}"]`).focus();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement.localName)).toBe("body");
  const reached = [];
  while (reached.length < wanted + 5) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const { activeElement } = document;
      if (activeElement === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(activeElement);
      const box = activeElement.getBoundingClientRect();
      const shown = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 && box.top >= 0 && box.left >= 0;
      return { number: Number(activeElement.dataset.number ?? -1), shown, html: activeElement.outerHTML.slice(0, 90) };
    });
    if (!at) break;
    expect(at.shown, at.html).toBe(true);
    expect(at.number, at.html).not.toBe(-1);
    reached.push(at.number);
  }
  expect(reached).toEqual([...Array(wanted).keys()]);
});

test("the first Tab offers to skip to the content", async ({ page, account }) => {
  await account.reset({ files: 3, stores: 0, batches: 0 });
  await enter(page, account);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Refresh" })).toBeFocused();
  // Still the same account: the page was not left.
  await expect(rows(page)).toHaveCount(3);
});

test("an account is connected and switched by keyboard alone", async ({ page, account }) => {
  await account.reset({ files: 3, stores: 0, batches: 0 });
  await page.goto("/");
  await started(page);
  await page.getByLabel("API key").focus();
  await page.keyboard.type(account.key);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(page.getByRole("radio", { name: "In memory" })).toBeChecked();
  await page.getByText("Advanced", { exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("API base").focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(account.http);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("checkbox", { name: /I trust that address/ })).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await expect(rows(page)).toHaveCount(3);

  await switcher(page).focus();
  await page.keyboard.press("Enter");
  const add = page.getByRole("button", { name: "Add an account" });
  await expect(add).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(add).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(add).toBeHidden();
  await expect(switcher(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Connect an OpenAI account" })).toBeVisible();
});

test("the grid goes by arrows, Page, Home and End, and says where it is", async ({ page, account }) => {
  await account.reset({ files: FILES, stores: 0, batches: 0 });
  await enter(page, account);
  await expect(grid(page)).toHaveCount(1);
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(FILES + 1));
  await expect(grid(page)).toHaveAttribute("aria-multiselectable", "true");
  await expect(grid(page)).toHaveAccessibleDescription(/Arrow keys move/);
  const numbers = () => rows(page).evaluateAll((rows) => rows.map((row) => Number(row.getAttribute("aria-rowindex"))));
  expect(await numbers()).toEqual((await numbers()).map((_, place) => place + 2));
  expect((await numbers()).length).toBeLessThan(FILES);

  await grid(page).focus();
  await isAt(page, 0);
  const press = (key) => page.keyboard.press(key);
  // The header is the row above; it has a test of its own.
  await press("ArrowUp");
  await press("ArrowDown");
  await isAt(page, 0);
  for (const place of [1, 2, 3]) {
    await press("ArrowDown");
    await isAt(page, place);
  }
  await press("ArrowUp");
  await isAt(page, 2);
  await press("PageDown");
  await expect.poll(() => active(page)).toBeGreaterThan(10);
  const page1 = await active(page);
  await press("PageDown");
  await isAt(page, 2 + 2 * (page1 - 2));
  await press("PageUp");
  await isAt(page, page1);
  await press("End");
  await isAt(page, FILES - 1);
  await press("ArrowDown");
  await isAt(page, FILES - 1);
  await press("PageUp");
  await isAt(page, FILES - 1 - (page1 - 2));
  await press("Home");
  await isAt(page, 0);
  // Many keys at once do not outrun it.
  for (let presses = 0; presses < 40; presses += 1) await press("ArrowDown");
  await isAt(page, 40);
  expect((await numbers()).length).toBeLessThan(100);
});

test("Space selects, with Shift a range, Control and A all that match; no key deletes", async ({ page, account }) => {
  await account.reset({ files: FILES, stores: 0, batches: 0 });
  await enter(page, account);
  await grid(page).focus();
  const press = (key) => page.keyboard.press(key);
  const ticked = () =>
    rows(page).evaluateAll((rows) =>
      rows
        .filter((row) => row.getAttribute("aria-selected") === "true")
        .map((row) => Number(row.getAttribute("aria-rowindex")) - 2),
    );
  await press("ArrowDown");
  await press("Space");
  await expect(selected(page)).toHaveText("1 selected");
  expect(await ticked()).toEqual([1]);
  await isAt(page, 1);
  for (let presses = 0; presses < 4; presses += 1) await press("ArrowDown");
  await press("Shift+Space");
  await expect(selected(page)).toHaveText("5 selected");
  expect(await ticked()).toEqual([1, 2, 3, 4, 5]);
  await press("Space");
  await expect(selected(page)).toHaveText("4 selected");
  expect(await ticked()).toEqual([1, 2, 3, 4]);

  await press("ControlOrMeta+a");
  await expect(selected(page)).toHaveText(`${FILES} selected`);
  await expect(page.getByRole("checkbox", { name: /^Select all/ })).toBeChecked();
  await press("ControlOrMeta+a");
  await expect(selected(page)).toHaveCount(0);
  // All that match: what the search leaves out is not selected.
  await page.getByRole("combobox", { name: "Search or filter" }).fill("invoice");
  await expect(page.getByTestId("count")).toHaveText(/of 300 shown$/);
  const found = Number(await grid(page).getAttribute("aria-rowcount")) - 1;
  expect(found).toBeGreaterThan(1);
  expect(found).toBeLessThan(FILES);
  await grid(page).focus();
  await press("ControlOrMeta+a");
  await expect(selected(page)).toHaveText(`${found} selected`);

  // In the search field these keys are letters.
  await page.getByRole("combobox", { name: "Search or filter" }).focus();
  await press("ControlOrMeta+a");
  await press("End");
  await press("Space");
  await expect(selected(page)).toHaveText(`${found} selected`);
  await expect(page.getByRole("combobox", { name: "Search or filter" })).toHaveValue("invoice ");

  await grid(page).focus();
  for (const key of ["Enter", "Delete", "Backspace"]) await press(key);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await deletions(account)).toEqual([]);
});

test("the question before a deletion begins at the safe answer, and goes back to where it was asked", async ({
  page,
  account,
}) => {
  await account.reset({ files: 20, stores: 0, batches: 0 });
  await enter(page, account);
  await grid(page).focus();
  await page.keyboard.press("Space");
  const opener = page.getByRole("button", { name: "Delete 1 file…" });
  const dialog = page.getByRole("dialog", { name: "Delete 1 file?" });
  const keep = dialog.getByRole("button", { name: "Keep them" });
  for (const answer of ["Escape", "Enter", "Space"]) {
    await opener.focus();
    await page.keyboard.press("Enter");
    await expect(keep).toBeFocused();
    await page.keyboard.press(answer);
    await expect(dialog).toHaveCount(0);
    await expect(opener, `after ${answer}`).toBeFocused();
  }
  // A key held down too long is no answer either.
  await opener.focus();
  for (let repeats = 0; repeats < 5; repeats += 1) await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  await page.keyboard.press("Escape");
  expect(await deletions(account)).toEqual([]);
  await expect(selected(page)).toHaveText("1 selected");

  // Focus stays within while it is open.
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(keep).toBeFocused();
  for (let presses = 0; presses < 6; presses += 1) {
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement.closest(".app > :not(dialog)"))).toBeNull();
  }
  await dialog.getByRole("button", { name: "Delete", exact: true }).focus();
  await page.keyboard.press("Space");
  // It can still be undone, and the key for that is at hand.
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("job")).toContainText("1 done");
  expect(await deletions(account)).toHaveLength(1);
});

test("a count that was typed does not delete at Enter", async ({ page, account }) => {
  await account.reset({ files: 2, stores: 5, batches: 0 });
  await enter(page, account);
  await go(page, "Vector stores");
  await grid(page).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.getByRole("button", { name: "Delete 5 vector stores…" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Delete 5 vector stores?" });
  await expect(dialog.getByRole("button", { name: "Keep them" })).toBeFocused();
  const yes = dialog.getByRole("button", { name: "Delete", exact: true });
  await expect(yes).toBeDisabled();
  await dialog.getByLabel("To confirm, type 5").focus();
  await page.keyboard.type("4");
  await expect(yes).toBeDisabled();
  await page.keyboard.press("Backspace");
  await page.keyboard.type("5");
  await expect(yes).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect(await deletions(account)).toEqual([]);
  expect((await account.state()).stores).toHaveLength(5);
});

test("the dialog of an upload begins at its choice, and gives the focus back", async ({ page, account }) => {
  await account.reset({ files: 2, stores: 0, batches: 0 });
  await enter(page, account);
  const upload = page.getByRole("main").getByRole("button", { name: "Upload" });
  const file = { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("a") };
  const dialog = page.getByRole("dialog", { name: "Upload 1 file" });
  for (const way of ["Escape", "Cancel"]) {
    const chooser = page.waitForEvent("filechooser");
    await upload.press("Enter");
    await (await chooser).setFiles(file);
    await expect(dialog.getByLabel("Purpose")).toBeFocused();
    if (way === "Escape") await page.keyboard.press("Escape");
    else await dialog.getByRole("button", { name: "Cancel" }).press("Enter");
    await expect(dialog).toHaveCount(0);
    await expect(upload, `after ${way}`).toBeFocused();
  }
  expect((await account.log()).filter((entry) => entry.method === "POST")).toEqual([]);
});
