// What a batch lost is sent again: as a new batch that names it, submitted once, and shown together with it.
import { batches, openComposer, paste, source, submitButton, submitted, toComposer, verdict, jsonl, request } from "./compose.js";
import { axe, expect, test } from "./fixtures.js";
import { enter, go, listed, rows } from "./inside.js";
import { batchOf, content, expiredBatchOf, found, openResults, takeHome, toResults } from "./results.js";
import { row, search, tick } from "./table.js";

const ids = Array.from({ length: 40 }, (_, n) => `${n}~good`);
const heading = (page) => page.getByRole("heading", { name: "New batch", level: 1 });
const family = (page) => page.getByRole("list", { name: "Batches that belong together" });

test.beforeEach(async ({ account }) => account.reset({ files: 0, stores: 0, batches: 0 }));

test("lost rows go again in one click, and the family is shown as one", async ({ page, account, context }) => {
  const batch = await expiredBatchOf(account, ids, 15);
  await openResults(page, account, batch);
  await expect(found(page)).toContainText("15 of 40 answered");
  await page.getByRole("button", { name: "Send 25 rows again" }).click();
  await expect(heading(page)).toBeVisible();
  await expect(source(page, "Failed rows of a batch")).toBeChecked();
  await expect(page.getByTestId("source-name")).toContainText("evening.again.jsonl");
  await expect(verdict(page)).toHaveText("No problem found");
  await submitButton(page).click();
  await submitted(page);
  const [, repair] = await batches(account);
  expect(repair.metadata.quartermaster_parent).toBe(batch.id);
  expect(repair.metadata.quartermaster_submission).toBeTruthy();
  // Line for line what the first batch had.
  const sent = (await content(account, batch.input_file_id)).split("\n").slice(15).join("\n");
  expect(await content(account, repair.input_file_id)).toBe(sent);

  await account.advance(600);
  await go(page, "Batches");
  await page.getByRole("main").getByRole("button", { name: "Refresh" }).click();
  await expect(row(page, repair.id)).toContainText("Completed");
  await toResults(page, batch);
  await expect(found(page)).toContainText("40 of 40 answered");
  // 35 tokens for each answer.
  await expect(found(page)).toContainText("1,400 tokens");
  await expect(family(page).getByRole("listitem")).toHaveCount(2);
  await listed(page, 40);
  const lines = (await takeHome(page, "CSV")).text.trimEnd().split("\r\n").slice(1);
  expect(lines.map((line) => line.split(",").slice(0, 2).join())).toEqual(ids.map((id) => `${id},done`));
  await search(page, `batch:${repair.id}`);
  await expect(page.getByTestId("count")).toHaveText("25 of 40 shown");
  await search(page, "tries>1");
  await expect(page.getByTestId("count")).toHaveText("25 of 40 shown");
  await axe(page);

  // The batch alone, by a link that the way back follows; and the family from its other member.
  await search(page, "");
  await page.getByRole("link", { name: "This batch alone" }).click();
  await expect(found(page)).toContainText("15 of 40 answered");
  await page.goBack();
  await expect(found(page)).toContainText("40 of 40 answered");
  await family(page).getByRole("link", { name: repair.id }).click();
  await expect(page).toHaveURL(new RegExp(`/batches/${repair.id}`));
  await expect(found(page)).toContainText("40 of 40 answered");
  await page.getByRole("link", { name: "This batch alone" }).click();
  await expect(found(page)).toContainText("25 of 25 answered");
});

test("only the rows that are chosen go again, also good ones", async ({ page, account }) => {
  const batch = await batchOf(account, ["a~good", "b~truncated", "c~good", "d~failed"]);
  await openResults(page, account, batch);
  await listed(page, 4);
  await tick(row(page, "c~good")).click();
  await tick(row(page, "b~truncated")).click();
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Send 2 rows again" }).click();
  await expect(heading(page)).toBeVisible();
  await expect(verdict(page)).toHaveText("No problem found");
  await submitButton(page).click();
  await submitted(page);
  const [, repair] = await batches(account);
  const sent = (await content(account, batch.input_file_id)).split("\n");
  expect(await content(account, repair.input_file_id)).toBe(`${sent[1]}\n${sent[2]}\n`);
});

test("the composer takes the failed rows of a batch, and keeps them", async ({ page, account, complaints }) => {
  complaints.expect(/status of 404.*\/batches\/new\)$/);
  const batch = await batchOf(account, ["a~good", "b~failed", "c~lost"], { metadata: { description: "Evening" } });
  await page.goto("/");
  await enter(page, account, { keep: "For this session" });
  await toComposer(page);
  await source(page, "Failed rows of a batch").check();
  await page.getByLabel("Batch", { exact: true }).selectOption(batch.id);
  await page.getByRole("button", { name: "Take its lost rows" }).click();
  await expect(page.getByTestId("source-name")).toContainText("evening.again.jsonl");
  await expect(verdict(page)).toHaveText("No problem found");
  await axe(page);
  // The page's entries leave room for 14 of the person's.
  const add = page.getByRole("button", { name: "Add an entry" });
  for (let n = 1; n <= 14; n += 1) {
    await add.click();
    await page.getByLabel(`Key ${n}`, { exact: true }).fill(n === 14 ? "quartermaster_parent" : `key-${n}`);
  }
  await expect(add).toBeDisabled();
  await expect(page.getByText("The page sets this key itself.")).toBeVisible();
  await page.getByLabel("Key 14", { exact: true }).fill("key-14");
  await page.waitForTimeout(600);
  await page.reload();
  await expect(page.getByTestId("source-name")).toContainText("evening.again.jsonl");
  await expect(verdict(page)).toHaveText("No problem found");
  await submitButton(page).click();
  await submitted(page);
  const [, repair] = await batches(account);
  expect(Object.keys(repair.metadata)).toHaveLength(16);
  expect(repair.metadata.quartermaster_parent).toBe(batch.id);
  expect((await content(account, repair.input_file_id)).trim().split("\n").map((line) => JSON.parse(line).custom_id)).toEqual(["b~failed", "c~lost"]);
});

test("a draft that is being written is not lost by it", async ({ page, account }) => {
  const batch = await batchOf(account, ["a~good", "b~failed"]);
  await enter(page, account);
  await toComposer(page);
  await paste(page, jsonl(request("mine")));
  await page.getByLabel("Description").fill("Mine");
  await toResults(page, batch);
  await page.getByRole("button", { name: "Send 1 row again" }).click();
  await expect(page.getByTestId("source-name")).toContainText("evening.again.jsonl");
  await expect(page.getByLabel("Description")).toHaveValue("Mine");
  await source(page, "Pasted JSONL").check();
  await expect(page.getByLabel("JSONL", { exact: true })).toHaveValue(/mine/);
  await submitButton(page).click();
  await submitted(page);
  const [, made] = await batches(account);
  expect(made.metadata.quartermaster_parent).toBeUndefined();
});

test("a repair of what cannot be found says whom it repairs", async ({ page, account }) => {
  const batch = await batchOf(account, ["a~good"], { metadata: { quartermaster_parent: "batch_gone" } });
  await openResults(page, account, batch);
  await expect(page.getByText("It repairs batch_gone, which is not in the list of batches.")).toBeVisible();
  await listed(page, 1);
  await expect(rows(page)).toHaveCount(1);
});
