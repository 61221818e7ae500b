// The list of files: read whole, searched, narrowed, sorted, chosen from.
import { expect, test } from "./fixtures.js";
import { enter, listed, rows } from "./inside.js";
import { chip, chosenIds, mountedIds, number, open, row, search, selected, shownIds, tick, tickAll } from "./table.js";

const many = { files: 2500, stores: 0, batches: 0, page_limit: 1000 };
const count = (page) => page.getByTestId("count");
const ids = (files) => files.map((file) => file.id);

test.describe("2,500 files in three pages", () => {
  test.beforeEach(async ({ account, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await account.reset(many);
  });

  test("are counted as they come, and all are in the list", async ({ page, account }) => {
    await page.addInitScript(() => {
      window.counts = [];
      const look = () => {
        const text = document.querySelector("[data-testid=count]")?.textContent;
        if (text !== undefined && text !== window.counts.at(-1)) window.counts.push(text);
      };
      new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    });
    await account.settings({ latency_ms: 100 });
    await enter(page, account);
    await listed(page, 2500);
    expect(await page.evaluate(() => window.counts)).toEqual([
      "Loading…",
      "1,000 loaded, still loading…",
      "2,000 loaded, still loading…",
      "2,500 in all",
    ]);

    const { files } = await account.state();
    expect(new Set(await shownIds(page)), "ids found by scrolling").toEqual(new Set(ids(files)));
    await tickAll(page).click();
    await expect(selected(page)).toHaveText("2,500 selected");
    expect((await chosenIds(page)).sort(), "ids chosen").toEqual(ids(files).sort());
    const lists = (await account.log()).filter(({ method, path }) => method === "GET" && path === "/files");
    expect(lists.length, "one to judge the key, three pages").toBe(4);
  });

  test("only those in view exist in the page, and the last is reached", async ({ page, account }) => {
    await enter(page, account);
    const { files } = await account.state();
    const grid = page.getByRole("grid", { name: "Files" });
    await expect(grid).toHaveAttribute("aria-rowcount", "2501");
    const mounted = async (where) => {
      const n = await rows(page).count();
      expect(n, where).toBeGreaterThan(10);
      expect(n, where).toBeLessThanOrEqual(200);
    };
    await expect(row(page, files.at(-1).id)).toBeInViewport();
    await mounted("at the start");

    await grid.evaluate((grid) => (grid.scrollTop = grid.scrollHeight / 2));
    await expect(row(page, files[1250].id)).toBeInViewport();
    await mounted("half-way");

    await grid.focus();
    await page.keyboard.press("End");
    const last = row(page, files[0].id);
    await expect(last).toBeInViewport({ ratio: 0.9 });
    await expect(last).toHaveAttribute("aria-rowindex", "2501");
    await expect(grid).toHaveAttribute("aria-activedescendant", await last.getAttribute("id"));
    await mounted("at the end");
    await page.keyboard.press("Home");
    await expect(row(page, files.at(-1).id)).toBeInViewport({ ratio: 0.9 });
  });

  test("are searched by name and by id", async ({ page, account }) => {
    await enter(page, account);
    const { files } = await account.state();
    const finds = async (text, holds) => {
      await search(page, text);
      const found = ids(files.filter(({ id, filename }) => holds(`${filename}\n${id}`.toLowerCase()))).reverse();
      expect(found.length, text).toBeGreaterThan(0);
      await expect(count(page)).toHaveText(`${number(found.length)} of 2,500 shown`);
      expect(await shownIds(page), text).toEqual(found);
    };
    await finds("HANDBOOK", (text) => text.includes("handbook"));
    await finds("legal handbook", (text) => text.includes("handbook") && text.includes("legal"));
    const some = files[700].id;
    await finds(some, (text) => text.includes(some.toLowerCase()));
    await finds(some.slice(-9).toUpperCase(), (text) => text.includes(some.slice(-9).toLowerCase()));

    await search(page, "nothing is called that");
    await expect(page.getByText("Nothing matches")).toBeVisible();
    await expect(count(page)).toHaveText("0 of 2,500 shown");
    await page.getByRole("button", { name: "Clear search and filters" }).click();
    await listed(page, 2500);
  });

  test("are narrowed by purpose, with the server's counts", async ({ page, account }) => {
    await enter(page, account);
    const { files } = await account.state();
    const of = (...purposes) => files.filter(({ purpose }) => purposes.includes(purpose));
    const purposes = new Set(files.map((file) => file.purpose));
    expect(purposes.size).toBeGreaterThan(5);
    const chips = page.getByRole("group", { name: "Purpose" }).getByRole("button");
    await expect(chips).toHaveCount(purposes.size);
    for (const purpose of purposes) await expect(chip(page, purpose)).toContainText(number(of(purpose).length));

    await chip(page, "vision").click();
    await expect(chip(page, "vision")).toHaveAttribute("aria-pressed", "true");
    await expect(count(page)).toHaveText(`${number(of("vision").length)} of 2,500 shown`);
    await chip(page, "evals").click();
    const both = of("vision", "evals");
    await expect(count(page)).toHaveText(`${number(both.length)} of 2,500 shown`);
    expect(await shownIds(page)).toEqual(ids(both).reverse());
    // What is chosen here does not change how many there would be of the others.
    await expect(chip(page, "assistants")).toContainText(number(of("assistants").length));
    // The chips stand in the query, so that what is typed beside them leaves them pressed.
    await search(page, "nightly purpose:vision,evals");
    const nightly = of("evals").filter(({ filename }) => filename.includes("nightly"));
    await expect(chip(page, "evals")).toContainText(number(nightly.length));
    await expect(chip(page, "vision")).toHaveText("vision0");
    await chip(page, "evals").click();
    await expect(page.getByText("Nothing matches")).toBeVisible();
  });

  test("are sorted by every column, empty cells last", async ({ page, account }) => {
    await account.reset({ ...many, seed: 1 });
    await enter(page, account);
    const { data: loaded } = await account.settings({ page_limit: null }).then(() => account.api("GET", "/files"));
    expect(loaded.length).toBe(2500);
    for (const absent of ["bytes", "expires_at"]) {
      expect(loaded.filter((file) => file[absent] === null).length, absent).toBeGreaterThan(0);
    }
    const columns = {
      Id: "id",
      Purpose: "purpose",
      Size: "bytes",
      Created: "created_at",
      Expires: "expires_at",
      Status: "status",
    };
    const words = new Intl.Collator("en", { numeric: true });
    const sorted = (field, sign) => {
      const [some, none] = [false, true].map((absent) => loaded.filter((file) => (file[field] === null) === absent));
      const compare = ({ [field]: a }, { [field]: b }) => sign * (typeof a === "number" ? a - b : words.compare(a, b));
      return ids([...some.toSorted(compare), ...none]);
    };
    const ends = async () => {
      const first = await shownIds(page, 40);
      await page.getByRole("grid").focus();
      await page.keyboard.press("End");
      await expect(page.locator("[aria-rowindex='2501']")).toBeInViewport();
      return { first, last: (await mountedIds(page)).slice(-20) };
    };
    const header = (name) => page.getByRole("columnheader", { name, exact: true });
    await expect(header("Created")).toHaveAttribute("aria-sort", "descending");
    for (const [name, field] of Object.entries(columns)) {
      // The list begins with the newest, so that a first click on this one turns it round as well.
      for (const [direction, sign] of [["ascending", 1], ["descending", -1]]) {
        await header(name).getByRole("button").click();
        await expect(header(name)).toHaveAttribute("aria-sort", direction);
        const order = sorted(field, sign);
        expect(await ends(), `${name}, ${direction}`).toEqual({ first: order.slice(0, 40), last: order.slice(-20) });
      }
    }
    const nameless = loaded.find((file) => file.filename === "").id;
    for (const direction of ["ascending", "descending"]) {
      await header("Name").getByRole("button").click();
      await expect(header("Name")).toHaveAttribute("aria-sort", direction);
      expect((await ends()).last.at(-1), `Name, ${direction}`).toBe(nameless);
    }
    await expect(page.locator("[role=columnheader][aria-sort$=scending]")).toHaveCount(1);
  });

  test("are all chosen only once the list is whole", async ({ page, account }) => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route(/\/v1\/files\?.*after=/, (route) => held.then(() => route.continue()));
    await open(page, account);
    await expect(count(page)).toHaveText("1,000 loaded, still loading…");
    const refused = page.getByText("The list is still being read: “all” can be selected once it is whole.");
    await expect(refused).toHaveCount(0);
    await tickAll(page).click();
    await expect(refused).toBeVisible();
    await expect(selected(page)).toHaveCount(0);
    await page.getByRole("grid").focus();
    await page.keyboard.press("ControlOrMeta+a");
    await expect(selected(page)).toHaveCount(0);
    // One can be chosen already, and stays so when the rest comes.
    const { files } = await account.state();
    await tick(row(page, files.at(-3).id)).click();
    await expect(selected(page)).toHaveText("1 selected");
    release();
    await listed(page, 2500);
    await expect(selected(page)).toHaveText("1 selected");
    await tickAll(page).click();
    await expect(selected(page)).toHaveText("2,500 selected");
    await expect(tickAll(page)).toBeChecked();
    await tickAll(page).click();
    await expect(selected(page)).toHaveCount(0);
  });

  test("stay chosen when the filter changes, and the hidden ones are counted", async ({ page, account }) => {
    await enter(page, account);
    const { files } = await account.state();
    const vision = files.filter(({ purpose }) => purpose === "vision");
    const bar = page.getByRole("region", { name: "Selection" });
    await chip(page, "vision").click();
    await tickAll(page).click();
    await expect(selected(page)).toHaveText(`${number(vision.length)} selected`);
    await expect(bar).not.toContainText("hidden");
    expect((await chosenIds(page)).sort()).toEqual(ids(vision).sort());

    await chip(page, "vision").click();
    await chip(page, "evals").click();
    await expect(selected(page)).toHaveText(`${number(vision.length)} selected`);
    await expect(bar).toContainText(`${number(vision.length)} of them hidden by the filter`);
    await expect(tickAll(page)).not.toBeChecked();
    const added = files.findLast(({ purpose }) => purpose === "evals");
    await tick(row(page, added.id)).click();
    await expect(selected(page)).toHaveText(`${number(vision.length + 1)} selected`);
    await expect(bar).toContainText(`${number(vision.length)} of them hidden by the filter`);
    await expect(tickAll(page)).toHaveAttribute("aria-checked", "mixed");

    await chip(page, "evals").click();
    await search(page, vision[0].id);
    await expect(bar).toContainText(`${number(vision.length)} of them hidden by the filter`);
    await expect(row(page, vision[0].id)).toHaveAttribute("aria-selected", "true");
    expect((await chosenIds(page)).sort()).toEqual(ids([...vision, added]).sort());
    // An order is no filter.
    await search(page, "");
    await expect(bar).not.toContainText("hidden");
    await page.getByRole("columnheader", { name: "Size" }).getByRole("button").click();
    expect((await chosenIds(page)).sort()).toEqual(ids([...vision, added]).sort());
    await bar.getByRole("button", { name: "Clear selection" }).click();
    await expect(bar).toContainText("Nothing selected");
    await expect(bar.getByRole("button")).toHaveCount(0);
  });

  test("are chosen from one to another with shift", async ({ page, account }) => {
    await enter(page, account);
    const order = ids((await account.state()).files).reverse();
    const chosen = async (from, to) => {
      await expect(selected(page)).toHaveText(`${number(to - from + 1)} selected`);
      expect((await chosenIds(page)).sort()).toEqual(order.slice(from, to + 1).sort());
    };
    await tick(row(page, order[3])).click();
    await chosen(3, 3);
    await tick(row(page, order[8])).click({ modifiers: ["Shift"] });
    await chosen(3, 8);
    await expect(row(page, order[5])).toHaveAttribute("aria-selected", "true");
    await expect(row(page, order[9])).toHaveAttribute("aria-selected", "false");
    // The other end stays where it is, however far the list was scrolled meanwhile.
    await page.getByRole("grid").evaluate((grid) => (grid.scrollTop = 1000 * 34));
    await tick(row(page, order[1002])).click({ modifiers: ["Shift"] });
    await chosen(3, 1002);

    // By keyboard, upwards, in the order shown.
    await page.getByRole("button", { name: "Clear selection" }).click();
    await page.getByRole("columnheader", { name: "Size" }).getByRole("button").click();
    const bySize = await shownIds(page, 30);
    expect(bySize).not.toEqual(order.slice(0, 30));
    await page.getByRole("grid").focus();
    await page.keyboard.press("Home");
    for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Shift+Space");
    await expect(selected(page)).toHaveText("5 selected");
    expect((await chosenIds(page)).sort()).toEqual(bySize.slice(2, 7).sort());
  });
});

test("names are sorted as a person orders them", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const up = ["Alpha.txt", "beta.txt", "file 2.txt", "File 9.txt", "file 10.txt", "zzz.txt"];
  const added = {};
  for (const name of ["zzz.txt", "file 10.txt", "Alpha.txt", "File 9.txt", "beta.txt", "file 2.txt"]) {
    added[(await account.addFile(name)).id] = name;
  }
  await enter(page, account);
  const names = async () => (await shownIds(page)).map((id) => added[id]);
  expect(await names()).toEqual(Object.values(added).reverse());
  const name = page.getByRole("columnheader", { name: "Name" });
  await name.getByRole("button").click();
  expect(await names()).toEqual(up);
  await name.getByRole("button").click();
  expect(await names()).toEqual(up.toReversed());
});
