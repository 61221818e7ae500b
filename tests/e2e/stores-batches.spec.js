// Vector stores are deleted and batches cancelled, many at a time; what they used stays.
import { expect, test } from "./fixtures.js";
import { enter, go, listed } from "./inside.js";
import { agree, ask, ids, job, question, report, sent } from "./run.js";
import { chip, chosenIds, number, row, search, selected, shownIds, tick, tickAll } from "./table.js";

/** Every object of a list of the API, newest first, past the page. */
async function whole(account, path) {
  const all = [];
  for (let after = ""; ; ) {
    const page = await account.api("GET", `${path}?limit=100${after}`);
    all.push(...page.data);
    if (!page.has_more) return all;
    after = `&after=${page.data.at(-1).id}`;
  }
}

/** Adds batches that run for hours. */
async function addBatches(account, count) {
  await account.settings({ row_ms: 60_000 });
  const line = (n) => ({ custom_id: `${n}`, method: "POST", url: "/v1/responses", body: { model: "gpt-5", input: "Hello" } });
  const lines = Array.from({ length: 100 }, (_, n) => JSON.stringify(line(n))).join("\n");
  const input = await account.addFile("hello.jsonl", lines, "batch");
  const added = [];
  for (let n = 0; n < count; n++) {
    const wanted = { input_file_id: input.id, endpoint: "/v1/responses", completion_window: "24h" };
    added.push((await account.api("POST", "/batches", wanted)).id);
  }
  return added;
}

const ended = ["completed", "failed", "expired", "cancelled"];

test("250 vector stores are listed to the end", async ({ page, account, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await account.reset({ files: 300, stores: 250, batches: 0 });
  await enter(page, account);
  await go(page, "Vector stores");
  await listed(page, 250);
  const { stores } = await account.state();
  expect((await shownIds(page)).sort()).toEqual(ids(stores).sort());
  await tickAll(page).click();
  await expect(selected(page)).toHaveText("250 selected");
  expect((await chosenIds(page)).sort()).toEqual(ids(stores).sort());

  const lists = (await sent(account, "GET", "/vector_stores")).filter(({ query }) => query.includes("limit=100"));
  expect(lists.map(({ query }) => query.includes("after=vs_"))).toEqual([false, true, true]);
  expect(new Set(lists.map(({ beta }) => beta))).toEqual(new Set(["assistants=v2"]));
  const statuses = (await whole(account, "/vector_stores")).map(({ status }) => status);
  for (const [word, status] of [["Completed", "completed"], ["Expired", "expired"]]) {
    const n = statuses.filter((one) => one === status).length;
    expect(n, status).toBeGreaterThan(0);
    await expect(chip(page, word)).toContainText(number(n));
  }
});

test("vector stores are deleted, their files stay", async ({ page, account, complaints }) => {
  complaints.expect(/(status of (404|500)|net::ERR_\w+) .*\/v1\/vector_stores\/vs_/);
  complaints.expect(/\/v1\/vector_stores\/vs_\w+' from origin .* blocked by CORS policy/);
  await account.reset({ files: 300, stores: 250, batches: 0 });
  await enter(page, account);
  await go(page, "Vector stores");
  await listed(page, 250);
  const before = await account.state();
  await search(page, "handbook");
  const chosen = ids(before.stores.filter(({ id, name }) => `${name}\n${id}`.toLowerCase().includes("handbook")));
  expect(chosen.length).toBeGreaterThan(10);
  await tickAll(page).click();
  await account.faults([
    { method: "DELETE", path: "/vector_stores", kind: "lost_after", times: 2 },
    { method: "DELETE", path: "/vector_stores", kind: { status: { status: 500 } }, chance: 0.2 },
  ]);
  await ask(page, `Delete ${chosen.length} vector stores…`);
  await expect(question(page)).toContainText("The files in these stores stay in the account");
  await expect(question(page).getByRole("button", { name: "Delete", exact: true })).toBeDisabled();
  await agree(page, chosen.length);
  expect(await report(page)).toEqual({ Deleted: chosen.length });

  const after = await account.state();
  expect(ids(after.stores)).toEqual(ids(before.stores).filter((id) => !chosen.includes(id)));
  expect(after.files).toEqual(before.files);
  expect((await sent(account, "DELETE", "/")).filter(({ path }) => !path.startsWith("/vector_stores/vs_"))).toEqual([]);
  await search(page, "");
  await listed(page, 250 - chosen.length);
  expect((await shownIds(page)).sort()).toEqual(ids(after.stores).sort());
});

test("one vector store is confirmed by typing as well", async ({ page, account }) => {
  await account.reset({ files: 20, stores: 3, batches: 0 });
  await enter(page, account);
  await go(page, "Vector stores");
  const [first, ...others] = (await account.state()).stores;
  await tick(row(page, first.id)).click();
  await ask(page, "Delete 1 vector store…");
  await expect(question(page)).toContainText(first.id);
  await agree(page, 1);
  expect(await report(page)).toEqual({ Deleted: 1 });
  expect(ids((await account.state()).stores)).toEqual(ids(others));
});

test("all running batches of 168 are cancelled, those that have ended are left alone", async ({ page, account }) => {
  await account.reset({ files: 400, stores: 0, batches: 150 });
  await account.advance(100); // What was about to end has ended.
  const added = await addBatches(account, 18);
  await account.advance(10); // They have been validated.
  await enter(page, account);
  await go(page, "Batches");
  await listed(page, 168);
  const before = (await account.state()).batches;
  const running = ids(before.filter(({ status }) => !ended.includes(status)));
  expect(running).toEqual(expect.arrayContaining(added));
  expect((await shownIds(page)).sort()).toEqual(ids(before).sort());
  await tickAll(page).click();
  await expect(selected(page)).toHaveText("168 selected");
  await ask(page, `Cancel ${running.length} batches…`);
  await expect(question(page)).toHaveAccessibleName(`Cancel ${running.length} batches?`);
  await expect(question(page)).toContainText("A cancelled batch cannot be resumed.");
  await agree(page);
  expect(await report(page)).toEqual({ Cancelled: running.length });

  const posts = await sent(account, "POST", "/batches");
  expect(posts.map(({ path }) => path).sort()).toEqual(running.map((id) => `/batches/${id}/cancel`).sort());
  const expected = before.map(({ id, status }) => ({ id, status: running.includes(id) ? "cancelling" : status }));
  expect((await account.state()).batches).toEqual(expected);
  for (const id of added) await expect(row(page, id)).toContainText("Cancelling");
  await expect(chip(page, "Cancelling")).toContainText(number(running.length));
  await expect(chip(page, "In progress")).toHaveCount(0);

  await account.advance(30);
  await page.getByRole("button", { name: "Refresh" }).click();
  for (const id of added) await expect(row(page, id)).toContainText("Cancelled");
  await expect(page.getByRole("button", { name: "Cancel 0 batches…" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel 0 batches…" }).click();
  await expect(page.getByText("The batches selected have ended; there is nothing to cancel.")).toBeVisible();
  await expect(question(page)).toHaveCount(0);
  expect((await sent(account, "POST", "/batches")).length).toBe(running.length);
});

test("a batch that ended meanwhile is reported, not tried again and again", async ({ page, account, complaints }) => {
  complaints.expect(/status of 409 .*\/v1\/batches\/batch_\w+\/cancel/);
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const [one, other] = await addBatches(account, 2);
  await account.advance(10);
  await enter(page, account);
  await go(page, "Batches");
  await tickAll(page).click();
  await ask(page, "Cancel 2 batches…");
  await account.api("POST", `/batches/${one}/cancel`);
  await account.advance(30);
  await agree(page);
  expect(await report(page)).toEqual({ Cancelled: 1, Failed: 1 });
  await job(page).getByText("What the server said").click();
  await expect(job(page)).toContainText("Cannot cancel a batch with status 'cancelled'.");
  expect((await sent(account, "POST", "/batches")).length).toBe(2);
  await expect(row(page, other)).toContainText("Cancelling");
});

test("each list is read anew by its own button", async ({ page, account }) => {
  await account.reset({ files: 3, stores: 2, batches: 0 });
  await enter(page, account);
  const lists = async () => (await account.log()).filter(({ path, origin }) => origin && path !== "/models").length;
  const refreshed = async (screen, add, remove, before) => {
    if (screen !== "Files") await go(page, screen);
    await listed(page, before);
    const id = await add();
    const asked = await lists();
    await page.getByRole("button", { name: "Refresh" }).click();
    await listed(page, before + 1);
    await expect(row(page, id)).toBeVisible();
    expect((await lists()) - asked, "the other lists are left alone").toBe(1);
    if (!remove) return;
    await remove(id);
    await page.getByRole("button", { name: "Refresh" }).click();
    await listed(page, before);
    await expect(row(page, id)).toHaveCount(0);
  };
  const gone = (path) => (id) => account.api("DELETE", `${path}/${id}`);
  await refreshed("Files", async () => (await account.addFile("new.txt")).id, gone("/files"), 3);
  const store = async () => (await account.api("POST", "/vector_stores", { name: "new" })).id;
  await refreshed("Vector stores", store, gone("/vector_stores"), 2);
  await refreshed("Batches", async () => (await addBatches(account, 1))[0], undefined, 0);
});
