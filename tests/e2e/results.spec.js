// The results of a batch: fetched, joined with its input, looked at, taken home.
import { axe, expect, test } from "./fixtures.js";
import { request } from "./compose.js";
import { enter, go, listed, rows } from "./inside.js";
import { batchOf, content, download, expiredBatchOf, found, jsonRequest, openResults, resultsLink, takeHome } from "./results.js";
import { chip, row, search, shownIds, tick } from "./table.js";

const drawer = (page) => page.getByTestId("drawer");
const fact = (page, words) => found(page).getByRole("button", { name: words });

test.beforeEach(async ({ account }) => account.reset({ files: 0, stores: 0, batches: 0 }));

test("results have a page: from the table, from the details, by its address, and back", async ({ page, account, complaints }) => {
  complaints.expect(resultsLink);
  const ids = Array.from({ length: 30 }, (_, n) => `${n}~good`);
  const batch = await batchOf(account, ids, { metadata: { description: "Evening" } });
  await page.goto("/");
  await enter(page, account, { keep: "For this session" });
  await go(page, "Batches");
  await row(page, batch.id).getByRole("gridcell").nth(1).click();
  await drawer(page).getByRole("link", { name: "Open the results" }).click();
  await expect(page.getByRole("heading", { name: "Results of Evening", level: 1 })).toBeVisible();
  await expect(page).toHaveTitle("Evening · Quartermaster");
  await expect(page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Batches" })).toHaveAttribute("aria-current", "true");
  await listed(page, 30);
  // The answers came in another order than the requests.
  const answered = (await content(account, batch.output_file_id)).trim().split("\n").map((line) => JSON.parse(line).custom_id);
  expect(answered).not.toEqual(ids);
  expect(await shownIds(page)).toEqual(ids);
  await expect(found(page)).toContainText("30 of 30 answered");
  await expect(found(page)).toContainText("Every request has one answer");
  await axe(page);
  await page.reload();
  await listed(page, 30);
  await page.goBack();
  await expect(drawer(page)).toBeVisible();
  await openAgain(page, batch);
});

async function openAgain(page, batch) {
  await page.goForward();
  await expect(page).toHaveURL(new RegExp(`/batches/${batch.id}`));
  await listed(page, 30);
}

test("what is odd is found and counted, and each fact is a way to its rows", async ({ page, account }) => {
  const fates = { lost: 3, twice: 2, inside: 4, truncated: 5, refused: 6, empty: 7, words: 8, failed: 9, good: 10 };
  const ids = Object.entries(fates).flatMap(([fate, count]) => Array.from({ length: count }, (_, n) => `${n}~${fate}`));
  const batch = await batchOf(account, ids.map((id) => jsonRequest(id)));
  await openResults(page, account, batch);
  await listed(page, ids.length);
  await expect(found(page)).toContainText(`${ids.length - 3 - 4 - 9} of ${ids.length} answered`);
  const facts = {
    "3 in neither file": "lost",
    "2 answered more than once": "twice",
    "4 errors within the output": "inside",
    "5 cut off at the limit of tokens": "truncated",
    "6 refused by the model": "refused",
    "7 without a word": "empty",
    "8 not the JSON asked for": "words",
  };
  for (const [words, fate] of Object.entries(facts)) {
    await fact(page, words).click();
    await expect(rows(page)).toHaveCount(fates[fate]);
    await expect(fact(page, words)).toHaveAttribute("aria-pressed", "true");
    expect(await shownIds(page)).toEqual(ids.filter((id) => id.endsWith(`~${fate}`)));
  }
  await fact(page, "8 not the JSON asked for").click();
  await listed(page, ids.length);
  await expect(found(page)).toContainText("2 lines for ids that had one");

  // Errors that say the same are one line; together they are all that failed.
  const causes = found(page).locator(".cause");
  const counts = (await causes.locator("strong").allTextContents()).map(Number);
  expect(counts.reduce((sum, count) => sum + count)).toBe(fates.inside + fates.failed);
  await causes.first().click();
  await expect(rows(page)).toHaveCount(counts[0]);
  await chip(page, "Failed").click();
  await expect(rows(page)).toHaveCount(counts[0]);
  await search(page, "status>=400 status<500");
  for (const text of await rows(page).allTextContents()) expect(text).toContain("Failed");
  await search(page, "finish:length tokens:none");
  await expect(page.getByText("there is no field “tokens”")).toBeVisible();
  await search(page, "output>0 -outcome:done");
  await expect(page.getByTestId("count")).toHaveText(`${5 + 6 + 7 + 8} of ${ids.length} shown`);
  await axe(page);
});

test("the files are handed over as they are", async ({ page, account }) => {
  const batch = await batchOf(account, ["a~good", "b~failed"], { name: "a b.jsonl" });
  await openResults(page, account, batch);
  for (const [word, id, name] of [
    ["input", batch.input_file_id, "a b.jsonl"],
    ["output", batch.output_file_id, `${batch.id}_output.jsonl`],
    ["errors", batch.error_file_id, `${batch.id}_error.jsonl`],
  ]) {
    const file = await download(page, () => page.getByRole("button", { name: `Download the ${word} as it is` }).click());
    expect(file).toEqual({ name, text: await content(account, id) });
  }
});

test("a row shows request and response side by side, and stands in the address", async ({ page, account, complaints }) => {
  complaints.expect(resultsLink);
  const batch = await batchOf(account, ["a~good", "b~failed", "c~lost"]);
  await page.goto("/");
  await enter(page, account, { keep: "For this session" });
  await go(page, "Batches");
  await row(page, batch.id).getByRole("gridcell").nth(1).click();
  await drawer(page).getByRole("link", { name: "Open the results" }).click();
  await row(page, "a~good").getByRole("gridcell").nth(1).click();
  await expect(drawer(page).getByLabel("Request", { exact: true })).toContainText('"content": "Say a~good"');
  await expect(drawer(page).getByLabel("Response", { exact: true })).toContainText('"finish_reason": "stop"');
  const answer = JSON.parse((await content(account, batch.output_file_id)).trim()).response.body.choices[0].message.content;
  await expect(drawer(page).getByLabel("Answer", { exact: true })).toHaveText(answer);
  await expect(page).toHaveURL(/open=a~good/);
  await drawer(page).getByRole("button", { name: "Next" }).click();
  await expect(drawer(page).getByLabel("Response", { exact: true })).toContainText('"status_code": ');
  await axe(page);
  await drawer(page).getByRole("button", { name: "Next" }).click();
  await expect(drawer(page)).toContainText("There is no line for it in the files.");
  await page.reload();
  await expect(drawer(page)).toContainText("There is no line for it in the files.");
  await page.keyboard.press("Escape");
  await expect(drawer(page)).toHaveCount(0);
});

test("joined rows go home in the order of the input, and nothing in them is a formula", async ({ page, account }) => {
  const ids = ["=1+1~good", ...Array.from({ length: 60 }, (_, n) => `${n}~good`), "late~lost", "no~failed"];
  const batch = await batchOf(account, ids);
  await openResults(page, account, batch);
  await listed(page, ids.length);
  const csv = await takeHome(page, "CSV");
  expect(csv.name).toContain(`${batch.id.replaceAll("_", "_")}-results`);
  const lines = csv.text.trimEnd().split("\r\n");
  expect(lines[0]).toBe("custom_id,outcome,status_code,finish_reason,input_tokens,output_tokens,answer,error_code,error_message");
  expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(["'=1+1~good", ...ids.slice(1)]);
  const answers = new Map(
    (await content(account, batch.output_file_id)).trim().split("\n").map((line) => {
      const { custom_id, response } = JSON.parse(line);
      return [custom_id, response.body.choices[0].message.content];
    }),
  );
  const objects = (await takeHome(page, "JSONL")).text.trim().split("\n").map((line) => JSON.parse(line));
  expect(objects.map(({ custom_id }) => custom_id)).toEqual(ids);
  expect(objects.slice(0, -2).map(({ answer }) => answer)).toEqual(ids.slice(0, -2).map((id) => answers.get(id)));
  expect(objects.slice(-2).map(({ outcome }) => outcome)).toEqual(["missing", "failed"]);
  expect((await takeHome(page, "Markdown")).text).toContain(`## 7~good\n\n${answers.get("7~good")}\n\n`);

  // Those chosen, in the same order however they were chosen.
  await search(page, "id:1~good or id:5~good");
  await tick(row(page, "5~good")).click();
  await tick(row(page, "1~good")).click();
  const chosen = await takeHome(page, "JSONL", "last");
  expect(chosen.text.trim().split("\n").map((line) => JSON.parse(line).custom_id)).toEqual(["1~good", "5~good"]);
});

const goneFile = /status of 404.*\/content\)$/;

test("without its input, the answers stand alone, and that is said", async ({ page, account, complaints }) => {
  complaints.expect(goneFile);
  const batch = await batchOf(account, ["a~good", "b~good", "c~lost"]);
  await account.api("DELETE", `/files/${batch.input_file_id}`);
  await openResults(page, account, batch);
  await expect(page.getByText("The input file has expired or was deleted.")).toBeVisible();
  await listed(page, 2);
  await expect(page.getByRole("button", { name: /^Send .* again$/ })).toHaveCount(0);
  await row(page, "a~good").getByRole("gridcell").nth(1).click();
  await expect(drawer(page)).toContainText("The input file is not there.");
});

test("what was answered in a file that is gone is not taken for lost", async ({ page, account, complaints }) => {
  complaints.expect(goneFile);
  const batch = await batchOf(account, ["a~good", "b~good", "c~failed"]);
  await account.api("DELETE", `/files/${batch.output_file_id}`);
  await openResults(page, account, batch);
  await expect(page.getByText("A file of answers has expired or was deleted.")).toBeVisible();
  await listed(page, 3);
  await expect(page.getByRole("button", { name: "Send 1 row again" })).toBeVisible();
});

test("the way can be stopped and taken up; what fails is said with its reason", async ({ page, account, complaints }) => {
  complaints.expect(/status of 500.*content/);
  const batch = await batchOf(account, ["a~good", "b~good"]);
  await enter(page, account);
  await account.settings({ latency_ms: 3_000 });
  const open = page.getByRole("navigation", { name: "Screens" }).getByRole("link", { name: "Batches" });
  await open.click();
  await tick(row(page, batch.id)).click();
  await page.getByRole("link", { name: "Open the results" }).click();
  await expect(page.getByTestId("working")).toContainText("Fetching the input");
  await page.getByTestId("working").getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByTestId("working")).toHaveCount(0);
  await account.settings({ latency_ms: 0 });
  await account.faults([{ method: "GET", path: `/files/${batch.output_file_id}/content`, kind: { status: { status: 500 } } }]);
  await page.getByRole("button", { name: /^Fetch and read the files/ }).click();
  await expect(page.getByRole("alert")).toContainText("The API had an error of its own");
  await account.faults([]);
  await page.getByRole("button", { name: "Try again" }).click();
  await listed(page, 2);
  // What had come was not asked for again.
  const asked = (await account.log()).filter(({ path, status }) => path.endsWith(`${batch.input_file_id}/content`) && status === 200);
  expect(asked.length).toBeLessThanOrEqual(2);
});

test("what is large waits for a yes", async ({ page, account }) => {
  test.setTimeout(60_000);
  const prompt = "x".repeat(90_000);
  const large = (n) => {
    const { body, ...rest } = request(`${n}~good`);
    return { ...rest, body: { ...body, messages: [{ role: "user", content: prompt }] } };
  };
  const batch = await batchOf(account, Array.from({ length: 300 }, (_, n) => large(n)));
  await openResults(page, account, batch);
  const begin = page.getByRole("button", { name: /^Fetch and read the files \(2\d(\.\d+)? MB\)$/ });
  await expect(begin).toBeVisible();
  expect((await account.log()).filter(({ path }) => path.endsWith("/content"))).toEqual([]);
  await begin.click();
  await listed(page, 300);
  await row(page, "0~good").getByRole("gridcell").nth(1).click();
  await expect(drawer(page).getByLabel("Request", { exact: true })).toContainText("xxxx");
});

test("a batch that goes on or was refused says so, and results come when it has ended", async ({ page, account }) => {
  const refused = await batchOf(account, ["a~good", "a~good"], { seconds: 5 });
  await account.settings({ row_ms: 30_000 });
  const running = await batchOf(account, ["a~good"], { seconds: 5 });
  expect([running.status, refused.status]).toEqual(["in_progress", "failed"]);
  await openResults(page, account, refused);
  await expect(page.getByRole("alert")).toContainText("was refused as a whole");
  await expect(page.getByRole("alert")).toContainText("Line 2");
  await go(page, "Batches");
  await tick(row(page, refused.id)).click();
  await tick(row(page, running.id)).click();
  await page.getByRole("link", { name: "Open the results" }).click();
  await expect(page.getByText("The batch has not ended yet")).toBeVisible();
  await account.advance(60);
  await go(page, "Batches");
  await page.getByRole("main").getByRole("button", { name: "Refresh" }).click();
  await expect(row(page, running.id)).toContainText("Completed");
  await page.getByRole("link", { name: "Open the results" }).click();
  await listed(page, 1);
});

test("rows that nobody got round to are told from those that failed", async ({ page, account }) => {
  const batch = await expiredBatchOf(account, ["a~good", "b~failed", "c~good", "d~good"], 2);
  await openResults(page, account, batch);
  await listed(page, 4);
  await expect(found(page)).toContainText("1 of 4 answered");
  await chip(page, "Expired").click();
  expect(await shownIds(page)).toEqual(["c~good", "d~good"]);
});

test("fifty thousand rows are joined, found and taken home", async ({ page, account }) => {
  test.setTimeout(90_000);
  const ids = Array.from({ length: 50_000 }, (_, n) => `${n}~${n % 1_000 === 0 ? "truncated" : "good"}`);
  const batch = await batchOf(account, ids, { seconds: 3_000 });
  await openResults(page, account, batch);
  await page.getByRole("button", { name: /^Fetch and read the files/ }).click();
  await expect(page.getByTestId("count")).toHaveText("50,000 in all", { timeout: 30_000 });
  await fact(page, "50 cut off at the limit of tokens").click();
  expect(await shownIds(page)).toEqual(ids.filter((id) => id.endsWith("truncated")));
  const lines = (await takeHome(page, "CSV")).text.trimEnd().split("\r\n").slice(1);
  expect(lines.map((line) => line.slice(0, line.indexOf(",")))).toEqual(ids);
});
