// The clean-ups that people write scripts for, each through the page: what the server holds afterwards is what should
// be left.
import { axe, expect, test } from "./fixtures.js";
import { catchUp, carryOut, cleanUp, finding, left, plant, planned, recipe, review, sorted } from "./cleanup.js";
import { enter } from "./inside.js";
import { sent } from "./run.js";

async function open(page, account) {
  const planted = await plant(account);
  await catchUp(page, account);
  await enter(page, account);
  await cleanUp(page);
  return planted;
}

const all = (objects) => Object.values(objects);

test("unused files only", async ({ page, account }) => {
  const { file, store } = await open(page, account);
  await expect(finding(page, "Unused files")).toContainText("2 files");
  await axe(page);
  await finding(page, "Unused files").getByRole("button", { name: "Plan: Unused files" }).click();
  const dialog = review(page, "Unused files");
  // Not the one that is new, nor the one whose use nothing shows, nor any that a store or a batch uses.
  expect(await planned(dialog)).toEqual({ ticked: sorted(file.unused, file.stray), out: [] });
  await axe(page);
  expect(await carryOut(page, dialog)).toEqual({ Deleted: 2 });
  const kept = all(file).filter((id) => ![file.unused, file.stray].includes(id));
  expect(await left(account)).toEqual({ files: sorted(kept), stores: sorted(all(store)) });
  await expect(finding(page, "Unused files")).toHaveCount(0);
});

test("all files: what stores and running batches need is left out, until it is put in", async ({ page, account }) => {
  const { file, store } = await open(page, account);
  await recipe(page, "Files by a rule").getByRole("button", { name: /^Plan/ }).click();
  const dialog = review(page, "All files");
  const needed = [file.shared, file.only, file.other, file.input];
  const free = all(file).filter((id) => !needed.includes(id));
  expect(await planned(dialog)).toEqual({ ticked: sorted(free), out: sorted(needed) });
  await expect(dialog.getByRole("heading", { level: 2 })).toHaveText(`Delete ${free.length} files?`);
  await dialog.getByRole("button", { name: "Put all in" }).click();
  await expect(dialog.getByRole("heading", { level: 2 })).toHaveText(`Delete ${all(file).length} files?`);
  await expect(dialog.getByRole("region", { name: "What breaks" })).toContainText("still needs its input and fails");
  // The input stays after all.
  await dialog.locator(`[data-id="${file.input}"]`).getByRole("checkbox").uncheck();
  await expect(dialog.getByRole("region", { name: "What breaks" })).not.toContainText("still needs its input");
  expect(await carryOut(page, dialog)).toEqual({ Deleted: all(file).length - 1 });
  expect(await left(account)).toEqual({ files: [file.input], stores: sorted(all(store)) });
  const { stores } = await account.state();
  expect(stores.flatMap(({ files }) => files), "no store lists a file that is gone").toEqual([]);
});

test("one purpose", async ({ page, account }) => {
  const { file, store } = await open(page, account);
  const files = recipe(page, "Files by a rule");
  await files.getByLabel("Purpose").selectOption("batch");
  await expect(files.getByRole("status")).toHaveText("2 files");
  await files.getByRole("button", { name: /^Plan/ }).click();
  const dialog = review(page, "Files: purpose:batch");
  expect(await planned(dialog)).toEqual({ ticked: [file.stray], out: [file.input] });
  expect(await carryOut(page, dialog)).toEqual({ Deleted: 1 });
  const kept = all(file).filter((id) => id !== file.stray);
  expect(await left(account)).toEqual({ files: sorted(kept), stores: sorted(all(store)) });
});

test("older than, and matching a query; a wrong query makes no plan", async ({ page, account }) => {
  const { file } = await open(page, account);
  const files = recipe(page, "Files by a rule");
  await files.getByLabel("Older than so many days").fill("2");
  await files.getByLabel("Files matching").fill("name~\"*.txt\" or colour:red");
  await expect(files.getByText(/there is no field “colour”/)).toBeVisible();
  await expect(files.getByRole("button", { name: /^Plan/ })).toHaveAttribute("aria-disabled", "true");
  await files.getByLabel("Files matching").fill("nobody or fresh or responses");
  await expect(files.getByRole("status")).toHaveText("2 files");
  await files.getByRole("button", { name: /^Plan/ }).click();
  const dialog = review(page, "Files: age>2d (nobody or fresh or responses)");
  expect(await planned(dialog)).toEqual({ ticked: sorted(file.unused, file.unproven), out: [] });
});

test("all stores, and their files stay", async ({ page, account }) => {
  const { file, store } = await open(page, account);
  const stores = recipe(page, "Vector stores by a rule");
  await expect(stores.getByRole("status")).toHaveText("3 vector stores");
  await stores.getByRole("button", { name: /^Plan/ }).click();
  const dialog = review(page, "All vector stores");
  expect(await planned(dialog)).toEqual({ ticked: sorted(all(store)), out: [] });
  expect(await carryOut(page, dialog, 3)).toEqual({ Deleted: 3 });
  expect(await left(account)).toEqual({ files: sorted(all(file)), stores: [] });
});

test("a store with the files that only it uses, and then one with all of its files", async ({ page, account }) => {
  const { file, store } = await open(page, account);
  const stores = recipe(page, "Vector stores by a rule");
  await stores.getByLabel("Stores matching").fill("name=\"Store one\"");
  await stores.getByRole("radio", { name: "With the files that only they use" }).check();
  await stores.getByRole("button", { name: /^Plan/ }).click();
  const one = review(page, "Vector stores: name=\"Store one\"");
  expect(await planned(one)).toEqual({ ticked: sorted(store.one, file.only), out: [] });
  expect(await carryOut(page, one, 2)).toEqual({ Deleted: 2 });
  await page.getByTestId("job").getByRole("button", { name: "Close" }).click();

  await stores.getByLabel("Stores matching").fill("id:" + store.two);
  await stores.getByRole("radio", { name: "With all their files" }).check();
  await stores.getByRole("button", { name: /^Plan/ }).click();
  const two = review(page, `Vector stores: id:${store.two}`);
  expect(await planned(two)).toEqual({ ticked: sorted(store.two, file.shared, file.other), out: [] });
  expect(await carryOut(page, two, 3)).toEqual({ Deleted: 3 });
  const kept = [file.unused, file.unproven, file.input, file.stray, file.fresh];
  expect(await left(account)).toEqual({ files: sorted(kept), stores: [store.empty] });
});

test("the whole account but for the input of a running batch", async ({ page, account }) => {
  const { file, store } = await open(page, account);
  await recipe(page, "The whole account").getByRole("button", { name: /^Plan/ }).click();
  const dialog = review(page, "The whole account");
  const goes = all(file).filter((id) => id !== file.input);
  expect(await planned(dialog)).toEqual({ ticked: sorted(goes, all(store)), out: [file.input] });
  expect(await carryOut(page, dialog, goes.length + 3)).toEqual({ Deleted: goes.length + 3 });
  expect(await left(account)).toEqual({ files: [file.input], stores: [] });
  // Nothing was sent about anything else.
  const deleted = (await sent(account, "DELETE", "/files/")).map(({ path }) => path.split("/").at(-1));
  expect([...new Set(deleted)].sort()).toEqual(sorted(goes));
});

test("a plan is changed, kept, and comes back with what changed since", async ({ page, account }) => {
  const { file, store } = await open(page, account);
  await recipe(page, "Files by a rule").getByRole("button", { name: /^Plan/ }).click();
  const dialog = review(page, "All files");
  await planned(dialog);
  await dialog.locator(`[data-id="${file.fresh}"]`).getByRole("checkbox").uncheck();
  await dialog.getByRole("button", { name: "Keep this plan for later" }).click();
  await dialog.getByRole("button", { name: "Keep them" }).click();

  await account.api("DELETE", `/files/${file.unproven}`);
  await account.api("POST", `/vector_stores/${store.empty}/files`, { file_id: file.stray });
  await page.goto("/");
  await enter(page, account);
  await cleanUp(page);
  const kept = page.getByRole("list", { name: "Plans kept for later" }).getByRole("listitem");
  await expect(kept).toContainText("3 objects");
  await kept.getByRole("button", { name: "Review…" }).click();
  await expect(dialog).toContainText("1 object is gone, 1 is now in use and left out");
  expect(await planned(dialog)).toEqual({ ticked: [file.unused], out: [file.stray] });
  expect(await carryOut(page, dialog)).toEqual({ Deleted: 1 });
  expect((await left(account)).files).not.toContain(file.unused);
  expect((await left(account)).files).toContain(file.stray);
  await kept.getByRole("button", { name: /^Forget the plan/ }).click();
  await expect(page.getByRole("list", { name: "Plans kept for later" })).toHaveCount(0);
});

test("what changes between the look and the yes is shown before anything is sent", async ({ page, account }) => {
  const { file, store } = await open(page, account);
  await finding(page, "Unused files").getByRole("button", { name: "Plan: Unused files" }).click();
  const dialog = review(page, "Unused files");
  expect((await planned(dialog)).ticked).toContain(file.unused);
  await account.api("POST", `/vector_stores/${store.empty}/files`, { file_id: file.unused });
  await page.clock.fastForward(120_000);
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(dialog).toContainText("Something changed since you looked");
  expect(await planned(dialog)).toEqual({ ticked: [file.stray], out: [] });
  expect(await sent(account, "DELETE", "/")).toEqual([]);
  expect(await carryOut(page, dialog)).toEqual({ Deleted: 1 });
  expect((await left(account)).files).toContain(file.unused);
});
