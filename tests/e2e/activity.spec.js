// After a run: the lists are read again and compared, a receipt is kept, and Activity lists the runs of this device.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { axe, expect, started, test } from "./fixtures.js";
import { deepLink, enter, go, listed } from "./inside.js";
import { agree, ask, choose, ids, job, question, report } from "./run.js";
import { row, tick, tickAll } from "./table.js";

const check = (page) => page.getByTestId("check");
const past = (page) => page.getByRole("list", { name: "Activity" }).locator(".past-run");
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** What the browser saves when the button is pressed. */
async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** Deletes all files of the account. */
async function deleteAll(page, account, files) {
  const before = await choose(page, account, { files });
  await ask(page, `Delete ${files} files…`);
  await agree(page);
  await report(page);
  return before;
}

test("after a run the lists are read again, and all is gone", async ({ page, account }) => {
  await deleteAll(page, account, 30);
  await expect(check(page)).toContainText("read again in a moment");
  const lists = async () => (await account.log()).filter(({ method, path }) => method === "GET" && path === "/files");
  const asked = (await lists()).length;
  await expect(check(page)).toHaveText(/The lists were read again: 30 gone$/);
  expect((await lists()).length).toBe(asked + 1);
  await axe(page);
});

test("what the API called deleted and still lists is counted, named and back on the screen", async ({ page, account }) => {
  await account.reset({ files: 8, stores: 0, batches: 0 });
  const victims = ids((await account.state()).files);
  await enter(page, account);
  const still = victims.slice(0, 2);
  await account.faults(still.map((id) => ({ method: "DELETE", path: `/files/${id}`, kind: { deleted_still_listed: { ms: 60_000 } } })));
  await tickAll(page).click();
  await ask(page, "Delete 8 files…");
  await agree(page);
  expect(await report(page)).toEqual({ Deleted: 8 });
  await listed(page, 0);
  await job(page).getByRole("button", { name: "Look now" }).click();
  await expect(check(page)).toContainText("6 gone, 2 still listed");
  await check(page).getByText("The API called them done and still lists them").click();
  expect((await check(page).locator("pre").textContent()).split("\n").sort()).toEqual([...still].sort());
  await listed(page, 2);
  await axe(page);
  const receipt = await saved(page, job(page).getByRole("button", { name: "Receipt as JSON" }));
  const items = JSON.parse(receipt.text).content.items;
  expect(ids(items.filter((item) => item.still_listed)).sort()).toEqual([...still].sort());

  // Once the list has followed, another look says so.
  await account.advance(120);
  await job(page).getByRole("button", { name: "Look again" }).click();
  await expect(check(page)).toHaveText(/8 gone$/);
  await listed(page, 0);
});

test("a receipt names each object with its outcome, and its hash is that of its content", async ({
  page,
  account,
  complaints,
}) => {
  complaints.expect(/status of 40[03]/);
  await account.reset({ files: 12, stores: 0, batches: 0 });
  const before = (await account.state()).files;
  const [first] = ids(before);
  await enter(page, account, { name: "=Attic, \"old\"" });
  await account.faults([{ method: "DELETE", path: `/files/${first}`, kind: { status: { status: 403 } } }]);
  await tickAll(page).click();
  await ask(page, "Delete 12 files…");
  await agree(page);
  expect(await report(page)).toEqual({ Deleted: 11, Failed: 1 });
  await expect(check(page)).toContainText("11 gone, 1 failed");

  const { name, text } = await saved(page, job(page).getByRole("button", { name: "Receipt as JSON" }));
  expect(name).toMatch(/^receipt-[\w-]+\.json$/);
  const { content, sha256: hash } = JSON.parse(text);
  expect(sha256(JSON.stringify(content)), "anyone can compute it").toBe(hash);
  expect(content.sums).toEqual({ done: 11, already_gone: 0, failed: 1, skipped: 0, not_tried: 0 });
  expect(content.check).toMatchObject({ gone: 11, failed: 1, still_listed: 0 });
  expect(content.account).toEqual({ name: "=Attic, \"old\"", base: account.http });
  expect(ids(content.items).sort()).toEqual(ids(before).sort());
  const log = (await account.log()).filter(({ method, path }) => method === "DELETE" && path.startsWith("/files/"));
  for (const { id, filename, bytes } of before) {
    const item = content.items.find((item) => item.id === id);
    expect(item).toMatchObject({ kind: "file", name: filename, bytes, outcome: id === first ? "failed" : "deleted" });
    expect(item.request_id).toMatch(/^req_/);
    expect(Math.abs(Date.parse(item.at) - log.find(({ path }) => path.endsWith(id)).at)).toBeLessThan(5_000);
  }
  expect(text).not.toContain(account.key.slice(8, 24));

  const csv = await saved(page, job(page).getByRole("button", { name: "Receipt as CSV" }));
  const lines = csv.text.trim().split("\r\n");
  expect(lines).toHaveLength(14);
  expect(lines.at(-1)).toContain(`sha256,${hash}`);
  for (const id of ids(before)) expect(lines.filter((line) => line.startsWith(`${id},`))).toHaveLength(1);
});

test("Activity lists the runs of this device, across a reload, until they are forgotten", async ({
  page,
  account,
  complaints,
}) => {
  complaints.expect(deepLink);
  await account.reset({ files: 5, stores: 1, batches: 0 });
  await enter(page, account, { keep: "For this session", name: "Depot" });
  await go(page, "Activity");
  await expect(page.getByRole("heading", { name: "No runs yet" })).toBeVisible();
  await axe(page);
  await go(page, "Files");
  await tickAll(page).click();
  await ask(page, "Delete 5 files…");
  await agree(page);
  await report(page);
  await expect(check(page)).toContainText("5 gone");
  await job(page).getByRole("button", { name: "Close" }).click();
  await go(page, "Vector stores");
  await tickAll(page).click();
  await ask(page, "Delete 1 vector store…");
  await agree(page, 1);
  await report(page);
  await go(page, "Activity");
  await expect(past(page)).toHaveCount(2);
  await expect(check(page)).toContainText("1 gone");
  await page.reload();
  await started(page);
  await expect(past(page)).toHaveCount(2);
  await expect(past(page).first()).toContainText("Vector stores deleted");
  await expect(past(page).first()).toContainText("Depot");
  await expect(past(page).last()).toContainText("Files deleted");
  await expect(past(page).last()).toContainText("Done 5 · 5 gone");
  await axe(page);
  const { text } = await saved(page, past(page).last().getByRole("button", { name: "Receipt as JSON" }));
  const { content, sha256: hash } = JSON.parse(text);
  expect(sha256(JSON.stringify(content))).toBe(hash);
  expect(content.items).toHaveLength(5);

  await past(page).first().getByRole("button", { name: /^Forget this run/ }).click();
  await expect(past(page)).toHaveCount(1);
  const all = page.getByRole("button", { name: "Forget all runs" });
  await all.click();
  await expect(past(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Press again to forget all runs" }).click();
  await expect(page.getByRole("heading", { name: "No runs yet" })).toBeVisible();
  await page.reload();
  await started(page);
  await expect(page.getByRole("heading", { name: "No runs yet" })).toBeVisible();
});

test("a plan can be taken along: as JSON, as CSV, and as a script without a key", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const nasty = (await account.addFile("=1+1'; rm -rf $HOME.txt")).id;
  const store = (await account.api("POST", "/vector_stores", { name: "Shop", file_ids: [nasty] })).id;
  await enter(page, account, { name: "Attic" });
  await tick(row(page, nasty)).click();
  await ask(page, "Delete 1 file…");
  await question(page).getByText("Take the plan with you").click();
  const json = await saved(page, question(page).getByRole("button", { name: "Plan as JSON" }));
  const [item] = JSON.parse(json.text).items;
  expect(item).toMatchObject({ id: nasty, action: "delete", protected: false });
  expect(item.used_by).toEqual([{ as: "vector_store", id: store, name: "Shop" }]);
  const csv = await saved(page, question(page).getByRole("button", { name: "Plan as CSV" }));
  expect(csv.text).toContain(`,"'=1+1'; rm`);
  const script = await saved(page, question(page).getByRole("button", { name: "Shell script" }));
  expect(script.name).toMatch(/\.sh$/);
  expect(script.text).toContain(`call DELETE '/vector_stores/${store}/files/${nasty}'`);
  expect(script.text).toContain(`call DELETE '/files/${nasty}'`);
  expect(script.text).toContain("OPENAI_API_KEY");
  expect(script.text).not.toContain(account.key.slice(8, 24));
  await axe(page);
});
