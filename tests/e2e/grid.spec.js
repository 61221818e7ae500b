// The table itself: its columns, its cells by keyboard, its keys, what it remembers, and names that want to be more.
import { axe, expect, started, test } from "./fixtures.js";
import { deepLink, enter, go, listed, rows } from "./inside.js";
import { chosenIds, row, search, selected, shownIds, tick } from "./table.js";

const grid = (page) => page.getByRole("grid");
const header = (page, name) => grid(page).getByRole("columnheader", { name });
const searchField = (page) => page.getByRole("combobox", { name: "Search or filter" });
const title = (page, name) => header(page, name).getByRole("button");
const titles = (page) => grid(page).locator("[role=columnheader] .grid-sort").allTextContents();
const columnsDialog = async (page) => {
  await page.getByRole("button", { name: "Columns" }).click();
  return page.getByRole("dialog", { name: "Columns" });
};
/** The element that has the keyboard, as the grid says. */
const active = (page) =>
  grid(page).evaluate((grid) => {
    const element = document.getElementById(grid.getAttribute("aria-activedescendant"));
    return element && { role: element.getAttribute("role"), text: element.textContent, row: element.closest("[data-id]")?.dataset.id };
  });

test.beforeEach(({ complaints }) => complaints.expect(deepLink));

test("columns are hidden, moved and widened, and stay so on this device", async ({ page, account }) => {
  await account.reset({ files: 30, stores: 2, batches: 0 });
  await enter(page, account, { keep: "For this session" });
  expect(await titles(page)).toEqual(["Name", "Id", "Purpose", "Size", "Created", "Expires", "Status"]);

  const dialog = await columnsDialog(page);
  await dialog.getByRole("checkbox", { name: "Purpose" }).uncheck();
  await dialog.getByRole("button", { name: "Move Size towards the start" }).click();
  await dialog.getByRole("slider", { name: "Width of Id" }).fill("304");
  await axe(page);
  await dialog.getByRole("button", { name: "Done" }).click();
  const wanted = ["Name", "Size", "Id", "Created", "Expires", "Status"];
  expect(await titles(page)).toEqual(wanted);
  await expect(grid(page)).toHaveAttribute("aria-colcount", "7");
  const width = async (name) => Math.round((await header(page, name).boundingBox()).width);
  expect(await width("Id")).toBe(304);

  // By the edge of the title.
  const box = await header(page, "Size").boundingBox();
  await page.mouse.move(box.x + box.width - 3, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 57, box.y + 10, { steps: 3 });
  await page.mouse.up();
  const wide = Math.round(box.width) + 60;
  expect(await width("Size")).toBe(wide);
  await title(page, "Status").dragTo(title(page, "Size"));
  await expect.poll(() => titles(page)).toEqual(["Name", "Status", "Size", "Id", "Created", "Expires"]);
  // The cells follow their titles.
  const first = rows(page).first().getByRole("gridcell");
  await expect(first).toHaveCount(7);
  await expect(first.nth(4)).toHaveText(await rows(page).first().getAttribute("data-id"));

  await page.reload();
  await started(page);
  await listed(page, 30);
  expect(await titles(page)).toEqual(["Name", "Status", "Size", "Id", "Created", "Expires"]);
  expect([await width("Id"), await width("Size")]).toEqual([304, wide]);
  // Another table has its own.
  await go(page, "Vector stores");
  expect(await titles(page)).toContain("Last active");
  await go(page, "Files");
  await (await columnsDialog(page)).getByRole("button", { name: "As at first" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  expect(await titles(page)).toEqual(["Name", "Id", "Purpose", "Size", "Created", "Expires", "Status"]);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("columns")))).toEqual([]);
});

test("rows are as high as one likes them", async ({ page, account }) => {
  await account.reset({ files: 200, stores: 0, batches: 0 });
  await enter(page, account, { keep: "For this session" });
  const height = async () => (await rows(page).first().boundingBox()).height;
  expect(await height()).toBe(34);
  await grid(page).evaluate((grid) => (grid.scrollTop = 34 * 50));
  const at50 = page.locator("[aria-rowindex='52']");
  await expect(at50).toBeInViewport();
  const id = await at50.getAttribute("data-id");
  await (await columnsDialog(page)).getByLabel("Row height").selectOption("Compact");
  await page.getByRole("button", { name: "Done" }).click();
  expect(await height()).toBe(28);
  await expect(row(page, id), "the same rows stay in view").toBeInViewport();
  await page.reload();
  await started(page);
  await listed(page, 200);
  expect(await height()).toBe(28);
});

test("the header is the row above the first: its keys sort, widen and move columns, and select all", async ({ page, account }) => {
  await account.reset({ files: 30, stores: 0, batches: 0 });
  await enter(page, account);
  const press = (key) => page.keyboard.press(key);
  const isAt = (text) => expect.poll(() => active(page)).toMatchObject({ role: "columnheader", text });
  const sorted = (name) => expect(header(page, name)).toHaveAttribute("aria-sort", /ascending$/);
  await grid(page).focus();
  await press("ArrowUp");
  await isAt("");
  await press("Enter");
  await expect(selected(page)).toHaveText("30 selected");
  await press(" ");
  await expect(selected(page)).toHaveCount(0);
  await press("ArrowRight");
  await isAt("Name");
  await expect(header(page, "Name")).toHaveAccessibleDescription(/Enter sorts/);
  await press("Enter");
  await sorted("Name");
  await isAt("Name");
  for (let presses = 0; presses < 3; presses += 1) await press("ArrowRight");
  await isAt("Size");
  await press("Shift+Enter");
  await expect(title(page, "Size")).toContainText("2");
  await sorted("Name");

  const width = async () => Math.round((await header(page, "Size").boundingBox()).width);
  const wide = await width();
  await press("Shift+ArrowRight");
  expect(await width()).toBe(wide + 16);
  await press("Shift+ArrowLeft");
  expect(await width()).toBe(wide);
  await press("Alt+Shift+ArrowLeft");
  await expect.poll(() => titles(page)).toEqual(["Name1", "Id", "Size2", "Purpose", "Created", "Expires", "Status"]);
  await isAt("Size2");
  await press("End");
  await isAt("Status");
  await press("ArrowRight");
  await isAt("Status");
  await press("Home");
  await isAt("");
  await press("ArrowDown");
  await expect.poll(() => active(page)).toMatchObject({ role: "row" });
  await press("ArrowUp");
  await isAt("");
  await press("j");
  await expect.poll(() => active(page)).toMatchObject({ role: "row" });
  // After a click on a title the keys go on in the rows.
  await title(page, "Created").click();
  await expect(grid(page)).toBeFocused();
  await press("End");
  await expect(grid(page)).toHaveAttribute("aria-activedescendant", "files-row-29");
  await expect(page.locator("#files-row-29")).toBeInViewport();
});

test("a second column sorts within the first, with Shift", async ({ page, account }) => {
  await account.reset({ files: 300, stores: 0, batches: 0 });
  await enter(page, account);
  const { files } = await account.state();
  await title(page, "Purpose").click();
  await title(page, "Size").click({ modifiers: ["Shift"] });
  await title(page, "Size").click({ modifiers: ["Shift"] });
  const place = new Map(files.toReversed().map(({ id }, at) => [id, at]));
  const expected = files.toSorted(
    (a, b) =>
      (a.purpose < b.purpose ? -1 : a.purpose > b.purpose ? 1 : 0) ||
      (a.bytes === null) - (b.bytes === null) ||
      b.bytes - a.bytes ||
      place.get(a.id) - place.get(b.id),
  );
  expect(await shownIds(page)).toEqual(expected.map(({ id }) => id));
  await expect(header(page, "Purpose")).toHaveAttribute("aria-sort", "ascending");
  await expect(header(page, "Size")).toHaveAttribute("aria-sort", "none");
  await expect(title(page, "Size")).toContainText("2");
});

test("the arrows to the side go into the cells of a row, and Escape out of them", async ({ page, account, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await account.reset({ files: 200, stores: 0, batches: 0 });
  await enter(page, account);
  await grid(page).focus();
  const press = (key) => page.keyboard.press(key);
  const is = (role, row, text) => expect.poll(() => active(page)).toMatchObject({ role, row, ...(text && { text }) });
  const ids = await shownIds(page);
  const [first, second] = ids;
  await grid(page).focus();
  await is("row", first);
  await press("ArrowRight");
  await is("gridcell", first);
  await press("Enter");
  await expect(selected(page)).toHaveText("1 selected");
  await press("ArrowRight");
  await press("ArrowRight");
  await is("gridcell", first, first);
  await press("ArrowDown");
  await is("gridcell", second, second);
  await press("Enter");
  await expect(page.getByText("Copied", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(second);
  await press("End");
  await expect.poll(async () => (await active(page)).text).toMatch(/^(Processed|Uploaded|Error)$/);
  await press("Home");
  await press("ArrowLeft");
  await is("row", second);
  // The cell goes along when the rows are used again for others.
  await press("ArrowRight");
  await press("ArrowRight");
  await press("ArrowRight");
  await press("Control+End");
  await expect.poll(async () => (await active(page))?.text).toBe(ids.at(-1));
});

test("single keys move and select, search and help; they can be switched off", async ({ page, account }) => {
  await account.reset({ files: 60, stores: 0, batches: 0 });
  await enter(page, account, { keep: "For this session" });
  const press = (key) => page.keyboard.press(key);
  const [first, second, third] = await shownIds(page, 3);
  // Nothing in particular has the focus.
  await page.evaluate(() => document.activeElement.blur());
  await press("j");
  await press("j");
  await expect(grid(page)).toBeFocused();
  await expect.poll(async () => (await active(page)).row).toBe(third);
  await press("k");
  await press("x");
  await expect(selected(page)).toHaveText("1 selected");
  await expect(row(page, second)).toHaveAttribute("aria-selected", "true");
  await press("Escape");
  await expect(selected(page)).toHaveCount(0);
  await press("/");
  await expect(searchField(page)).toBeFocused();
  await page.keyboard.type("jx?");
  await expect(searchField(page)).toHaveValue("jx?");
  await searchField(page).fill("");
  await grid(page).focus();
  await press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toContainText("Go to the search field");
  await axe(page);
  await press("Escape");
  await expect(help).toHaveCount(0);
  await expect(grid(page)).toBeFocused();

  await go(page, "Settings");
  await page.getByRole("checkbox", { name: /^Single keys/ }).uncheck();
  await page.reload();
  await started(page);
  await expect(page.getByRole("checkbox", { name: /^Single keys/ })).not.toBeChecked();
  await page.getByRole("button", { name: "Show all keys" }).click();
  await expect(help).toContainText("switched off");
  await help.getByRole("button", { name: "Close" }).click();
  await go(page, "Files");
  await listed(page, 60);
  await grid(page).focus();
  for (const key of ["j", "x", "?", "/"]) await press(key);
  await expect(grid(page)).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(selected(page)).toHaveCount(0);
  await expect.poll(async () => (await active(page)).row).toBe(first);
});

test("ids are pasted as any text, and unknown ones are named", async ({ page, account, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await account.reset({ files: 300, stores: 0, batches: 0 });
  await enter(page, account);
  const { files } = await account.state();
  const wanted = [files[3], files[150], files[299]].map(({ id }) => id);
  await page.getByLabel("Select", { exact: true }).click();
  await page.getByRole("button", { name: "Paste ids…" }).click();
  const dialog = page.getByRole("dialog", { name: "Select by ids" });
  const field = dialog.getByRole("textbox");
  await expect(field).toBeFocused();
  await field.fill(`deleted ${wanted[0]}, then\n{"id":"${wanted[1]}"} and ${wanted[2]}. Not file-unknown1 nor anything.`);
  await dialog.getByRole("button", { name: "Select", exact: true }).click();
  await expect(dialog.getByTestId("pasted")).toContainText("3 rows selected");
  await expect(dialog.getByRole("listitem")).toHaveText(["file-unknown1"]);
  await axe(page);
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(selected(page)).toHaveText("3 selected");
  expect((await chosenIds(page)).sort()).toEqual(wanted.sort());

  // The other ways of the menu.
  const choose = async (name) => {
    await page.getByLabel("Select", { exact: true }).click();
    await page.getByRole("button", { name, exact: true }).click();
  };
  await choose("Invert");
  await expect(selected(page)).toHaveText("297 selected");
  await search(page, "invoice");
  await expect(page.getByTestId("count")).toHaveText(/ of 300 shown$/);
  await choose("None");
  await expect(selected(page)).toHaveCount(0);
  const found = Number(await grid(page).getAttribute("aria-rowcount")) - 1;
  await choose(`Select all ${found} matching`);
  await expect(selected(page)).toHaveText(`${found} selected`);
  await search(page, "");
  await listed(page, 300);
  await choose("None");
  await choose("Rows in view");
  const inView = await rows(page).evaluateAll((rows) => rows.filter((row) => row.ariaSelected === "true").length);
  expect(inView).toBeGreaterThan(5);
  await expect(selected(page)).toHaveText(`${inView} selected`);
});

test("all cannot be selected while the list is being read, by any way, and the reason is said", async ({ page, account }) => {
  await account.reset({ files: 1500, stores: 0, batches: 0, page_limit: 1000 });
  await account.settings({ latency_ms: 2500 });
  await enterWhileLoading(page, account);
  for (const way of [
    () => page.getByRole("checkbox", { name: /^Select all/ }).click(),
    () => grid(page).press("ControlOrMeta+a"),
    async () => {
      await page.getByLabel("Select", { exact: true }).click();
      await page.getByRole("button", { name: "Invert" }).click();
    },
  ]) {
    await way();
    await expect(page.getByText(/The list is still being read/).last()).toBeVisible();
    await expect(selected(page)).toHaveCount(0);
  }
});

async function enterWhileLoading(page, account) {
  const { open } = await import("./table.js");
  await open(page, account);
  await expect(page.getByTestId("count")).toHaveText("1,000 loaded, still loading…");
}

test("a range goes on across a scroll, and arrows with Shift extend it", async ({ page, account }) => {
  await account.reset({ files: 400, stores: 0, batches: 0 });
  await enter(page, account);
  await tick(page.locator("[aria-rowindex='3']")).click();
  await grid(page).evaluate((grid) => (grid.scrollTop = 34 * 250));
  await tick(page.locator("[aria-rowindex='258']")).click({ modifiers: ["Shift"] });
  await expect(selected(page)).toHaveText("256 selected");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(selected(page)).toHaveText("258 selected");
});

test("the keyboard enters the grid by one stop, wherever it is scrolled to, and stays on its object", async ({ page, account }) => {
  await account.reset({ files: 500, stores: 0, batches: 0 });
  await enter(page, account);
  await grid(page).focus();
  for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press("ArrowDown");
  const { row: id } = await active(page);
  // Its row is used for another object meanwhile.
  await grid(page).evaluate((grid) => (grid.scrollTop = grid.scrollHeight));
  await expect(row(page, id)).toHaveCount(0);
  expect(await grid(page).evaluate((grid) => grid.hasAttribute("aria-activedescendant"))).toBe(false);
  expect(await rows(page).locator("[tabindex='0']").count(), "stops within the rows").toBe(0);
  await searchField(page).focus();
  await grid(page).focus();
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => active(page)).not.toBeNull();
  await page.keyboard.press("ArrowUp");
  await expect.poll(async () => (await active(page))?.row).toBe(id);
});

test("when the row with the keyboard is deleted, the next one has it", async ({ page, account }) => {
  await account.reset({ files: 30, stores: 0, batches: 0 });
  await enter(page, account);
  const ids = await shownIds(page);
  await grid(page).focus();
  for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("k");
  await expect(selected(page)).toHaveText("2 selected");
  await page.getByRole("button", { name: "Delete 2 files…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  // It begins after the seconds in which it can be undone.
  await expect(row(page, ids[4])).toHaveCount(0, { timeout: 20_000 });
  await expect(row(page, ids[5])).toHaveCount(0);
  await grid(page).focus();
  await expect.poll(async () => (await active(page)).row).toBe(ids[6]);
});

test("the scroll position survives a reload and the way back", async ({ page, account }) => {
  await account.reset({ files: 2500, stores: 0, batches: 0, page_limit: 1000 });
  await enter(page, account, { keep: "For this session" });
  await listed(page, 2500);
  const top = () => grid(page).evaluate((grid) => grid.scrollTop);
  const place = () => page.evaluate(() => history.state?.scroll);
  await grid(page).evaluate((grid) => (grid.scrollTop = 70_000));
  await expect.poll(place).toBe(70_000);
  await page.reload();
  await started(page);
  // The first page alone is not that long.
  await expect.poll(top).toBe(70_000);
  await expect(page.locator("[aria-rowindex='2065']")).toBeInViewport();
  await go(page, "Batches");
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Files", level: 1 })).toBeVisible();
  await expect.poll(top).toBe(70_000);
  // A search begins at its top.
  await search(page, "a");
  await expect.poll(top).toBe(0);
});

test("names that want to be more are shown as text, in one line, in their own direction", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const names = [
    "=HYPERLINK('https://example.invalid/?'&A1,'Open')",
    "<img src=x onerror=document.title='broken'>",
    "שלום עולם.pdf",
    "invoice\u202efdp.exe",
    "n".repeat(500),
    "nothing \u200b\ufeff seen",
  ];
  for (const name of names) await account.addFile(name);
  await enter(page, account);
  await listed(page, names.length);
  const shown = await rows(page).evaluateAll((rows) =>
    rows.map((row) => {
      const cell = row.querySelectorAll("[role=gridcell]")[1];
      const box = cell.getBoundingClientRect();
      return { text: cell.textContent, elements: [...cell.querySelectorAll("*")].map((e) => e.localName).join(), high: row.offsetHeight, wide: box.width };
    }),
  );
  expect(shown.every(({ elements }) => elements === "bdi"), "nothing but text").toBe(true);
  expect(shown.every(({ high }) => high === 34), "one line").toBe(true);
  expect(new Set(shown.map(({ wide }) => Math.round(wide))).size).toBe(1);
  const texts = shown.map(({ text }) => text);
  expect(texts).toContain(names[0]);
  expect(texts).toContain(names[1]);
  expect(texts).toContain(names[2]);
  expect(texts).toContain("invoice⟨U+202E⟩fdp.exe");
  expect(texts).toContain(names[4]);
  expect(texts).toContain("nothing ⟨U+200B⟩⟨U+FEFF⟩ seen");
  expect(await page.title()).not.toBe("broken");
  // The whole of a long name on hover.
  const long = rows(page).filter({ hasText: names[4] }).getByRole("gridcell").nth(1);
  await long.hover();
  await expect(long).toHaveAttribute("title", names[4]);
});

test("a screen reader finds a grid: its rows in order, its columns, what is selected", async ({ page, account }) => {
  await account.reset({ files: 300, stores: 0, batches: 0 });
  await enter(page, account);
  await tick(page.locator("[aria-rowindex='4']")).click();
  // Scrolled by less and more than a page, so that rows were used again.
  for (const top of [34 * 3, 34 * 120, 34 * 97]) {
    await grid(page).evaluate((grid, top) => (grid.scrollTop = top), top);
    await expect(page.locator(`[aria-rowindex='${top / 34 + 8}']`)).toBeInViewport();
  }
  const order = () => rows(page).evaluateAll((rows) => rows.map((row) => Number(row.ariaRowIndex)));
  await expect.poll(async () => (await order()).every((index, at, all) => at === 0 || index === all[at - 1] + 1)).toBe(true);
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send("Accessibility.getFullAXTree");
  const by = (role) => nodes.filter((node) => !node.ignored && node.role?.value === role);
  expect(by("grid").map((node) => node.name.value)).toEqual(["Files"]);
  expect(by("grid")[0].properties.find(({ name }) => name === "multiselectable").value.value).toBe(true);
  expect(by("columnheader").length).toBe(8);
  const drawn = await rows(page).count();
  expect(by("row").length).toBe(drawn + 1);
  expect(by("gridcell").length).toBe(drawn * 8);
  // A box of a row is named after its object and says its state.
  const boxes = by("checkbox").filter((node) => /^Select (?!all)/.test(node.name.value));
  expect(boxes.length).toBe(drawn);
  await grid(page).evaluate((grid) => (grid.scrollTop = 0));
  await expect(page.locator("[aria-rowindex='4']")).toHaveAttribute("aria-selected", "true");
  await expect(page.locator("[aria-rowindex='5']")).toHaveAttribute("aria-selected", "false");
  await axe(page);
});

test.describe("on a narrow screen", () => {
  test.use({ viewport: { width: 375, height: 700 }, hasTouch: true });

  test("the boxes and the first column stay when the others are drawn past them", async ({ page, account }) => {
    await account.reset({ files: 40, stores: 0, batches: 0 });
    await enter(page, account);
    const name = rows(page).first().getByRole("gridcell").nth(1);
    const id = rows(page).first().getByRole("gridcell").nth(2);
    const before = { name: await name.boundingBox(), id: await id.boundingBox() };
    await grid(page).evaluate((grid) => (grid.scrollLeft = 300));
    await expect.poll(async () => (await id.boundingBox()).x).toBeLessThan(before.id.x - 200);
    expect((await name.boundingBox()).x).toBe(before.name.x);
    await expect(tick(rows(page).first())).toBeInViewport();
    await expect(header(page, "Name")).toBeInViewport();
  });
});
