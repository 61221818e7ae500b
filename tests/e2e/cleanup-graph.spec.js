// Who uses what: said in a sentence, read once and then by difference, and never called unused while anything is missing.
import { axe, expect, test } from "./fixtures.js";
import { catchUp, cleanUp, finding, graph, plant, review } from "./cleanup.js";
import { enter, go, listed } from "./inside.js";
import { row, search, shownIds } from "./table.js";

const readStores = async (account) =>
  (await account.log()).filter(({ path, origin }) => origin && /^\/vector_stores\/vs_[^/]+\/files$/.test(path));

test("one store that refuses: nothing is called unused, and the page says which and why", async ({ page, account, complaints }) => {
  const { file, store } = await plant(account);
  await catchUp(page, account);
  complaints.expect(/status of 403/);
  const refusal = { status: 403, message: "Not for this key." };
  await account.faults([{ method: "GET", path: `/vector_stores/${store.two}/files`, kind: { status: refusal } }]);
  await enter(page, account);
  await go(page, "Clean-up");
  await expect(graph(page)).toContainText("Not everything could be read, so nothing is called unused");
  await expect(graph(page)).toContainText("Not read: the list of the files of “Store two”");
  await expect(finding(page, "Unused files")).toContainText("Known once everything was read");
  await expect(finding(page, "Unused files").getByRole("button")).toHaveAttribute("aria-disabled", "true");
  await axe(page);

  await go(page, "Files");
  await search(page, "is:unused");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await expect(page.getByText("This view shows nothing before it is known what uses every file.")).toBeVisible();
  await search(page, "nobody");
  await row(page, file.unused).getByText("nobody.txt").click();
  const uses = page.getByTestId("uses");
  await expect(uses).toContainText("Uploaded for assistants");
  await expect(uses).toContainText("Not known: 1 vector store could not be read, so nothing is called unused.");

  // What is missing comes, and the rest is not read again.
  await account.faults([]);
  const before = (await readStores(account)).length;
  await go(page, "Clean-up");
  await expect(graph(page)).toContainText("It is known what uses what: 3 vector stores and all batches");
  await expect(finding(page, "Unused files")).toContainText("2 files");
  expect((await readStores(account)).slice(before).map(({ path }) => path.split("/")[2])).toEqual([store.two]);
});

test("a file says why it is there, and the view shows what nothing uses", async ({ page, account }) => {
  const { file, store } = await plant(account);
  await catchUp(page, account);
  await enter(page, account);
  await search(page, "is:unused");
  await expect(page.getByText("This view shows nothing before it is known what uses every file.")).toBeVisible();
  await graph(page).getByRole("button", { name: "Find out" }).click();
  await expect(graph(page)).toContainText("It is known what uses what");
  expect((await shownIds(page)).sort()).toEqual([file.unused, file.stray].sort());
  const uses = page.getByTestId("uses");
  const told = async (name, ...sentences) => {
    await search(page, `"${name}"`);
    await page.getByRole("grid").getByText(name, { exact: true }).click();
    for (const sentence of sentences) await expect(uses).toContainText(sentence);
  };
  await told("nobody.txt", "Uploaded for assistants 4 days ago, in no vector store.", "Unused: no vector store holds it");
  await told("shared.txt", "in 2 vector stores.", "In use: vector stores hold it.", store.one, store.two);
  await told("input.jsonl", "Input of batch", "which is still running", "In use: a batch that has not ended needs it.");
  await told("responses.txt", "Cannot be proven unused: of files for user_data the API does not show every use.");
  await told("fresh.txt", "Too new to be called unused: it is younger than 48 hours.");

  // The grace period is the person's to choose.
  await page.getByTestId("drawer").getByRole("button", { name: "Close" }).click();
  await go(page, "Settings");
  await page.getByLabel("Hours").fill("0");
  await page.getByRole("form", { name: "Grace period" }).getByRole("button").click();
  await go(page, "Files");
  await search(page, "used:no");
  await expect(page.getByTestId("count")).toHaveText(/^3 of/);
});

test("after a reload only what changed is read again, and another account has nothing of it", async ({ page, account }) => {
  const { file, store } = await plant(account);
  await catchUp(page, account);
  await enter(page, account);
  await cleanUp(page);
  expect((await readStores(account)).length).toBe(3);
  await account.advance(60);
  await account.api("DELETE", `/vector_stores/${store.two}/files/${file.other}`);
  const before = (await readStores(account)).length;
  await page.goto("/");
  await enter(page, account);
  await cleanUp(page);
  const read = (await readStores(account)).slice(before).map(({ path }) => path.split("/")[2]);
  expect(read).toEqual([store.two]);
  await expect(finding(page, "Unused files")).toContainText("3 files");
});

test("reading can be stopped, goes on where it was, and a finding leads to the table that proves it", async ({ page, account }) => {
  await account.reset({ files: 600, stores: 40, batches: 10, seed: 4 });
  await account.faults([{ method: "GET", path: "/vector_stores/", kind: { latency: { ms: 400 } } }]);
  await enter(page, account);
  await go(page, "Clean-up");
  await expect(graph(page)).toContainText(/Reading what uses what: ([5-9]|\d\d) of 40/);
  await graph(page).getByRole("button", { name: "Stop" }).click();
  await expect(graph(page)).toContainText(/\d+ vector stores are not read yet/);
  await expect(finding(page, "Unused files")).toContainText("Known once everything was read");
  await account.faults([]);
  await graph(page).getByRole("button", { name: "Read on" }).click();
  await expect(graph(page)).toContainText("It is known what uses what: 40 vector stores");

  const count = (await finding(page, "Empty vector stores").locator("strong").textContent()).match(/^[\d,]+/)[0];
  await finding(page, "Empty vector stores").getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Vector stores", level: 1 })).toBeVisible();
  await expect(page.getByTestId("count")).toHaveText(new RegExp(`^${count} of 40`));
  await expect(review(page, "Empty vector stores")).toHaveCount(0);
});
