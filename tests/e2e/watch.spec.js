// Batches that run are asked for again by themselves: only those, only while somebody wants it.
import { jsonl, request } from "./compose.js";
import { expect, test } from "./fixtures.js";
import { enter, go, listed } from "./inside.js";
import { sent } from "./run.js";
import { row } from "./table.js";

const looks = async (account) =>
  (await sent(account, "GET", "/batches/")).map(({ path }) => path.replace("/batches/", ""));

test("a batch that runs is followed to its end, and one that has ended is left alone", async ({ page, account }) => {
  await page.clock.install();
  await account.reset({ files: 5, stores: 0, batches: 5 });
  const input = await account.addFile("one.jsonl", jsonl(request("a")), "batch");
  const wanted = { input_file_id: input.id, endpoint: "/v1/chat/completions", completion_window: "24h" };
  const { id } = await account.api("POST", "/batches", wanted);
  await enter(page, account);
  await go(page, "Batches");
  await listed(page, 6);
  await expect(row(page, id)).toContainText("Validating");
  await account.advance(3_600);
  await page.clock.fastForward(31_000);
  await expect(row(page, id)).toContainText("Completed");
  expect(new Set(await looks(account))).toEqual(new Set([id]));

  const after = (await looks(account)).length;
  await page.clock.fastForward(130_000);
  await page.clock.fastForward(130_000);
  expect(await looks(account)).toHaveLength(after);
});

test("it can be switched off, which is remembered", async ({ page, account }) => {
  await page.clock.install();
  await account.settings({ row_ms: 60_000 });
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const input = await account.addFile("one.jsonl", jsonl(request("a")), "batch");
  const wanted = { input_file_id: input.id, endpoint: "/v1/chat/completions", completion_window: "24h" };
  await account.api("POST", "/batches", wanted);
  await enter(page, account, { keep: "For this session" });
  await go(page, "Batches");
  const button = page.getByRole("button", { name: "Follow running batches" });
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await button.click();
  await page.clock.fastForward(61_000);
  await page.clock.fastForward(61_000);
  await page.goto("/");
  await go(page, "Batches");
  await expect(button).toHaveAttribute("aria-pressed", "false");
  expect(await looks(account)).toEqual([]);
  await button.click();
  await page.clock.fastForward(61_000);
  await expect.poll(() => looks(account)).not.toEqual([]);
});
