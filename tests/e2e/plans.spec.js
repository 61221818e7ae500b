// Plans: what goes along with a store, what breaks, and no plan at all where it cannot be known.
import { axe, expect, test } from "./fixtures.js";
import { enter, go, listed } from "./inside.js";
import { agree, ask, ids, job, question, report, sent } from "./run.js";
import { row, tick } from "./table.js";

/** Three stores: two share a file, one file is the input of a batch, one file is in no store. */
async function plant(account) {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const line = (n) =>
    JSON.stringify({ custom_id: `${n}`, method: "POST", url: "/v1/responses", body: { model: "gpt-5-mini", input: "x" } });
  const add = async (name) => (await account.addFile(name)).id;
  const file = {
    only: await add("only in one.txt"),
    shared: await add("shared.txt"),
    other: await add("only in two.txt"),
    free: await add("free.txt"),
    input: (await account.addFile("input.jsonl", `${line(1)}\n${line(2)}\n`, "batch")).id,
  };
  const make = async (name, file_ids) => (await account.api("POST", "/vector_stores", { name, file_ids })).id;
  const store = {
    one: await make("Store one", [file.only, file.shared]),
    two: await make("Store two", [file.shared, file.other]),
    empty: await make("Store three", []),
  };
  await account.settings({ row_ms: 3_600_000 });
  const batch = await account.api("POST", "/batches", {
    input_file_id: file.input,
    endpoint: "/v1/responses",
    completion_window: "24h",
  });
  return { file, store, batch: batch.id };
}

const left = async (account) => {
  const { files, stores } = await account.state();
  return { files: ids(files), stores: ids(stores) };
};

const choice = (page, name) => question(page).getByRole("radio", { name });
const ready = (page) => expect(question(page).getByText("Looking up what uses these files")).toHaveCount(0);

/** Opens the question about these stores. */
async function askAbout(page, stores) {
  await go(page, "Vector stores");
  for (const id of stores) await tick(row(page, id)).click();
  await ask(page, /^Delete \d vector stores?…$/);
}

const changes = async (account) =>
  (await account.log()).filter(({ method, origin }) => origin && !["GET", "OPTIONS"].includes(method));

test("a store goes with exactly the files that only it uses, files first", async ({ page, account }) => {
  const { file, store } = await plant(account);
  await enter(page, account);
  await askAbout(page, [store.one]);
  await choice(page, "With the files that only they use").check();
  await expect(question(page).getByRole("heading", { level: 2 })).toHaveText("Delete 1 vector store and 1 file?");
  const named = question(page).getByRole("list", { name: "What will be acted on" }).getByRole("listitem");
  await expect(named).toHaveCount(2);
  await expect(named.first()).toContainText("only in one.txt");
  await expect(named.first()).toContainText(`used by Store one (${store.one})`);
  await axe(page);
  await agree(page, 2);
  expect(await report(page)).toEqual({ Deleted: 2 });
  const now = await left(account);
  expect(now.files.sort()).toEqual([file.shared, file.other, file.free, file.input].sort());
  expect(now.stores.sort()).toEqual([store.two, store.empty].sort());
  expect((await changes(account)).map(({ method, path }) => `${method} ${path}`)).toEqual([
    `DELETE /vector_stores/${store.one}/files/${file.only}`,
    `DELETE /files/${file.only}`,
    `DELETE /vector_stores/${store.one}`,
  ]);
});

test("a store goes alone, or with all its files, and what the others lose is said", async ({ page, account }) => {
  const { file, store } = await plant(account);
  await enter(page, account);
  await askAbout(page, [store.one]);
  await choice(page, "With all their files").check();
  await expect(question(page).getByRole("heading", { level: 2 })).toHaveText("Delete 1 vector store and 2 files?");
  const breaks = question(page).getByRole("region", { name: "What breaks" });
  await expect(breaks.getByRole("listitem")).toHaveText([`Vector store Store two (${store.two}) loses 1 file.`]);
  await choice(page, "The stores only").check();
  await expect(question(page).getByRole("heading", { level: 2 })).toHaveText("Delete 1 vector store?");
  await expect(breaks).toHaveCount(0);
  await choice(page, "With all their files").check();
  await agree(page, 3);
  expect(await report(page)).toEqual({ Deleted: 3 });
  const now = await left(account);
  expect(now.files.sort()).toEqual([file.other, file.free, file.input].sort());
  expect(now.stores.sort()).toEqual([store.two, store.empty].sort());
  // The shared file left both stores before it was deleted.
  const shared = (await changes(account)).filter(({ path }) => path.endsWith(file.shared)).map(({ path }) => path);
  expect(shared.slice(0, 2).sort()).toEqual(
    [store.one, store.two].map((id) => `/vector_stores/${id}/files/${file.shared}`).sort(),
  );
  expect(shared[2]).toBe(`/files/${file.shared}`);
});

test("files: who loses them is said, and a store that would go on listing them does not", async ({ page, account }) => {
  const { file, store, batch } = await plant(account);
  await account.settings({ quirks: { stores_keep_deleted_files: true } });
  await enter(page, account);
  for (const id of [file.shared, file.input, file.free]) await tick(row(page, id)).click();
  await ask(page, "Delete 3 files…");
  await ready(page);
  const breaks = question(page).getByRole("region", { name: "What breaks" });
  await expect(breaks.getByRole("listitem")).toHaveCount(3);
  await expect(breaks).toContainText(`Vector store Store one (${store.one}) loses 1 file.`);
  await expect(breaks).toContainText(`Batch ${batch} still needs its input and fails.`);
  await agree(page);
  expect(await report(page)).toEqual({ Deleted: 3 });
  const { stores } = await account.state();
  expect(stores.flatMap(({ files }) => files).sort()).toEqual([file.only, file.other].sort());
});

for (const [what, path, list] of [
  ["stores", "/vector_stores", "the list of vector stores"],
  ["batches", "/batches", "the list of batches"],
  ["the files of one store", "/vector_stores/*/files", "the list of the files of “Store"],
]) {
  test(`no plan without a whole list of ${what}, which is named`, async ({ page, account, complaints }) => {
    complaints.expect(/status of 500/);
    const { file, store } = await plant(account);
    await enter(page, account);
    await askAbout(page, [store.one]);
    await account.faults([{ method: "GET", path, kind: { status: { status: 500 } } }]);
    await page.clock.install();
    await choice(page, "With the files that only they use").check();
    for (let i = 0; i < 60; i++) await page.clock.runFor(500);
    await expect(question(page).getByRole("alert")).toContainText(`No plan: ${list}`);
    await expect(question(page).getByRole("button", { name: "Delete", exact: true })).toBeDisabled();
    await expect(question(page).getByRole("button", { name: /without knowing/ })).toHaveCount(0);
    await axe(page);
    expect(await changes(account)).toEqual([]);

    // Once it can be had, so can the plan.
    await account.faults([]);
    await question(page).getByRole("button", { name: "Try again" }).click();
    for (let i = 0; i < 5; i++) await page.clock.runFor(500);
    await agree(page, 2);
    await page.clock.resume();
    expect(await report(page)).toEqual({ Deleted: 2 });
    expect((await left(account)).files).not.toContain(file.only);
  });
}

test("a list that is not given to its end is no whole list", async ({ page, account }) => {
  const { store } = await plant(account);
  await enter(page, account);
  await askAbout(page, [store.one]);
  await account.settings({ page_limit: 1 });
  await account.faults([{ method: "GET", path: "/vector_stores", kind: "cursor_ignored" }]);
  await choice(page, "With all their files").check();
  await expect(question(page).getByRole("alert")).toContainText("No plan: the list of vector stores could not be read");
  await expect(question(page).getByRole("button", { name: "Delete", exact: true })).toBeDisabled();
  expect(await changes(account)).toEqual([]);
});

test("a key that may not see the stores deletes files only after it was told, with the count typed", async ({
  page,
  account,
  complaints,
}) => {
  complaints.expect(/status of 403/);
  const { file } = await plant(account);
  await enter(page, account);
  await account.settings({ missing_scopes: ["api.vector_stores.read"] });
  await tick(row(page, file.free)).click();
  await ask(page, "Delete 1 file…");
  await expect(question(page).getByRole("alert")).toContainText("No plan: the list of vector stores");
  await question(page).getByRole("button", { name: "Go on without knowing what uses them" }).click();
  await expect(question(page)).toContainText("It is not known what uses these files");
  await expect(question(page).getByRole("button", { name: "Delete", exact: true })).toBeDisabled();
  await agree(page, 1);
  expect(await report(page)).toEqual({ Deleted: 1 });
  expect((await sent(account, "DELETE", "/")).map(({ path }) => path)).toEqual([`/files/${file.free}`]);
});

test("a plan that has become another one is shown once more before anything happens", async ({ page, account }) => {
  const { file, store } = await plant(account);
  await enter(page, account);
  await askAbout(page, [store.one]);
  await choice(page, "With the files that only they use").check();
  await expect(question(page).getByRole("heading", { level: 2 })).toHaveText("Delete 1 vector store and 1 file?");
  // Another program puts the file to use, and the person comes back after lunch.
  await account.api("POST", `/vector_stores/${store.two}/files`, { file_id: file.only });
  await page.clock.setSystemTime(Date.now() + 3_600_000);
  await question(page).getByRole("textbox").fill("2");
  await question(page).getByRole("button", { name: "Delete", exact: true }).click();
  await expect(question(page)).toContainText("Something changed since you looked");
  await expect(question(page).getByRole("heading", { level: 2 })).toHaveText("Delete 1 vector store?");
  expect(await changes(account)).toEqual([]);
  await expect(question(page).getByRole("button", { name: "Delete", exact: true })).toBeDisabled();
  await agree(page, 1);
  expect(await report(page)).toEqual({ Deleted: 1 });
  expect((await left(account)).files).toContain(file.only);
});

test("the question can be left while it still looks who uses the files", async ({ page, account }) => {
  const { file } = await plant(account);
  await enter(page, account);
  await tick(row(page, file.free)).click();
  await account.settings({ latency_ms: 2_000 });
  await ask(page, "Delete 1 file…");
  await expect(question(page)).toContainText("Looking up what uses these files");
  await page.keyboard.press("Escape");
  await expect(question(page)).toHaveCount(0);
  await account.settings({ latency_ms: 0 });
  const asked = (await account.log()).length;
  await page.waitForTimeout(500);
  expect((await account.log()).length).toBe(asked);
  await expect(job(page)).toHaveCount(0);
});
