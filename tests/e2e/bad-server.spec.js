// A server, or something before it, that answers badly: each way has its sentence, and nothing else breaks.
import { createServer } from "node:net";
import { fillConnect } from "./connect.js";
import { expect, test } from "./fixtures.js";
import { connectButton, enter, go, listed, rows } from "./inside.js";
import { ids } from "./run.js";
import { openUnder, row, selected, shownIds, tickAll } from "./table.js";

const size = { files: 8, stores: 4, batches: 5 };
const count = (page) => page.getByTestId("count");
const refresh = (page) => page.getByRole("button", { name: "Refresh" }).click();
/** An error in the words of the page, on the screen of a list; not what lies behind the fold. */
const trouble = (page) => page.getByRole("main").getByRole("alert");

/** The other two lists are there and can be used. */
async function othersWork(page) {
  await go(page, "Vector stores");
  await listed(page, size.stores);
  await expect(rows(page)).toHaveCount(size.stores);
  await expect(trouble(page)).toHaveCount(0);
  await go(page, "Batches");
  await listed(page, size.batches);
  await expect(rows(page)).toHaveCount(size.batches);
  await tickAll(page).click();
  await expect(selected(page)).toHaveText(`${size.batches} selected`);
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("1 list could not be read");
  await go(page, "Files");
}

/** Nothing is said of a list of which nothing is known, and it comes when the server is well again. */
async function mends(page, account) {
  await expect(count(page), "no number without a list").not.toContainText("in all");
  await expect(page.getByText("No files in this account")).toHaveCount(0);
  await account.faults([]);
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await listed(page, size.files);
  await expect(trouble(page)).toHaveCount(0);
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("");
  expect((await shownIds(page)).sort()).toEqual(ids((await account.state()).files).sort());
}

const kinds = {
  "an error in HTML": [{ status: { status: 400, html: true } }, "The API refused the request", ["Status 400", "400"]],
  "a body that is not JSON": ["wrong_json", "The answer was not what the API documents", ["Status 200"]],
  "no credit": [
    { status: { status: 429, code: "insufficient_quota", message: "You exceeded your current quota." } },
    "The account is out of credit",
    ["Status 429", "You exceeded your current quota."],
  ],
};

for (const [what, [kind, sentence, said]] of Object.entries(kinds)) {
  test(`${what} in place of a list is called by its name`, async ({ page, account, complaints }) => {
    complaints.expect(/status of (400|429) .*\/v1\/files\?/);
    await account.reset(size);
    await openUnder(page, account, [{ method: "GET", path: "/files", kind }]);
    await expect(trouble(page)).toContainText(sentence, { timeout: 15_000 });
    await trouble(page).getByText("What the server said").click();
    for (const line of said) await expect(trouble(page).getByText(line, { exact: true })).toBeVisible();
    await othersWork(page);
    await mends(page, account);
  });
}

const shapes = {
  "another object": `{"object":"file","id":"file-1","bytes":3}`,
  "a list without data": `{"object":"list","has_more":false}`,
  "data that are no list": `{"object":"list","data":{"id":"file-1"},"has_more":false}`,
  "objects without ids": `{"object":"list","data":[{"object":"file","filename":"a.txt"}],"has_more":false}`,
  "an array": `[]`,
  "nothing": ``,
  "a page of a gateway": `<!doctype html><title>Sign in</title>`,
};

test("JSON of another shape is not taken for an empty list", async ({ page, account }) => {
  await account.reset(size);
  await enter(page, account);
  let body;
  const headers = { "access-control-allow-origin": "*" };
  await page.route("**/v1/files?**", (route) => route.fulfill({ body, headers, contentType: "application/json" }));
  for (const [what, text] of Object.entries(shapes)) {
    body = text;
    await refresh(page);
    await expect(trouble(page), what).toContainText("The answer was not what the API documents");
    // What was read before stays, and is called that.
    await expect(trouble(page), what).toContainText("The list below is the one read before.");
    await expect(rows(page), what).toHaveCount(size.files);
    body = `{"object":"list","data":[{"id":"file-1"}],"has_more":false}`;
    await refresh(page);
    await expect(rows(page), what).toHaveCount(1);
    await page.unrouteAll();
    await refresh(page);
    await expect(rows(page), what).toHaveCount(size.files);
    await page.route("**/v1/files?**", (route) => route.fulfill({ body, headers, contentType: "application/json" }));
  }
});

test("what a newer API adds or leaves out does no harm", async ({ page, account }) => {
  await account.reset(size);
  const files = [
    { id: "file-bare" },
    { id: "file-new", object: "file", filename: "new.bin", bytes: "12", purpose: "telepathy", status: "dreaming" },
    { id: "file-nulls", filename: null, bytes: null, purpose: null, status: null, created_at: null, expires_at: null },
    { id: "file-odd", filename: 7, bytes: -1, purpose: [], status: {}, created_at: 1.5, expires_at: "soon" },
  ];
  const body = JSON.stringify({ object: "list", data: files, has_more: null, cost: { usd: 1 } });
  await page.route("**/v1/files?limit=1000*", (route) =>
    route.fulfill({ body, headers: { "access-control-allow-origin": "*" }, contentType: "application/json" }),
  );
  await enter(page, account);
  await listed(page, 4);
  await expect(row(page, "file-new")).toContainText("telepathy");
  await expect(row(page, "file-new")).toContainText("dreaming");
  await expect(page.getByRole("group", { name: "Purpose" })).toContainText("telepathy");
  for (const id of ["file-bare", "file-nulls", "file-odd"]) await expect(row(page, id)).toBeVisible();
});

test("lists that fail leave the others alone, and are mended by another try", async ({ page, account, complaints }) => {
  complaints.expect(/status of 500 .*\/v1\/batches\?/);
  await account.reset(size);
  await openUnder(page, account, [
    { method: "GET", path: "/batches", kind: { status: { status: 500 } } },
    { method: "GET", path: "/vector_stores", kind: "error_in200" },
  ]);
  const state = page.getByRole("banner").getByRole("status");
  await listed(page, size.files);
  await expect(state).toHaveText("2 lists could not be read", { timeout: 15_000 });
  await expect(trouble(page)).toHaveCount(0);
  await refresh(page);
  await listed(page, size.files);
  for (const screen of ["Batches", "Vector stores"]) {
    await go(page, screen);
    await expect(trouble(page)).toContainText("The API had an error of its own");
    await expect(trouble(page)).toContainText("try again in a few minutes");
    await trouble(page).getByText("What the server said").click();
    await expect(trouble(page)).toContainText("The server had an error while processing your request.");
    await expect(count(page)).not.toContainText("in all");
  }
  await account.faults([]);
  await page.getByRole("button", { name: "Try again" }).click();
  await listed(page, size.stores);
  await expect(state).toHaveText("1 list could not be read");
  await go(page, "Batches");
  await page.getByRole("button", { name: "Try again" }).click();
  await listed(page, size.batches);
  await expect(rows(page)).toHaveCount(size.batches);
  await expect(trouble(page)).toHaveCount(0);
  await expect(state).toHaveText("");
});

test("an error that passes by itself is not even shown", async ({ page, account, complaints }) => {
  complaints.expect(/status of (429|503) .*\/v1\/(files|batches)\?/);
  await account.reset(size);
  await openUnder(page, account, [
    { method: "GET", path: "/files", kind: { status: { status: 503, html: true } }, times: 1 },
    { method: "GET", path: "/batches", kind: { status: { status: 429 } }, times: 1 },
  ]);
  await listed(page, size.files);
  await go(page, "Batches");
  await listed(page, size.batches);
  await expect(trouble(page)).toHaveCount(0);
});

const partial = {
  "ignores the cursor": ["cursor_ignored", "sends the same objects again", 100],
  "says that there is more and sends nothing": ["empty_page_has_more", "says there is more but sends nothing", 0],
};

for (const [what, [kind, sentence, read]] of Object.entries(partial)) {
  test(`a list is called partial when the server ${what}`, async ({ page, account }) => {
    await account.reset({ files: 250, stores: 4, batches: 5, page_limit: 100 });
    await openUnder(page, account, [{ method: "GET", path: "/files", kind }]);
    const note = page.getByRole("main").getByRole("status").filter({ hasText: "This list is not whole" });
    await expect(note).toContainText(sentence);
    await expect(count(page), "what is not whole is not “all”").not.toContainText("in all");
    if (read > 0) {
      await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", `${read + 1}`);
      await tickAll(page).click();
      await expect(page.getByText(/“all” can be selected once it was read to its end/)).toBeVisible();
      await expect(selected(page)).toHaveCount(0);
    } else {
      await expect(page.getByText("No files in this account")).toHaveCount(0);
    }
    await account.faults([]);
    await note.getByRole("button", { name: "Try again" }).click();
    await listed(page, 250);
    await expect(note).toHaveCount(0);
    await tickAll(page).click();
    await expect(selected(page)).toHaveText("250 selected");
    await go(page, "Batches");
    await listed(page, 5);
  });
}

test("a list goes on where objects vanish from it while it is read", async ({ page, account, complaints }) => {
  complaints.expect(/status of 400 .*\/v1\/files\?/);
  await account.reset({ files: 250, stores: 0, batches: 0, page_limit: 100 });
  await openUnder(page, account, [{ method: "GET", path: "/files", kind: "cursor_gone", times: 1 }]);
  await listed(page, 250);
  expect((await shownIds(page)).sort()).toEqual(ids((await account.state()).files).sort());
});

test("an address where nobody answers is told on the spot", async ({ page, account, complaints }) => {
  complaints.expect(/net::ERR_CONNECTION_REFUSED .*\/v1\/models/);
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const base = `http://127.0.0.1:${server.address().port}/v1`;
  await new Promise((resolve) => server.close(resolve));
  await page.goto("/");
  await fillConnect(page, account, { base });
  await connectButton(page).click();
  await expect(page.getByRole("alert")).toContainText("No answer that the browser could read");
  await expect(page.getByRole("alert")).toContainText("Check the API base and try again.");
  await expect(page.getByRole("heading", { name: "Connect an OpenAI account" })).toBeVisible();
});

test("a server that goes away leaves what was read on the screen", async ({ page, account, complaints }) => {
  complaints.expect(/net::ERR_CONNECTION_REFUSED .*\/v1\/files\?/);
  await account.reset(size);
  await enter(page, account);
  await page.route("**/v1/files?**", (route) => route.abort("connectionrefused"));
  await refresh(page);
  await expect(trouble(page)).toContainText("No answer that the browser could read", { timeout: 15_000 });
  await expect(trouble(page)).toContainText("The list below is the one read before.");
  await expect(rows(page)).toHaveCount(size.files);
  await expect(count(page)).toHaveText("8 in all");
  await othersWork(page);
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(trouble(page)).toHaveCount(0);
  await listed(page, size.files);
});

test("a slow list says that it is loading, and keeps what it has", async ({ page, account }) => {
  await account.reset(size);
  await enter(page, account);
  const state = page.getByRole("banner").getByRole("status");
  const spinner = page.getByRole("main").locator(".page-state svg");
  await account.faults([{ method: "GET", path: "/files", kind: { latency: { ms: 2500 } } }]);
  await refresh(page);
  await expect(state).toHaveText("Loading lists…");
  await expect(spinner).toBeVisible();
  await expect(rows(page)).toHaveCount(size.files);
  await rows(page).first().getByRole("checkbox").click();
  await expect(selected(page)).toHaveText("1 selected");
  await expect(state).toHaveText("");
  await expect(spinner).toHaveCount(0);
  await expect(selected(page)).toHaveText("1 selected");
});

test("a list that never answers holds up nothing else", async ({ page, account }) => {
  await account.reset(size);
  await openUnder(page, account, [{ method: "GET", path: "/vector_stores", kind: "hang" }]);
  await listed(page, size.files);
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("Loading lists…");
  const { files } = await account.state();
  await row(page, files.at(-1).id).getByRole("checkbox").click();
  await page.getByRole("button", { name: "Delete 1 file…" }).click();
  // What uses a file stands in that list: nothing is deleted without it, and one can go back.
  const question = page.getByRole("dialog");
  await expect(question).toContainText("Looking up what uses these files…");
  await expect(question.getByRole("button", { name: "Delete", exact: true })).toBeDisabled();
  await question.getByRole("button", { name: "Keep them" }).click();
  await expect(question).toBeHidden();
  await go(page, "Vector stores");
  await expect(count(page)).toHaveText("Loading…");
  await expect(page.getByText("No vector stores in this account")).toHaveCount(0);
  await go(page, "Batches");
  await listed(page, size.batches);
  await go(page, "Vector stores");
  await account.faults([]);
  await refresh(page);
  await listed(page, size.stores);
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("");
  await go(page, "Files");
  await page.getByRole("button", { name: "Delete 1 file…" }).click();
  await question.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("button", { name: "Delete now" }).click();
  await listed(page, size.files - 1);
});
