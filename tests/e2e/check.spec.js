// A batch file is checked in a worker before anything is sent: what is wrong, where, and what can be mended.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { check, checkDialog, file, found, jsonl, request, verdict } from "./compose.js";
import { axe, expect, test } from "./fixtures.js";
import { enter, go } from "./inside.js";
import { sent } from "./run.js";
import { drag, sparse } from "./upload.js";

async function open(page, account, options) {
  await account.reset({ files: 5, stores: 0, batches: 5 });
  await enter(page, account, options);
  await go(page, "Batches");
}

test("a good file is called so, with what it holds", async ({ page, account }) => {
  await open(page, account);
  await check(page, file("good.jsonl", jsonl(...[1, 2, 3].map((n) => request(`row-${n}`)))));
  const dialog = checkDialog(page);
  await expect(verdict(dialog)).toHaveText("No problem found");
  await expect(dialog.getByTestId("requests")).toHaveText("3");
  await expect(dialog).toContainText("/v1/chat/completions");
  await expect(dialog).toContainText("gpt-5-mini");
  await expect(dialog).toContainText("up to 300 tokens");
  await expect(dialog.getByTestId("cost")).toHaveText(/^\$0\.0001 to \$0\.0003$/);
  await dialog.getByLabel("Dollars for a million tokens answered").fill("2000");
  await expect(dialog.getByTestId("cost")).toHaveText(/to \$0\.30$/);
  await expect(dialog).toContainText("Prices as of 2026-");
  await axe(page);
  expect(await sent(account, "POST", "/files"), "nothing was sent").toEqual([]);
});

test("each kind of problem is counted, with its first lines, which can be looked at", async ({ page, account }) => {
  await open(page, account);
  const bad = `{"custom_id":"x","method":"POST","url":"/v1/chat/completions","body":{oops`;
  const twice = Array.from({ length: 30 }, () => request("same"));
  const text = jsonl(request("a"), bad, request("b", { method: "GET" }), "", request("c", { body: {} }), ...twice);
  await check(page, file("odd.jsonl", text));
  const dialog = checkDialog(page);
  await expect(verdict(dialog)).toContainText("would fail");
  await expect(found(dialog, "NotJson")).toContainText(/^Not JSON\..*1 line/);
  await expect(found(dialog, "MethodNotPost")).toContainText("1 line");
  await expect(found(dialog, "ModelMissing")).toContainText("1 line");
  await expect(found(dialog, "Blank")).toContainText("1 line");
  await expect(found(dialog, "IdDuplicate")).toContainText("29 lines, the first 20 are:");
  await expect(found(dialog, "IdDuplicate").getByRole("button")).toHaveCount(20);
  await found(dialog, "NotJson").getByRole("button", { name: "Show line 2" }).click();
  await expect(dialog.getByTestId("line")).toHaveText(`${bad.replace("oops", "⟨!⟩oops")}`);
  await found(dialog, "IdDuplicate").getByRole("button", { name: "Show line 7" }).click();
  await expect(dialog.getByRole("heading", { name: "Line 7" })).toBeVisible();
  await expect(dialog.getByTestId("line")).toHaveText(JSON.stringify(request("same")));
  await axe(page);
});

test("what can be mended is written into a new file, which is checked again", async ({ page, account }, info) => {
  await open(page, account);
  const path = info.outputPath("mine.jsonl");
  const text = `\uFEFF${jsonl(request("a"), "", request("a"), request("b", { url: "/v1/responses" }))}`;
  writeFileSync(path, text);
  await check(page, path);
  const dialog = checkDialog(page);
  await expect(found(dialog, "Mark")).toBeVisible();
  await expect(found(dialog, "UrlMixed")).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Remove blank lines" }).uncheck();
  await dialog.getByRole("button", { name: "Write the mended file" }).click();
  await expect(dialog.getByTestId("mended")).toContainText("1 mark removed, 1 id given, 1 url set");
  await expect(verdict(dialog)).toContainText("Nothing that the API refuses for certain");
  await expect(found(dialog, "Blank")).toBeVisible();
  await dialog.getByRole("button", { name: "Write the mended file" }).click();
  await expect(verdict(dialog)).toHaveText("No problem found");
  const saving = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Save it" }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe("mine.mended.jsonl");
  const mended = readFileSync(await saved.path(), "utf8");
  expect(mended).toBe(jsonl(request("a"), { ...request("a"), custom_id: "a-2" }, request("b")));
  expect(readFileSync(path, "utf8"), "the person's own").toBe(text);
});

test("a file can be dropped on the list, and the check ends at once when it is stopped", async ({ page, account }, info) => {
  await open(page, account);
  const heading = page.getByRole("heading", { name: "Batches", level: 1 });
  const dataTransfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(["{}\n"], "dropped.jsonl"));
    return data;
  });
  for (const event of ["dragenter", "dragover", "drop"]) await heading.dispatchEvent(event, { dataTransfer });
  await expect(checkDialog(page)).toContainText("dropped.jsonl");
  await expect(verdict(checkDialog(page))).toContainText("would fail");
  await checkDialog(page).getByRole("button", { name: "Close" }).click();
  await expect(checkDialog(page)).toHaveCount(0);

  await check(page, sparse(info, "huge.jsonl", 6_000_000_000));
  await expect(checkDialog(page).getByRole("progressbar")).toBeVisible();
  await expect.poll(() => page.workers().length).toBe(1);
  await checkDialog(page).getByRole("button", { name: "Stop" }).click();
  await expect(checkDialog(page)).toContainText("of the part that was read");
  await expect.poll(() => page.workers().length).toBe(0);
});

test("a file that is gone says so", async ({ page, account, complaints }, info) => {
  complaints.expect(/ERR_UPLOAD_FILE_CHANGED|ERR_FILE_NOT_FOUND|net::ERR/);
  await open(page, account);
  const path = info.outputPath("mine.jsonl");
  writeFileSync(path, jsonl(request("a"), "{oops"));
  await check(page, path);
  await expect(found(checkDialog(page), "NotJson")).toBeVisible();
  rmSync(path);
  await found(checkDialog(page), "NotJson").getByRole("button").click();
  await expect(checkDialog(page).getByRole("alert")).toContainText("can no longer be read");
});

test("a worker's program that was changed on its way is not run", async ({ page, account, complaints }) => {
  complaints.expect(/integrity|Integrity|digest/);
  await page.route(/\/checker-\w+\.wasm$/, async (route) => {
    const answer = await route.fetch();
    const body = Buffer.concat([await answer.body(), Buffer.from([0, 2, 1, 97])]);
    await route.fulfill({ response: answer, body });
  });
  await open(page, account);
  await check(page, file("good.jsonl", jsonl(request("a"))));
  await expect(checkDialog(page).getByRole("alert")).toContainText("did not start or broke");
  await page.unrouteAll();
  await checkDialog(page).getByRole("button", { name: "Close" }).click();
  await check(page, file("good.jsonl", jsonl(request("a"))));
  await expect(verdict(checkDialog(page))).toHaveText("No problem found");
});

test("it works where the page is served from a folder, and nothing of it is loaded before", async ({ page, account, requested }) => {
  await account.reset({ files: 1, stores: 0, batches: 1 });
  await page.goto("/sub/");
  await enter(page, account);
  await go(page, "Batches");
  expect(requested.filter((url) => /checker/.test(url))).toEqual([]);
  await check(page, file("good.jsonl", jsonl(request("a"))));
  await expect(verdict(checkDialog(page))).toHaveText("No problem found");
  expect(requested.filter((url) => /\/sub\/checker-\w+\.(js|wasm)$/.test(url))).toHaveLength(2);
});

test("the worker starts where the host sends the policy as a header too", async ({ page, baseURL }) => {
  const policy = readFileSync(new URL("../../src/_headers", import.meta.url), "utf8").match(/Policy: (.+)$/m)[1];
  await page.route(`${baseURL}/**`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "content-security-policy": policy } });
  });
  await page.goto("/");
  await page.getByRole("button", { name: "Explore the demo account" }).click();
  await go(page, "Batches");
  await check(page, file("good.jsonl", jsonl(request("a"))));
  await expect(verdict(checkDialog(page))).toHaveText("No problem found");
});
