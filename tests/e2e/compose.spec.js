// A batch is composed of many things; what is entered is not lost.
import {
  asked,
  batches,
  file,
  found,
  jsonl,
  lines,
  openComposer,
  paste,
  request,
  source,
  submission,
  submitButton,
  submitted,
  toComposer,
  verdict,
} from "./compose.js";
import { axe, expect, test } from "./fixtures.js";
import { enter } from "./inside.js";
import { sent } from "./run.js";

test("pasted requests become a batch with its description, metadata and expiry", async ({ page, account }) => {
  await openComposer(page, account);
  await expect(submitButton(page)).toHaveAttribute("aria-disabled", "true");
  await paste(page, jsonl(request("a"), request("b")));
  await page.getByLabel("Description").fill("Nightly");
  await page.getByRole("button", { name: "Add an entry" }).click();
  await page.getByLabel("Key 1").fill("team");
  await page.getByLabel("Value 1").fill("search");
  await page.getByLabel("Results expire").selectOption("7");
  await axe(page);
  await submitButton(page).click();
  await submitted(page);
  await axe(page);
  const [batch, ...others] = await batches(account);
  expect(others).toEqual([]);
  expect(batch).toMatchObject({ endpoint: "/v1/chat/completions", metadata: { batch_description: "Nightly", team: "search" } });
  expect(Object.keys(batch.metadata)).toHaveLength(3);
  expect(await lines(account, batch.input_file_id)).toEqual([request("a"), request("b")]);
  const create = (await account.log()).find(({ method, path, origin }) => origin && method === "POST" && path === "/batches");
  expect(create).toBeDefined();
  await submission(page).getByRole("button", { name: `Open ${batch.id}` }).click();
  await expect(page.getByRole("complementary").getByText("Nightly").first()).toBeVisible();
});

test("each row of a table fills in a template", async ({ page, account }) => {
  await openComposer(page, account);
  await source(page, "A table").check();
  const table = "id;title;text\n7;One;first text\n8;Two;\"second; text\"\n9;Three\n";
  await page.getByTestId("source-input").setInputFiles(file("table.csv", table));
  await expect(page.getByTestId("columns")).toHaveText("{{id}}{{title}}{{text}}");
  await page.getByLabel("Endpoint").selectOption("/v1/responses");
  await page.getByLabel("Model").fill("gpt-5-mini");
  await page.getByLabel("System text").fill("Be brief about {{title}}.");
  await page.getByLabel("User text").fill("Summarise: {{text}} {{nothing}}");
  await expect(page.getByText("No such column, so it is sent as it stands: nothing")).toBeVisible();
  await page.getByLabel("User text").fill("Summarise: {{text}}");
  await page.getByLabel("custom_id").selectOption("id");
  await page.getByLabel("Parameters").fill('{"model": 1}');
  await expect(page.getByText("“model” is set above; remove it from the parameters.")).toBeVisible();
  await page.getByLabel("Parameters").fill('{"max_output_tokens": 50}');
  await expect(page.getByTestId("made")).toHaveText("3 requests made");
  await expect(page.getByText("1 row has more or fewer values than there are columns")).toBeVisible();
  await submitButton(page).click();
  await submitted(page);
  const [{ input_file_id }] = await batches(account);
  const body = (title, text) => ({
    model: "gpt-5-mini",
    instructions: `Be brief about ${title}.`,
    input: `Summarise: ${text}`,
    max_output_tokens: 50,
  });
  expect(await lines(account, input_file_id)).toEqual([
    { custom_id: "7", method: "POST", url: "/v1/responses", body: body("One", "first text") },
    { custom_id: "8", method: "POST", url: "/v1/responses", body: body("Two", "second; text") },
    { custom_id: "9", method: "POST", url: "/v1/responses", body: body("Three", "") },
  ]);
});

test("each line of a list is a prompt", async ({ page, account }) => {
  await openComposer(page, account);
  await source(page, "A list of prompts").check();
  await page.getByRole("textbox", { name: "Prompts" }).fill("Say one\n\nSay “two”\n");
  await page.getByLabel("Model").fill("gpt-5-mini");
  await expect(page.getByTestId("made")).toHaveText("2 requests made");
  await submitButton(page).click();
  await submitted(page);
  const [{ input_file_id }] = await batches(account);
  const contents = (await lines(account, input_file_id)).map(({ body }) => body.messages.at(-1).content);
  expect(contents).toEqual(["Say one", "Say “two”"]);
});

test("a file of the account is inspected, and sent without another upload", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { id } = await account.addFile("stored.jsonl", jsonl(request("a")), "batch");
  await enter(page, account);
  await toComposer(page);
  await source(page, "A file in the account").check();
  await page.getByLabel("File", { exact: true }).selectOption(id);
  await expect(verdict(page)).toHaveText("No problem found");
  await submitButton(page).click();
  await submitted(page);
  expect((await batches(account)).map(({ input_file_id }) => input_file_id)).toEqual([id]);
  expect(await sent(account, "POST", "/files")).toEqual([]);
});

test("more than a batch may hold becomes several, in order", async ({ page, account }) => {
  test.setTimeout(60_000);
  await openComposer(page, account);
  const line = (n) => ({ custom_id: `${n}`, method: "POST", url: "/v1/embeddings", body: { model: "m", input: "x" } });
  const all = Array.from({ length: 50_002 }, (_, n) => line(n));
  await page.getByTestId("source-input").setInputFiles(file("many.jsonl", jsonl(...all)));
  await expect(found(page, "TooManyRequests")).toBeVisible();
  await expect(page.getByText("Too much for one batch")).toBeVisible();
  await page.getByLabel("Description").fill("Many");
  await page.getByRole("button", { name: "Split and submit" }).click();
  await submitted(page, 2);
  const [first, second] = (await batches(account)).toSorted((a, b) =>
    a.metadata.batch_description.localeCompare(b.metadata.batch_description),
  );
  expect([first, second].map(({ metadata }) => metadata.batch_description)).toEqual(["Many (1 of 2)", "Many (2 of 2)"]);
  expect([...(await lines(account, first.input_file_id)), ...(await lines(account, second.input_file_id))]).toEqual(all);
  expect(await lines(account, second.input_file_id)).toHaveLength(2);
});

test("metadata is checked as it is typed", async ({ page, account }) => {
  await openComposer(page, account);
  await paste(page, jsonl(request("a")));
  const add = page.getByRole("button", { name: "Add an entry" });
  for (let n = 1; n <= 15; n += 1) {
    await add.click();
    await page.getByLabel(`Key ${n}`, { exact: true }).fill(`key-${n}`);
  }
  await expect(add).toBeDisabled();
  await expect(submitButton(page)).not.toHaveAttribute("aria-disabled");
  await page.getByLabel("Description").fill("One too many");
  await expect(page.getByText("Too many entries")).toBeVisible();
  await expect(submitButton(page)).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("button", { name: "Remove entry 15" }).click();
  await expect(page.getByText("Too many entries")).toHaveCount(0);
  for (const [key, words] of [
    ["", "The key is missing."],
    ["x".repeat(65), "longer than 64"],
    ["key-1", "This key stands there twice."],
    ["quartermaster_submission", "The page sets this key itself."],
  ]) {
    await page.getByLabel("Key 2", { exact: true }).fill(key);
    await expect(page.getByText(words)).toBeVisible();
    await expect(submitButton(page)).toHaveAttribute("aria-disabled", "true");
  }
  await page.getByLabel("Key 2", { exact: true }).fill("key-2");
  await submitButton(page).click();
  await submitted(page);
  expect(Object.keys((await batches(account))[0].metadata)).toHaveLength(16);
});

test("a file with errors is submitted only by somebody who wants that", async ({ page, account }) => {
  await openComposer(page, account);
  await paste(page, jsonl(request("a"), request("a")), "would fail");
  await expect(page.getByText("Mend the errors first")).toBeVisible();
  await submitButton(page).click({ force: true });
  expect(await asked(account)).toBe(0);
  await page.getByRole("button", { name: "Write the mended file" }).click();
  await expect(verdict(page)).toHaveText("No problem found");
  await submitButton(page).click();
  await submitted(page);
  const [{ input_file_id }] = await batches(account);
  expect((await lines(account, input_file_id)).map(({ custom_id }) => custom_id)).toEqual(["a", "a-2"]);
});

test("a draft is found again after a reload, its file too, until it is thrown away", async ({ page, account }) => {
  await openComposer(page, account, { keep: "For this session" });
  await page.getByTestId("source-input").setInputFiles(file("mine.jsonl", jsonl(request("a"), request("b"))));
  await expect(verdict(page)).toHaveText("No problem found");
  await page.getByLabel("Description").fill("Not yet");
  await page.getByRole("button", { name: "Add an entry" }).click();
  await page.getByLabel("Key 1").fill("team");
  // Long enough for the last letter to be kept.
  await page.waitForTimeout(600);
  await page.goto("/");
  await toComposer(page);
  await expect(page.getByTestId("source-name")).toContainText("mine.jsonl");
  await expect(verdict(page)).toHaveText("No problem found");
  await expect(page.getByTestId("requests")).toHaveText("2");
  await expect(page.getByLabel("Description")).toHaveValue("Not yet");
  await expect(page.getByLabel("Key 1")).toHaveValue("team");

  await page.getByRole("button", { name: "Throw away" }).click();
  const dialog = page.getByRole("dialog", { name: "Throw this draft away?" });
  await dialog.getByRole("button", { name: "Throw away" }).click();
  await expect(page.getByLabel("Description")).toHaveValue("");
  await page.waitForTimeout(600);
  await page.goto("/");
  await toComposer(page);
  await expect(page.getByLabel("Description")).toHaveValue("");
  await expect(page.getByTestId("source-name")).toHaveCount(0);
});
