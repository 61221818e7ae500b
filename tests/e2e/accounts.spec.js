// Accounts: how long each place keeps a key, going from one account to another, and leaving one for good.
import { newAccount } from "./accounts.js";
import { expect, started, test } from "./fixtures.js";
import { choose, deepLink, enter, go, listed, rows, shelves, switcher } from "./inside.js";

const connectPage = (page) => page.getByRole("heading", { name: "Connect an OpenAI account" });
const small = { files: 12, stores: 2, batches: 3 };

for (const [keep, { afterReload, inNewTab }] of [
  ["In memory", { afterReload: false, inNewTab: false }],
  ["For this session", { afterReload: true, inNewTab: false }],
  ["On this device", { afterReload: true, inNewTab: true }],
]) {
  test(`a key kept ${keep.toLowerCase()} lives as long as was said`, async ({ page, context, account, complaints }) => {
    complaints.expect(deepLink);
    await account.reset(small);
    await enter(page, account, { keep, name: "Depot" });
    await go(page, "Batches");

    const finds = async (page, kept, screen) => {
      await started(page);
      if (kept) {
        await expect(page.getByRole("heading", { name: screen, level: 1 })).toBeVisible();
        await listed(page);
        await expect(switcher(page)).toContainText("Depot");
      } else {
        await expect(connectPage(page)).toBeVisible();
        await expect(page.getByText("Depot")).toHaveCount(0);
      }
    };
    const asked = (await account.log()).length;
    await page.reload();
    await finds(page, afterReload, "Batches");
    const tab = await context.newPage();
    await tab.goto("/");
    await finds(tab, inNewTab, "Files");
    const more = (await account.log()).length > asked;
    expect(more).toBe(afterReload || inNewTab);
  });
}

test("each of two accounts shows its own files, under its own name", async ({ page, account }) => {
  const other = newAccount();
  await account.reset({ ...small, seed: 1 });
  await other.reset({ files: 16, stores: 0, batches: 0, seed: 2 });
  const holds = async (account) => (await account.state()).files.map((file) => file.id).sort();
  const shown = async () => (await rows(page).evaluateAll((rows) => rows.map((row) => row.dataset.id))).sort();

  await enter(page, account, { name: "Workshop" });
  await expect.poll(shown).toEqual(await holds(account));
  // Something chosen here is not chosen there.
  await rows(page).first().getByRole("checkbox").click();
  await expect(page.getByTestId("selected")).toHaveText("1 selected");

  await choose(page, "Add an account");
  await expect(connectPage(page)).toBeVisible();
  await enter(page, other, { name: "Museum" });
  await listed(page, 16);
  await expect(page.getByTestId("selected")).toHaveCount(0);
  await expect(switcher(page)).toHaveAccessibleName("Account: Museum. Switch account");
  await expect.poll(shown).toEqual(await holds(other));

  const before = (await other.log()).length;
  await choose(page, "Workshop");
  await listed(page, small.files);
  await expect(switcher(page)).toHaveAccessibleName("Account: Workshop. Switch account");
  await expect.poll(shown).toEqual(await holds(account));
  await expect(page.getByTestId("selected")).toHaveCount(0);
  expect((await other.log()).length).toBe(before);
});

test("an account added leaves the first where it is, to be opened again", async ({ page, account }) => {
  await account.reset(small);
  await enter(page, account, { keep: "On this device", name: "Workshop" });
  await choose(page, "Add an account");
  await expect(connectPage(page)).toBeVisible();
  const known = page.getByRole("region", { name: "Accounts on this device" });
  await expect(known).toContainText("Workshop");
  // The form is there for another key: nothing of the first is in it.
  await expect(page.getByLabel("API key")).toHaveValue("");
  await expect(page.getByLabel("Account name")).not.toHaveValue("Workshop");
  await known.getByRole("button", { name: "Open Workshop" }).click();
  await listed(page, small.files);
  await expect(switcher(page)).toContainText("Workshop");
});

for (const keep of ["In memory", "For this session", "On this device"]) {
  test(`disconnecting erases a key kept ${keep.toLowerCase()}, and asks no more`, async ({ page, account, complaints }) => {
    complaints.expect(deepLink);
    await account.reset(small);
    await enter(page, account, { keep, name: "Workshop" });
    const shelf = { "For this session": "session", "On this device": "device" }[keep];
    const before = await shelves(page);
    if (shelf) expect(Object.values(before[shelf])).toContain(account.key);

    await choose(page, "Disconnect and erase the key");
    await expect(connectPage(page)).toBeVisible();
    expect(await shelves(page)).toEqual({ session: {}, device: {} });
    await expect(page.getByText("Workshop")).toHaveCount(0);
    const asked = (await account.log()).length;
    await page.reload();
    await started(page);
    await expect(connectPage(page)).toBeVisible();
    expect((await account.log()).length).toBe(asked);
  });
}

test("disconnecting one account leaves the key of the other", async ({ page, account }) => {
  const other = newAccount();
  await account.reset(small);
  await other.reset({ files: 25, stores: 0, batches: 0 });
  await enter(page, account, { keep: "On this device", name: "Workshop" });
  await choose(page, "Add an account");
  await enter(page, other, { keep: "On this device", name: "Museum" });
  await choose(page, "Disconnect and erase the key");
  await expect(connectPage(page)).toBeVisible();
  const { device } = await shelves(page);
  expect(Object.values(device)).toContain(account.key);
  expect(JSON.stringify(device)).not.toContain(other.key);
  await page.getByRole("button", { name: "Open Workshop" }).click();
  await listed(page, small.files);
});

test("an account can be disconnected in Settings while another is in use", async ({ page, account }) => {
  const other = newAccount();
  await account.reset(small);
  await other.reset({ files: 25, stores: 0, batches: 0 });
  await enter(page, account, { keep: "For this session", name: "Workshop" });
  await choose(page, "Add an account");
  await enter(page, other, { keep: "For this session", name: "Museum" });
  await go(page, "Settings");
  const inUse = page.getByRole("listitem").filter({ hasText: "In use" });
  await expect(inUse).toHaveCount(1);
  await expect(inUse).toContainText("Museum");
  await page.getByRole("button", { name: "Disconnect Workshop and erase its key" }).click();
  await expect(page.getByText("Workshop")).toHaveCount(0);
  expect(JSON.stringify(await shelves(page))).not.toContain(account.key);
  await go(page, "Files");
  await listed(page, 25);
});

test("Settings show of the key its end alone, and where it is kept", async ({ page, account }) => {
  await account.reset(small);
  await enter(page, account, { keep: "For this session" });
  await go(page, "Settings");
  const facts = page.getByRole("definition");
  await expect(facts).toHaveText([`key …${account.key.slice(-4)}`, "For this session", account.http]);
  expect(await page.content()).not.toContain(account.key.slice(-5));
});

test("an account's new name, colour and mark show at once and survive a reload", async ({ page, account, complaints }) => {
  complaints.expect(deepLink);
  await account.reset(small);
  await enter(page, account, { keep: "On this device", name: "Workshop" });
  await go(page, "Settings");
  const form = page.getByRole("form", { name: "This account" });
  await form.getByLabel("Account name").fill("  Atelier ");
  await form.getByRole("radio", { name: "Green" }).check();
  await form.getByRole("checkbox", { name: "This is a production account" }).check();
  await expect(switcher(page)).toContainText("Workshop");
  await form.getByRole("button", { name: "Save" }).click();
  const isSo = async () => {
    await expect(switcher(page)).toHaveAccessibleName("Account: Atelier. Switch account");
    await expect(switcher(page)).toContainText("Production");
    await expect(switcher(page).locator(".swatch")).toHaveAttribute("data-colour", "green");
    await expect(page.getByRole("list").getByText("Atelier")).toBeVisible();
    await expect(page.getByText("Workshop")).toHaveCount(0);
  };
  await isSo();
  await page.reload();
  await started(page);
  await isSo();
  await expect(form.getByLabel("Account name")).toHaveValue("Atelier");
  await expect(form.getByRole("radio", { name: "Green" })).toBeChecked();
  await expect(form.getByRole("checkbox", { name: "This is a production account" })).toBeChecked();
  // A name is all that changed: the key still opens the account.
  await go(page, "Files");
  await listed(page, small.files);
});

test("Settings tell what the key may do, as it is now", async ({ page, account, complaints }) => {
  await account.reset(small);
  await enter(page, account);
  await go(page, "Settings");
  const check = page.getByRole("button", { name: "Check the key" });
  const families = page.getByRole("listitem").filter({ hasText: /may be read|not allowed/ });
  await check.click();
  await expect(families).toHaveText([/Files.*may be read/, /Vector stores.*may be read/, /Batches.*may be read/]);

  complaints.expect(/status of 403.*\/v1\/(batches|vector_stores)\?/);
  await account.settings({ missing_scopes: ["api.batch.read", "api.vector_stores.read"] });
  await check.click();
  await expect(families).toHaveText([
    /Files.*may be read/,
    /Vector stores.*the key lacks api\.vector_stores\.read/,
    /Batches.*the key lacks api\.batch\.read/,
  ]);
  expect((await account.log()).filter((entry) => entry.method !== "GET")).toEqual([]);
});
