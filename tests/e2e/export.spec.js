// Rows leave the page as files and scripts, and nothing in a name is run by the program that opens them.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { axe, expect, test } from "./fixtures.js";
import { enter, go, listed, rows } from "./inside.js";
import { row, search, shownIds, tick } from "./table.js";

const NAMES = [
  '=HYPERLINK("https://evil.example","click")',
  "<img src=x onerror=alert(1)>",
  "\u202Etxt.exe",
  "تقرير.txt",
  "n".repeat(496) + ".txt",
  "-2+3,cmd|' /C calc'!A0",
  "@SUM(1+1)",
  "it's $(rm -rf) `id`; \"quoted\".txt",
];

const menu = (page) => page.locator("summary").filter({ visible: true }).and(page.getByLabel("Export", { exact: true }));

/** Opens the menu and chooses from the part for the rows shown, or from the one for those selected. */
async function exported(page, which, item) {
  await menu(page).click();
  const items = page.locator("details[open] > .menu-list").getByRole("button", { name: item });
  const download = page.waitForEvent("download");
  await (which === "shown" ? items.first() : items.last()).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
}

async function copied(page, which, item) {
  await page.evaluate(() => navigator.clipboard.writeText("nothing yet"));
  await menu(page).click();
  const items = page.locator("details[open] > .menu-list").getByRole("button", { name: item });
  await (which === "shown" ? items.first() : items.last()).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe("nothing yet");
  return page.evaluate(() => navigator.clipboard.readText());
}

/** The cells of a CSV (RFC 4180). */
function readCsv(text) {
  const lines = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    lines.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ",") lines.push([]);
  }
  expect(lines.pop(), "the last line ends").toEqual([]);
  return lines;
}

async function named(account) {
  await account.reset({ files: 3, stores: 0, batches: 0 });
  const ids = new Map();
  for (const name of NAMES) ids.set(name, (await account.addFile(name)).id);
  return ids;
}

/** As a form's file name reaches the server: a quote is written as its number. */
const sentAs = (name) => name.replaceAll('"', "%22");

test("the rows shown are saved as CSV with exact values, and no cell is run by a spreadsheet", async ({
  page,
  account,
}) => {
  const ids = await named(account);
  await enter(page, account, { name: "Ops / main" });
  await listed(page, 3 + NAMES.length);
  const order = await shownIds(page);
  const { name, text } = await exported(page, "shown", "CSV");
  expect(name).toMatch(/^Ops-main-files-20\d\d-\d\d-\d\d\.csv$/);
  const [head, ...lines] = readCsv(text);
  expect(head.slice(0, 5)).toEqual(["name", "id", "purpose", "size", "created"]);
  expect(lines.map(([, id]) => id)).toEqual(order);
  const onServer = new Map((await account.state()).files.map((file) => [file.id, file]));
  for (const [cell, id, purpose, size, created] of lines) {
    const { filename, bytes } = onServer.get(id);
    expect(cell).toBe(/^[=+\-@\t\r]/.test(filename) ? `'${filename}` : filename);
    expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(size).toBe(String(bytes));
    expect(purpose).toBe(onServer.get(id).purpose);
    expect(created).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  }
  for (const [wanted, id] of ids) expect(onServer.get(id).filename).toBe(sentAs(wanted));
  await expect(page.getByText(`${lines.length} rows saved as ${name}`)).toBeVisible();
});

test("what the search leaves out is not exported; what is selected is, hidden or not", async ({ page, account }) => {
  const ids = await named(account);
  await enter(page, account);
  await search(page, "txt");
  const order = await shownIds(page);
  const shown = await exported(page, "shown", "JSONL");
  const objects = shown.text.trimEnd().split("\n").map((line) => JSON.parse(line));
  expect(objects.map(({ id }) => id)).toEqual(order);
  expect(order.length).toBeLessThan(3 + NAMES.length);

  const [one, other] = [ids.get(NAMES[0]), ids.get(NAMES[7])];
  await search(page, "");
  for (const id of [one, other]) await tick(row(page, id)).click();
  await search(page, "it's");
  await expect(rows(page)).toHaveCount(1);
  const { name, text } = await exported(page, "chosen", /^JSON\b(?!L)/);
  expect(name).toMatch(/\.json$/);
  expect(JSON.parse(text).map((file) => [file.id, file.name])).toEqual([
    [other, sentAs(NAMES[7])],
    [one, sentAs(NAMES[0])],
  ]);
  expect(JSON.parse(text)[0]).toMatchObject({ purpose: "user_data", size: 9, expires: null });
});

test("a script of curl calls deletes what was selected, and the key is not in it", async ({ page, account, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const ids = await named(account);
  await enter(page, account);
  for (const name of [NAMES[0], NAMES[7]]) await tick(row(page, ids.get(name))).click();
  const gets = await copied(page, "shown", /retrieves them/);
  expect(gets.match(/^call GET '\/files\/[^']+'/gm)).toHaveLength(3 + NAMES.length);
  const script = await copied(page, "chosen", /deletes them/);
  expect(script).not.toContain(account.key);
  expect(script).not.toContain(account.key.slice(-8));
  await expect(page.getByText("Script of 2 calls copied; the key is not in it")).toBeVisible();
  // Nothing was sent by the page itself.
  expect((await account.log()).filter(({ method }) => method === "DELETE")).toEqual([]);

  const answers = execFileSync("sh", ["-s"], {
    input: script,
    env: { PATH: process.env.PATH, OPENAI_API_KEY: account.key },
    encoding: "utf8",
  });
  expect(answers.match(/"deleted":\s*true/g)).toHaveLength(2);
  const left = new Set((await account.state()).files.map(({ id }) => id));
  expect(left.size).toBe(3 + NAMES.length - 2);
  for (const name of [NAMES[0], NAMES[7]]) expect(left.has(ids.get(name))).toBe(false);
});

test("stores and batches are exported too, and a script leaves out batches that have ended", async ({
  page,
  account,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await account.reset({ files: 20, stores: 4, batches: 12 });
  await enter(page, account);
  await go(page, "Vector stores");
  await listed(page, 4);
  const stores = await exported(page, "shown", "CSV");
  expect(stores.name).toContain("-vector-stores-");
  expect(readCsv(stores.text)).toHaveLength(5);
  await go(page, "Batches");
  await listed(page, 12);
  const batches = JSON.parse((await exported(page, "shown", /^JSON\b(?!L)/)).text);
  expect(batches).toHaveLength(12);
  const running = batches.filter(({ status }) => /validating|in_progress|finalizing|cancelling/.test(status));
  await page.getByRole("grid").focus();
  await page.keyboard.press("ControlOrMeta+a");
  const script = await copied(page, "chosen", /cancels them/);
  const cancelled = [...script.matchAll(/^call POST '\/batches\/([^']+)\/cancel'/gm)].map(([, id]) => id);
  expect(cancelled).toEqual(running.map(({ id }) => id));
});

test("the menu goes by keyboard, speaks French, and axe finds nothing in it", async ({ page, account }) => {
  await account.reset({ files: 3, stores: 0, batches: 0 });
  await enter(page, account);
  await tick(rows(page).first()).click();
  await menu(page).focus();
  await page.keyboard.press("Enter");
  const list = page.locator("details[open] > .menu-list");
  await expect(list).toBeVisible();
  await expect(list).toContainText("3 rows shown");
  await expect(list).toContainText("1 row selected");
  await axe(page);
  // On a phone it stays within the page.
  await page.setViewportSize({ width: 375, height: 700 });
  const edges = () => list.evaluate((list) => [list.getBoundingClientRect().left, list.getBoundingClientRect().right]);
  await expect.poll(async () => (await edges())[1]).toBeLessThanOrEqual(375);
  expect((await edges())[0]).toBeGreaterThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.keyboard.press("Tab");
  await expect(list.getByRole("button").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await expect(menu(page)).toBeFocused();
  await go(page, "Settings");
  await page.getByLabel("Language").selectOption("Français");
  await page.getByRole("link", { name: "Fichiers" }).click();
  await page.locator("summary").filter({ hasText: "Exporter" }).click();
  await expect(list).toContainText("3 lignes affichées");
  await expect(list.getByRole("button", { name: "Copier un script curl qui les supprime" })).toBeVisible();
});
