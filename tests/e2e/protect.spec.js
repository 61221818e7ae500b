// Protected objects: marked in their rows, left alone by every run, kept on this device.
import { axe, expect, started, test } from "./fixtures.js";
import { deepLink, enter, go } from "./inside.js";
import { agree, ask, ids, question, report, sent } from "./run.js";
import { row, selected, tick, tickAll } from "./table.js";

const shield = (row) => row.getByTitle("Protected", { exact: true });
const bar = (page) => page.getByRole("region", { name: "Selection" });

test("what is pinned, or named by a pattern, is skipped and said to be", async ({ page, account, complaints }) => {
  complaints.expect(deepLink);
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const add = async (name) => (await account.addFile(name)).id;
  const [pinned, prod, free] = [await add("a pinned one.txt"), await add("PROD-list.txt"), await add("free.txt")];
  await enter(page, account, { keep: "For this session" });
  await tick(row(page, pinned)).click();
  await bar(page).getByRole("button", { name: "Protect", exact: true }).click();
  await expect(shield(row(page, pinned))).toBeVisible();
  await expect(shield(row(page, free))).toHaveCount(0);

  await go(page, "Settings");
  const card = page.getByRole("region", { name: "Protected objects" });
  await expect(card).toContainText("1 object protected one by one");
  await card.getByLabel("Protect all whose name is").fill("prod-*");
  await card.getByRole("button", { name: "Add" }).click();
  await expect(card.getByRole("list", { name: "Protected names" }).getByRole("listitem")).toHaveText(["prod-*"]);
  await axe(page);

  await page.reload();
  await started(page);
  await go(page, "Files");
  await expect(shield(row(page, pinned))).toBeVisible();
  await expect(shield(row(page, prod))).toBeVisible();
  await axe(page);
  await tickAll(page).click();
  await ask(page, "Delete 3 files…");
  await expect(question(page)).toContainText("2 protected objects are left alone.");
  await expect(question(page).getByRole("heading", { level: 2 })).toHaveText("Delete 1 file?");
  await axe(page);
  await agree(page);
  expect(await report(page)).toEqual({ Deleted: 1, "Skipped (protected)": 2 });
  expect((await sent(account, "DELETE", "/")).map(({ path }) => path)).toEqual([`/files/${free}`]);
  expect(ids((await account.state()).files).sort()).toEqual([pinned, prod].sort());

  // No longer protected, they can go.
  await go(page, "Settings");
  await card.getByRole("button", { name: "No longer protect prod-*" }).click();
  await card.getByRole("button", { name: "No longer protect them" }).click();
  await go(page, "Files");
  await expect(shield(page.getByRole("grid"))).toHaveCount(0);
});

test("where everything chosen is protected there is nothing to do", async ({ page, account }) => {
  await account.reset({ files: 3, stores: 2, batches: 0 });
  await enter(page, account);
  await go(page, "Vector stores");
  await tickAll(page).click();
  await bar(page).getByRole("button", { name: "Protect", exact: true }).click();
  await ask(page, "Delete 2 vector stores…");
  await expect(question(page)).toContainText("Everything chosen is protected");
  await expect(question(page).getByRole("button", { name: "Delete", exact: true })).toBeDisabled();
  await question(page).getByRole("radio", { name: "With all their files" }).check();
  await expect(question(page)).toContainText("Everything chosen is protected");
  await question(page).getByRole("button", { name: "Keep them" }).click();
  await expect(selected(page)).toHaveText("2 selected");
  await bar(page).getByRole("button", { name: "No longer protect" }).click();
  await ask(page, "Delete 2 vector stores…");
  await agree(page, 2);
  expect(await report(page)).toEqual({ Deleted: 2 });
});

test("a pin set in another tab counts, even while the question is open", async ({ page, context, account }) => {
  await account.reset({ files: 2, stores: 0, batches: 0 });
  await enter(page, account);
  await tickAll(page).click();
  await ask(page, "Delete 2 files…");
  await expect(question(page).getByRole("button", { name: "Delete", exact: true })).toBeEnabled();
  const [kept, gone] = ids((await account.state()).files);
  const tab = await context.newPage();
  await tab.goto("/");
  await tab.evaluate((id) => localStorage.setItem("quartermaster.protected", JSON.stringify({ pins: [id] })), kept);
  await question(page).getByRole("button", { name: "Delete", exact: true }).click();
  await expect(question(page)).toContainText("Something changed since you looked");
  await expect(question(page)).toContainText("1 protected object is left alone.");
  await agree(page);
  expect(await report(page)).toEqual({ Deleted: 1, "Skipped (protected)": 1 });
  expect((await sent(account, "DELETE", "/")).map(({ path }) => path)).toEqual([`/files/${gone}`]);
});
