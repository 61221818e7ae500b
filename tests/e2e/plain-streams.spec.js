// A browser whose streams have no byte mode (getReader({ mode: "byob" }) throws): files are read all the same.
import { check, checkDialog, file, found, jsonl, request, verdict } from "./compose.js";
import { expect, test } from "./fixtures.js";
import { enter, go, listed } from "./inside.js";
import { batchOf, content, found as facts, openResults, takeHome } from "./results.js";
import { shownIds } from "./table.js";

/** Runs in a worker before its own script. */
function takeAway() {
  const { getReader } = ReadableStream.prototype;
  ReadableStream.prototype.getReader = function plain(options) {
    if (options?.mode === "byob") throw new TypeError("This stream does not support BYOB readers");
    return getReader.call(this, options);
  };
}

// The workers are started from a blob, which the page's policy forbids.
test.use({ bypassCSP: true });

test.beforeEach(async ({ page }) => {
  await page.addInitScript((takeAway) => {
    window.workers = 0;
    window.Worker = class extends Worker {
      constructor(url) {
        window.workers += 1;
        super(URL.createObjectURL(new Blob([`(${takeAway})();importScripts(${JSON.stringify(String(url))});`])));
      }
    };
  }, String(takeAway));
});

const workers = (page) => page.evaluate(() => window.workers);

test("a file of several chunks is checked", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  await enter(page, account);
  await go(page, "Batches");
  const prompt = "é".repeat(2_000);
  const long = (id) => request(id, { body: { model: "gpt-5-mini", messages: [{ role: "user", content: prompt }] } });
  const lines = Array.from({ length: 1_500 }, (_, n) => long(`row-${n}`));
  await check(page, file("long.jsonl", jsonl(...lines, "{", long("row-7"))));
  const dialog = checkDialog(page);
  await expect(verdict(dialog)).toContainText("would fail");
  await expect(dialog.getByTestId("requests")).toHaveText("1,502");
  await expect(found(dialog, "NotJson").getByRole("button", { name: "Show line 1,501" })).toBeVisible();
  await expect(found(dialog, "IdDuplicate")).toContainText("1 line");
  expect(await workers(page)).toBeGreaterThan(0);
});

test("results are joined, found and taken home", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  await account.settings({ wordy: 3_000 });
  const ids = Array.from({ length: 900 }, (_, n) => `${n}~${n % 100 === 0 ? "truncated" : "good"}`);
  const batch = await batchOf(account, ids);
  await openResults(page, account, batch);
  await listed(page, 900);
  await expect(facts(page)).toContainText("900 of 900 answered");
  expect((await shownIds(page)).slice(0, 5)).toEqual(ids.slice(0, 5));
  const answers = new Map(
    (await content(account, batch.output_file_id)).trim().split("\n").map((line) => {
      const { custom_id, response } = JSON.parse(line);
      return [custom_id, response.body.choices[0].message.content];
    }),
  );
  const objects = (await takeHome(page, "JSONL")).text.trim().split("\n").map((line) => JSON.parse(line));
  expect(objects.map(({ custom_id, answer }) => [custom_id, answer])).toEqual(ids.map((id) => [id, answers.get(id)]));
  expect(await workers(page)).toBeGreaterThan(0);
});
