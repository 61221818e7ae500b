// Each screen has an address: it can be gone back to, reloaded, and opened anew.
import { expect, started, test } from "./fixtures.js";
import { deepLink, enter, go, listed } from "./inside.js";

const screens = [
  ["Files", "/files"],
  ["Vector stores", "/vector-stores"],
  ["Batches", "/batches"],
  ["Overview", "/overview"],
  ["Settings", "/settings"],
];
const current = (page) => page.getByRole("navigation", { name: "Screens" }).locator("[aria-current=page]");

test("the address follows the screen, and back and forward go between screens", async ({ page, account, baseURL }) => {
  await account.reset({ files: 3, stores: 2, batches: 1 });
  await enter(page, account);
  for (const [screen, path] of screens.toReversed()) {
    await go(page, screen);
    await expect(page).toHaveURL(`${baseURL}${path}`);
    await expect(page).toHaveTitle(`${screen} · Quartermaster`);
    await expect(current(page)).toContainText(screen);
  }
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Vector stores", level: 1 })).toBeVisible();
  await expect(page).toHaveTitle("Vector stores · Quartermaster");
  await listed(page, 2);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Batches", level: 1 })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole("heading", { name: "Vector stores", level: 1 })).toBeVisible();
  await expect(page).toHaveURL(`${baseURL}/vector-stores`);
  // It was all one page: the key in memory is still there.
  await listed(page, 2);
});

test("a screen opened by its address, or reloaded, is that screen", async ({ page, account, complaints }) => {
  complaints.expect(deepLink);
  await account.reset({ files: 3, stores: 2, batches: 1 });
  await enter(page, account, { keep: "For this session" });
  for (const [screen, path] of screens) {
    await page.goto(path);
    await started(page);
    await expect(page.getByRole("heading", { name: screen, level: 1 })).toBeVisible();
    await expect(current(page)).toContainText(screen);
  }
  await page.reload();
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
});

test("an address that names no screen says so, and the rail leads on", async ({ page, account, complaints }) => {
  complaints.expect(/status of 404.*\/(nowhere|files\/more)\)$/);
  await account.reset({ files: 3, stores: 2, batches: 1 });
  await enter(page, account, { keep: "For this session" });
  for (const path of ["/nowhere", "/files/more"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
    await expect(page).toHaveTitle("Quartermaster");
    await expect(current(page)).toHaveCount(0);
  }
  await go(page, "Files");
  await listed(page, 3);
});
