// The question before anything is deleted: a no sends nothing, a yes acts on what was shown and on nothing else.
import { expect, test } from "./fixtures.js";
import { enter, listed, rows } from "./inside.js";
import { agree, ask, choose, holdsExactly, ids, question, report, sent } from "./run.js";
import { row, search, selected, tick, tickAll } from "./table.js";

const small = { files: 12, stores: 0, batches: 0 };

test("the question shows what, how much and where", async ({ page, account }) => {
  await account.reset(small);
  await enter(page, account, { name: "Attic" });
  const victims = (await account.state()).files.slice(3, 6);
  for (const { id } of victims) await tick(row(page, id)).click();
  await ask(page, "Delete 3 files…");
  const dialog = question(page);
  await expect(dialog).toHaveAccessibleName("Delete 3 files?");
  await expect(dialog).toContainText("Account: Attic");
  const named = dialog.getByRole("list", { name: "What will be acted on" }).getByRole("listitem");
  await expect(named).toHaveCount(3);
  for (const { id, filename } of victims) {
    await expect(named.filter({ hasText: id })).toContainText(filename);
  }
  await expect(dialog).toContainText("Deleting cannot be undone.");
});

test("a no sends nothing, however it is said", async ({ page, account }) => {
  await account.reset(small);
  await enter(page, account);
  const before = ids((await account.state()).files);
  await tickAll(page).click();
  const noes = {
    button: () => question(page).getByRole("button", { name: "Keep them" }).click(),
    Escape: () => page.keyboard.press("Escape"),
    // The focus starts on “Keep them”, so that nobody deletes by pressing Enter once too often.
    Enter: () => page.keyboard.press("Enter"),
    Space: () => page.keyboard.press("Space"),
  };
  for (const [how, say] of Object.entries(noes)) {
    await ask(page, "Delete 12 files…");
    await expect(question(page).getByRole("button", { name: "Keep them" }), how).toBeFocused();
    await say();
    await expect(question(page), how).toHaveCount(0);
    await expect(selected(page), how).toHaveText("12 selected");
  }
  expect((await account.log()).filter(({ method }) => method !== "GET")).toEqual([]);
  await holdsExactly(page, account, before);
});

test("above 500 the count has to be typed", async ({ page, account }) => {
  const { chosen } = await choose(page, account, { files: 501 });
  await ask(page, "Delete 501 files…");
  const typed = question(page).getByRole("textbox", { name: "To confirm, type 501" });
  const button = question(page).getByRole("button", { name: "Delete", exact: true });
  await expect(button).toBeDisabled();
  for (const wrong of ["50", "5011", "yes", "500"]) {
    await typed.fill(wrong);
    await expect(button, wrong).toBeDisabled();
  }
  await typed.fill("501");
  await expect(button).toBeEnabled();
  await typed.press("Enter");
  await expect(button, "Enter is not a yes").toBeEnabled();
  await question(page).getByRole("button", { name: "Keep them" }).click();
  expect(await sent(account, "DELETE", "/")).toEqual([]);

  // 500 need no typing.
  await tick(row(page, chosen.at(-1))).click();
  await ask(page, "Delete 500 files…");
  await expect(question(page).getByRole("textbox")).toHaveCount(0);
  await agree(page);
  expect(await report(page)).toEqual({ Deleted: 500 });
  await holdsExactly(page, account, [chosen.at(-1)]);
});

test("what comes after the choice is not deleted", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const old = [];
  for (const n of [1, 2, 3]) old.push((await account.addFile(`trash ${n}.txt`)).id);
  const other = (await account.addFile("treasure.txt")).id;
  await enter(page, account);
  await search(page, "trash");
  await tickAll(page).click();
  // It matches, and the page learns of it before the question …
  const before = (await account.addFile("trash 4.txt")).id;
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(rows(page)).toHaveCount(4);
  await expect(row(page, before)).toHaveAttribute("aria-selected", "false");
  await ask(page, "Delete 3 files…");
  // … while it is asked …
  const meanwhile = (await account.addFile("trash 5.txt")).id;
  await account.settings({ latency_ms: 300 });
  await agree(page);
  // … or while it is carried out.
  const after = (await account.addFile("trash 6.txt")).id;
  expect(await report(page)).toEqual({ Deleted: 3 });
  const asked = (await sent(account, "DELETE", "/files/")).map(({ path }) => path);
  expect(asked.sort()).toEqual(old.map((id) => `/files/${id}`).sort());
  expect(ids((await account.state()).files)).toEqual([other, before, meanwhile, after]);
  await search(page, "");
  await page.getByRole("button", { name: "Refresh" }).click();
  await listed(page, 4);
});
