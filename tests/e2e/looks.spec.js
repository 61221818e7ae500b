// Looks: nothing that axe objects to on any screen, in either theme, on a desk and on a phone; and the theme itself.
import { newAccount } from "./accounts.js";
import { jsonl, openComposer, paste, request } from "./compose.js";
import { fillConnect } from "./connect.js";
import { axe, expect, started, test } from "./fixtures.js";
import { connectButton, deepLink, enter, go, rows } from "./inside.js";
import { HOUR, due, heading as planHeading, planDialog, press, repeatButton } from "./recurring.js";
import { addStore, openStore } from "./store.js";
import { row } from "./table.js";

/** What must hold of every screen, whatever it shows. */
async function looksGood(page) {
  const { wide, window, rail, main } = await page.evaluate(() => {
    const box = (selector) => document.querySelector(selector)?.getBoundingClientRect().toJSON();
    // Only a table, and a row of chips, may be wider than the place they have.
    const mayScroll = (element) => element.matches("[role=grid], .chips, pre") || element.closest("[role=grid]");
    const isWide = (element) =>
      element.scrollWidth > element.clientWidth && /auto|scroll/.test(getComputedStyle(element).overflowX);
    const wide = [...document.querySelectorAll("body *")].filter((element) => isWide(element) && !mayScroll(element));
    if (document.documentElement.scrollWidth > innerWidth) wide.push(document.documentElement);
    const names = wide.map((element) => `${element.localName}.${element.className}`);
    return { wide: names, window: [innerWidth, innerHeight], rail: box("nav.rail"), main: box("main") };
  });
  expect(wide, "what scrolls sideways").toEqual([]);
  if (rail && window[0] < 720) {
    expect([rail.left, rail.right, rail.bottom], "the rail is at the bottom").toEqual([0, ...window]);
    expect(rail.top).toBeGreaterThan(window[1] * 0.8);
    expect(main.bottom).toBeLessThanOrEqual(rail.top);
  } else if (rail) {
    expect([rail.left, rail.top, rail.bottom], "the rail is on the left").toEqual([0, 0, window[1]]);
    expect(rail.right).toBeLessThanOrEqual(main.left);
  }
  await axe(page);
}

for (const [where, viewport] of [
  ["on a desk", { width: 1280, height: 800 }],
  ["on a phone", { width: 375, height: 720 }],
]) {
  test.describe(where, () => {
    test.use({ viewport });

    test("the connect page, as it is first and with all that can be wrong on it", async ({ page, complaints }) => {
      complaints.expect(/status of 401.*\/v1\/models\)$/);
      await page.goto("/");
      await started(page);
      await looksGood(page);
      await fillConnect(page, Object.assign(newAccount(), { key: "sk-nobody-0123456789" }));
      await connectButton(page).click();
      await page.getByRole("alert").getByText("What the server said").click();
      await page.getByLabel("Project (optional)").fill("a b");
      await page.getByLabel("API key").fill("");
      await expect(page.getByText("An id has letters")).toBeVisible();
      await expect(page.getByText("Paste an API key first")).toBeVisible();
      await looksGood(page);
    });

    test("the page of a store: its files, its dialogs, and a search in it", async ({ page, account }) => {
      await account.reset({ files: 0, stores: 0, batches: 0 });
      const attributes = { year: 2024, language: "fr", draft: true };
      const { store, files } = await addStore(account, "A store with a name that is rather long for a page", [
        { name: "refunds.md", text: "The refund policy. ".repeat(60), attributes },
        "travel-expenses-and-other-rules-of-the-house-2024-final.csv",
      ]);
      await openStore(page, account, store);
      await expect(row(page, files["refunds.md"])).toBeVisible();
      await row(page, files["refunds.md"]).getByRole("checkbox").click();
      await looksGood(page);
      await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Attributes of 1 file…" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Add an attribute" }).click();
      await looksGood(page);
      await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
      await page.getByRole("button", { name: "Clone…" }).click();
      await page.getByRole("checkbox", { name: "Cut the files in another way than now" }).check();
      await looksGood(page);
      await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
      await page.getByRole("navigation", { name: "Parts of the store" }).getByRole("link", { name: "Search" }).click();
      await page.getByLabel("What to look for").fill("refund");
      await page.getByRole("button", { name: "Add a condition" }).click();
      await page.getByRole("button", { name: "Add a condition" }).click();
      await page.locator(".search-form").getByRole("button", { name: "Search" }).click();
      await expect(page.locator(".hit")).toHaveCount(1);
      await looksGood(page);
    });

    test("the lists, with a selection, a question, and the menu of accounts", async ({ page, account }) => {
      await account.reset({ files: 12, stores: 6, batches: 20 });
      await enter(page, account, { name: "A name that is rather long for an account" });
      await page.getByRole("banner").locator("summary").click();
      await looksGood(page);
      await go(page, "Vector stores");
      await rows(page).first().getByRole("checkbox").click();
      await looksGood(page);
      await page.getByRole("button", { name: "Delete 1 vector store…" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await looksGood(page);
      await page.getByRole("button", { name: "Keep them" }).click();
      await go(page, "Batches");
      await expect(rows(page)).toHaveCount(20);
      await looksGood(page);
    });

    test("the overview, and the statistics of batches", async ({ page, account }) => {
      await account.reset({ files: 300, stores: 12, batches: 60 });
      await enter(page, account);
      await go(page, "Overview");
      await expect(page.getByTestId("overview-time").locator("rect").first()).toBeVisible();
      await page.getByTestId("overview-time").getByText("As a table").click();
      await looksGood(page);
      await page.getByRole("main").getByRole("link", { name: "Statistics" }).click();
      await page.getByText("As a table").first().click();
      await looksGood(page);
    });

    test("recurring plans: the dialog, the page, and what is due", async ({ page, account }) => {
      await page.clock.install();
      await openComposer(page, account);
      await paste(page, jsonl(request("a")));
      await page.getByLabel("Description").fill("The questions that are asked anew every single morning");
      await repeatButton(page).click();
      const dialog = planDialog(page);
      await dialog.getByLabel("Repeats").selectOption("weekdays");
      await looksGood(page);
      await dialog.getByLabel("Repeats").selectOption("hours");
      await dialog.getByLabel("Every … hours").fill("2");
      await dialog.getByRole("button", { name: "Keep the plan" }).click();
      await expect(planHeading(page)).toBeVisible();
      await page.clock.fastForward(5 * HOUR);
      await expect(due(page)).toContainText("before it passed too");
      await looksGood(page);
      await press(page, "Submit now");
      await expect(page.getByTestId("last")).toContainText("submitted");
      await looksGood(page);
    });

    test("the settings", async ({ page, account, complaints }) => {
      complaints.expect(/status of 403.*\/v1\/batches\?/);
      await account.reset({ files: 1, stores: 0, batches: 0 });
      await enter(page, account, { keep: "For this session" });
      await account.settings({ missing_scopes: ["api.batch.read"] });
      await go(page, "Settings");
      await page.getByRole("checkbox", { name: "This is a production account" }).check();
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("button", { name: "Check the key" }).click();
      await expect(page.getByText("the key lacks api.batch.read")).toBeVisible();
      await looksGood(page);
    });

    test("uploads, a run under way and its report", async ({ page, account, complaints }) => {
      complaints.expect(/status of 400.*\/v1\/files/);
      const no = (method, times) => ({ method, path: "/files", times, kind: { status: { status: 400, message: "No." } } });
      await account.reset({ files: 40, stores: 0, batches: 0 });
      await account.faults([no("POST", 1), { method: "DELETE", kind: { latency: { ms: 500 } } }]);
      await enter(page, account);
      const file = (name) => ({ name, mimeType: "text/plain", buffer: Buffer.from("a") });
      await page.getByTestId("file-input").setInputFiles([file("a.txt"), file("a name that goes on and on and on and on.txt")]);
      await expect(page.getByRole("dialog")).toBeVisible();
      await looksGood(page);
      await page.getByRole("dialog").getByRole("button", { name: "Upload" }).click();
      await expect(page.getByTestId("uploads").getByRole("alert")).toBeVisible();

      const job = page.getByTestId("job");
      await page.getByRole("checkbox", { name: "Select all 41 matching" }).click();
      await page.getByRole("button", { name: "Delete 41 files…" }).click();
      await page.getByRole("button", { name: "Delete", exact: true }).click();
      await job.getByRole("button", { name: "Pause" }).click();
      await looksGood(page);
      await account.faults([no("DELETE", 2)]);
      await job.getByRole("button", { name: "Resume" }).click();
      await job.getByText("2 objects").click();
      await looksGood(page);
    });

    test("an account with nothing in it, and one that cannot be read", async ({ page, account, complaints }) => {
      complaints.expect(/status of 400.*\/v1\/files\?/);
      await account.reset({ files: 0, stores: 0, batches: 0 });
      await enter(page, account);
      await expect(page.getByText("No files in this account")).toBeVisible();
      await looksGood(page);
      await account.faults([{ path: "/files", kind: { status: { status: 400, message: "No. ".repeat(100) } } }]);
      await page.getByRole("button", { name: "Refresh" }).click();
      await page.getByRole("alert").getByText("What the server said").click();
      await looksGood(page);
    });
  });
}

for (const [theme, system] of [
  ["Dark", "light"],
  ["Light", "dark"],
]) {
  test(`the theme ${theme} holds on a ${system} system, from the first paint on`, async ({ page, account, complaints }) => {
    complaints.expect(deepLink);
    await page.emulateMedia({ colorScheme: system });
    await account.reset({ files: 1, stores: 0, batches: 0 });
    // Notes the theme at the moment when there is something to paint.
    await page.addInitScript(() => {
      const look = new MutationObserver(() => {
        if (!document.body) return;
        globalThis.firstTheme = document.documentElement.dataset.theme ?? "none";
        look.disconnect();
      });
      look.observe(document, { childList: true, subtree: true });
    });
    const isDark = () =>
      page.evaluate(() => {
        const [red] = getComputedStyle(document.body).backgroundColor.match(/\d+/g);
        return Number(red) < 128;
      });
    await enter(page, account, { keep: "For this session" });
    expect(await page.evaluate(() => globalThis.firstTheme)).toBe("none");
    expect(await isDark()).toBe(system === "dark");

    await go(page, "Settings");
    await page.getByLabel("Theme").selectOption(theme);
    expect(await isDark()).toBe(theme === "Dark");
    await page.reload();
    expect(await page.evaluate(() => globalThis.firstTheme)).toBe(theme.toLowerCase());
    await started(page);
    await expect(page.getByLabel("Theme")).toHaveValue(theme.toLowerCase());
    expect(await isDark()).toBe(theme === "Dark");

    await page.getByLabel("Theme").selectOption("As the system");
    expect(await isDark()).toBe(system === "dark");
    await page.reload();
    expect(await page.evaluate(() => globalThis.firstTheme)).toBe("none");
    await expect(page.getByLabel("Theme")).toHaveValue("system");
    expect(await isDark()).toBe(system === "dark");
  });
}
