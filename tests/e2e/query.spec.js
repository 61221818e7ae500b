// The query field: what is typed filters, what is wrong is said, what could be typed is offered, and the address keeps it.
import { axe, expect, started, test } from "./fixtures.js";
import { deepLink, enter, go, listed, rows } from "./inside.js";
import { chip, field, number, search, shownIds } from "./table.js";

const count = (page) => page.getByTestId("count");
const problem = (page) => page.locator(".query-problem");
const options = (page) => page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
const option = (page, name) => options(page).filter({ has: page.getByText(name, { exact: true }) });
const ids = (files) => files.map((file) => file.id);
const MB = 1 << 20;

/** The ids of the files for which this holds, as the list shows them first: the newest on top. */
const those = async (account, holds) => ids((await all(account)).filter(holds));
const all = async (account) => (await account.api("GET", "/files?limit=10000")).data;

test.describe("2,000 files", () => {
  test.beforeEach(({ account }) => account.reset({ files: 2000, stores: 0, batches: 0 }));

  test("a query finds what it says", async ({ page, account }) => {
    await enter(page, account);
    const finds = async (query, holds) => {
      const found = await those(account, holds);
      expect(found.length, query).toBeGreaterThan(0);
      expect(found.length, query).toBeLessThan(2000);
      await search(page, query);
      await expect(count(page)).toHaveText(`${number(found.length)} of 2,000 shown`);
      expect(await shownIds(page), query).toEqual(found);
    };
    const now = Date.now() / 1000;
    await finds("size>1mb", ({ bytes }) => bytes > MB);
    await finds("purpose:vision,evals -nightly", (file) => {
      return ["vision", "evals"].includes(file.purpose) && !`${file.filename}${file.id}`.includes("nightly");
    });
    await finds("handbook or (purpose:batch size<=100kb)", ({ filename, purpose, bytes }) => {
      return filename.includes("handbook") || (purpose === "batch" && bytes !== null && bytes <= 100 << 10);
    });
    await finds('name~"*.PDF"', ({ filename }) => filename.toLowerCase().endsWith(".pdf"));
    const files = await all(account);
    const middle = new Date(files[1000].created_at * 1000);
    const days = Math.floor((Date.now() - middle) / 86_400_000);
    await finds(`age>${days}d`, ({ created_at }) => now - created_at > days * 86_400);
    const month = `${middle.getUTCFullYear()}-${String(middle.getUTCMonth() + 1).padStart(2, "0")}`;
    const start = Date.UTC(middle.getUTCFullYear(), middle.getUTCMonth()) / 1000;
    const end = Date.UTC(middle.getUTCFullYear(), middle.getUTCMonth() + 1) / 1000;
    await finds(`created:${month}`, ({ created_at }) => start <= created_at && created_at < end);
    await finds(`created:..${month}`, ({ created_at }) => created_at < end);
    await finds("-expires:none", ({ expires_at }) => Boolean(expires_at));
  });

  test("what is not understood is said with its place, and the list stays as it was", async ({ page, account }) => {
    await enter(page, account);
    await search(page, "purpose:vision");
    const vision = await those(account, ({ purpose }) => purpose === "vision");
    await expect(count(page)).toHaveText(`${number(vision.length)} of 2,000 shown`);
    await expect(problem(page)).toHaveText("");
    await expect(page).toHaveURL(/\?q=purpose:vision$/);

    for (const [query, what] of [
      ["purpose:vision siz>10mb", /^Position 16: there is no field “siz”\. Fields: name, id, purpose, size, created, age,/],
      ["purpose:vision size>10xb", /^Position 21: “10xb” is no size\./],
      ["purpose:vision (a or", /^Position 19: “or” stands between two things/],
      ['purpose:vision "report', /^Position 16: this quotation mark is never closed\./],
      ["purpose:vision age>", /^Position 20: a value is missing here\./],
    ]) {
      await search(page, query);
      // While something is offered, what is written may still become something.
      if (await options(page).count()) await field(page).press("Escape");
      await expect(problem(page).locator(".problem")).toHaveText(what);
      await expect(problem(page)).toContainText("The list still shows what was asked before.");
      await expect(field(page)).toHaveAttribute("aria-invalid", "true");
      await expect(field(page)).toHaveAccessibleDescription(what);
      await expect(count(page)).toHaveText(`${number(vision.length)} of 2,000 shown`);
      await expect(chip(page, "vision")).toHaveAttribute("aria-pressed", "true");
    }
    expect(await shownIds(page)).toEqual(vision);
    await search(page, "purpose:vision siz>10mb");
    await expect(problem(page).locator("mark")).toHaveText("siz");
    // Neither does the address follow what is wrong.
    await page.waitForTimeout(400);
    await expect(page).toHaveURL(/\?q=purpose:vision$/);
    await axe(page);

    await search(page, "purpose:vision size>1");
    await expect(problem(page)).toHaveText("");
    await expect(field(page)).not.toHaveAttribute("aria-invalid");
    await expect(page).toHaveURL(/\?q=purpose:vision%20size%3E1$/);
  });

  test("chips write the query, and show what there would be", async ({ page, account }) => {
    await enter(page, account);
    const { files } = await account.state();
    const named = ({ filename }) => /nightly|handbook/.test(filename);
    const [first, second] = [...new Set(files.filter(named).map(({ purpose }) => purpose))];
    expect(second, "two purposes at least").toBeDefined();
    await search(page, "nightly or handbook");
    await chip(page, first).click();
    await expect(field(page)).toHaveValue(`(nightly or handbook) purpose:${first}`);
    await chip(page, second).click();
    await expect(field(page)).toHaveValue(`(nightly or handbook) purpose:${first},${second}`);
    await expect(chip(page, second)).toHaveAttribute("aria-pressed", "true");
    for (const purpose of new Set(files.filter(named).map((file) => file.purpose))) {
      const n = files.filter((file) => named(file) && file.purpose === purpose).length;
      await expect(chip(page, purpose), purpose).toHaveText(`${purpose}${number(n)}`);
    }
    await chip(page, first).click();
    await expect(field(page)).toHaveValue(`(nightly or handbook) purpose:${second}`);
    await chip(page, second).click();
    await expect(field(page)).toHaveValue("nightly or handbook");
    await search(page, "");
    // What is typed presses them.
    await search(page, "purpose:batch");
    await expect(chip(page, "batch")).toHaveAttribute("aria-pressed", "true");
    await expect(chip(page, "vision")).toHaveAttribute("aria-pressed", "false");
  });

  test("fields and values are offered to the keyboard", async ({ page, account }) => {
    await enter(page, account);
    await expect(field(page)).toHaveAttribute("aria-expanded", "false");
    await field(page).focus();
    await expect(options(page)).toHaveCount(0);
    await page.keyboard.type("pu");
    await expect(field(page)).toHaveAttribute("aria-expanded", "true");
    await expect(options(page)).toHaveText([/^purpose:\s*Purpose$/]);
    await expect(field(page)).not.toHaveAttribute("aria-activedescendant");
    // What nobody went to is not taken.
    await page.keyboard.press("Enter");
    await expect(field(page)).toHaveValue("pu");
    await expect(options(page)).toHaveCount(0);

    await page.keyboard.press("ArrowDown");
    await expect(options(page)).toHaveCount(1);
    await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
    await expect(field(page)).toHaveAttribute("aria-activedescendant", await options(page).first().getAttribute("id"));
    await page.keyboard.press("Enter");
    await expect(field(page)).toHaveValue("purpose:");
    const { files } = await account.state();
    const vision = files.filter(({ purpose }) => purpose === "vision").length;
    await expect(option(page, "vision")).toContainText(`${number(vision)} rows`);
    await axe(page);

    await page.keyboard.type("is");
    await expect(option(page, "vision")).toBeVisible();
    await expect(option(page, "evals")).toHaveCount(0);
    const place = (await options(page).allInnerTexts()).findIndex((text) => text.startsWith("vision"));
    for (let presses = 0; presses <= place; presses += 1) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Tab");
    await expect(field(page)).toHaveValue("purpose:vision ");
    await expect(field(page)).toBeFocused();
    await expect(count(page)).toHaveText(`${number(vision)} of 2,000 shown`);

    // Escape closes the list and leaves the text; the next one is the browser's own.
    await page.keyboard.type("size>1");
    await expect(option(page, "10mb")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(options(page)).toHaveCount(0);
    await expect(field(page)).toHaveValue("purpose:vision size>1");
    // All that can be asked for, from an empty place; round the end to the last.
    await search(page, "");
    await page.keyboard.press("ArrowDown");
    await expect(options(page).first()).toContainText("name:");
    await page.keyboard.press("ArrowUp");
    await expect(options(page).last()).toHaveAttribute("aria-selected", "true");
    await expect(options(page).last()).toContainText("is:");
    await page.keyboard.press("Tab");
    await option(page, "duplicate").click();
    await expect(field(page)).toHaveValue("is:duplicate ");
    await expect(field(page)).toBeFocused();
    // Tab leaves the field when nothing was gone to.
    await page.keyboard.type("s");
    await expect(options(page)).not.toHaveCount(0);
    await page.keyboard.press("Tab");
    await expect(field(page)).not.toBeFocused();
    await expect(options(page)).toHaveCount(0);
  });

  test("a suggestion in the middle leaves what follows", async ({ page, account }) => {
    await enter(page, account);
    await search(page, "report st size>1mb");
    await field(page).press("Home");
    for (let presses = 0; presses < 9; presses += 1) await page.keyboard.press("ArrowRight");
    await field(page).press("ArrowDown");
    await field(page).press("Enter");
    await expect(field(page)).toHaveValue("report status: size>1mb");
    expect(await field(page).evaluate((field) => field.selectionStart)).toBe(14);
  });
});

test.describe("the address", () => {
  test.beforeEach(({ account }) => account.reset({ files: 300, stores: 20, batches: 10 }));

  test("brings query and sort back on reload and on the way back", async ({ page, account, complaints, baseURL }) => {
    complaints.expect(deepLink);
    complaints.expect(/status of 404.*\/files\?q=/);
    await enter(page, account, { keep: "For this session" });
    await go(page, "Files");
    await search(page, "nightly 50%");
    await search(page, "size>1kb");
    await page.getByRole("columnheader", { name: "Size" }).getByRole("button", { name: "Size" }).click();
    await expect(page).toHaveURL(`${baseURL}/files?q=size%3E1kb&sort=size`);
    const shown = await shownIds(page);
    const found = await count(page).innerText();
    expect(found).toMatch(/of 300 shown$/);

    await page.reload();
    await started(page);
    await expect(field(page)).toHaveValue("size>1kb");
    await expect(count(page)).toHaveText(found);
    await expect(page.getByRole("columnheader", { name: "Size" })).toHaveAttribute("aria-sort", "ascending");
    expect(await shownIds(page)).toEqual(shown);

    // Elsewhere and back; typing left one entry in the history, not many.
    await go(page, "Vector stores");
    await expect(page).toHaveURL(`${baseURL}/vector-stores`);
    await expect(field(page)).toHaveValue("");
    await search(page, "files>0");
    await expect(page).toHaveURL(`${baseURL}/vector-stores?q=files%3E0`);
    await page.goBack();
    await expect(page).toHaveURL(`${baseURL}/files?q=size%3E1kb&sort=size`);
    await expect(field(page)).toHaveValue("size>1kb");
    expect(await shownIds(page)).toEqual(shown);
    await page.goForward();
    await expect(field(page)).toHaveValue("files>0");
    // By the rail a screen is found as it was left, under its address, and back leads where one was.
    await go(page, "Files");
    await expect(page).toHaveURL(`${baseURL}/files?q=size%3E1kb&sort=size`);
    await expect(field(page)).toHaveValue("size>1kb");
    await page.goBack();
    await expect(page).toHaveURL(`${baseURL}/vector-stores?q=files%3E0`);
    await go(page, "Files");
    await expect(page).toHaveURL(`${baseURL}/files?q=size%3E1kb&sort=size`);
    await page.goBack();
    await expect(page).toHaveURL(`${baseURL}/vector-stores?q=files%3E0`);
    await expect(page.getByRole("heading", { name: "Vector stores", level: 1 })).toBeVisible();
  });

  test("opened with a query shows what it asks for, whatever it is", async ({ page, account, complaints }) => {
    complaints.expect(/status of 404.*\/files\?q=/);
    await enter(page, account, { keep: "For this session" });
    await page.goto("/files?q=%22a+b%22%20or%20name~%22%25*%22&sort=-size,gone,name&other=1");
    await started(page);
    await expect(field(page)).toHaveValue('"a b" or name~"%*"');
    await expect(page.getByRole("columnheader", { name: "Size" })).toHaveCount(0);
    await search(page, "size>0");
    await expect(page).toHaveURL(/\/files\?q=size%3E0&sort=-size,name&other=1$/);
    await expect(page.getByRole("columnheader", { name: "Size" })).toHaveAttribute("aria-sort", "descending");
    // One that is wrong is shown as such.
    await page.goto("/files?q=siz%3E1");
    await started(page);
    await expect(field(page)).toHaveValue("siz>1");
    await expect(problem(page)).toContainText("Position 1: there is no field “siz”");
    await listed(page, 300);
  });

  test("forgets what was asked of one account when it is left for another", async ({ page, account, baseURL }) => {
    await enter(page, account);
    await go(page, "Files");
    await search(page, "size>1kb");
    await expect(page).toHaveURL(/q=size/);
    await page.getByRole("banner").locator("summary").click();
    await page.getByRole("button", { name: "Add an account" }).click();
    await expect(page.getByRole("heading", { name: "Connect an OpenAI account" })).toBeVisible();
    await expect(page).toHaveURL(`${baseURL}/files`);
  });
});

test("the help shows what the table understands, in both languages", async ({ page, account }) => {
  await account.reset({ files: 5, stores: 2, batches: 2 });
  await enter(page, account);
  const help = page.getByRole("dialog", { name: "How to write a query" });
  await page.getByRole("button", { name: "How to write a query" }).click();
  const examples = help.locator("dl").first().locator("code");
  const all = await examples.allInnerTexts();
  expect(all).toEqual(expect.arrayContaining(["size>10mb", "created:2026-01..2026-03", 'name~"tmp*"', "is:duplicate"]));
  expect(all).not.toContain("progress>50%");
  await expect(help).toContainText("Older than 30 days");
  await axe(page);
  await page.keyboard.press("Escape");
  await expect(help).toHaveCount(0);
  await expect(page.getByRole("button", { name: "How to write a query" })).toBeFocused();
  for (const example of all) {
    await search(page, example);
    await expect(problem(page), example).toHaveText("");
  }
  await go(page, "Batches");
  await page.getByRole("button", { name: "How to write a query" }).click();
  await expect(examples.filter({ hasText: "progress>50%" })).toBeVisible();
  await expect(examples.filter({ hasText: "is:duplicate" })).toHaveCount(0);
  await help.getByRole("button", { name: "Close" }).click();
  await go(page, "Settings");
  await page.getByLabel("Language").selectOption("Français");
  await page.getByRole("link", { name: "Fichiers" }).click();
  await page.getByRole("button", { name: "Comment écrire une requête" }).click();
  await expect(page.getByRole("dialog")).toContainText("Plus vieux que 30 jours");
  await page.keyboard.press("Escape");
  await page.getByRole("combobox", { name: "Chercher ou filtrer" }).fill("siz>1");
  await expect(problem(page)).toContainText("Position 1 : il n’y a pas de champ « siz »");
  await expect(problem(page)).toContainText("La liste montre encore ce qui était demandé avant.");
});

test("a status is offered and asked for in the API's words", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 60 });
  await account.advance(100); // What was about to end has ended.
  await enter(page, account);
  await go(page, "Batches");
  const { batches } = await account.state();
  await page.getByRole("button", { name: "Refresh" }).click();
  await search(page, "status:failed,cancelled");
  const n = batches.filter(({ status }) => ["failed", "cancelled"].includes(status)).length;
  expect(n).toBeGreaterThan(1);
  await expect(rows(page)).toHaveCount(n);
  await expect(chip(page, "Failed")).toHaveAttribute("aria-pressed", "true");
  await chip(page, "Failed").click();
  await expect(field(page)).toHaveValue("status:cancelled");
});
