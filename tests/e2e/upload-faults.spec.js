// Uploads in bad weather: one file in the account for each that was sent, never two.
import { expect, test } from "./fixtures.js";
import { enter, listed, rows } from "./inside.js";
import { ids, sent } from "./run.js";
import { row, shownIds } from "./table.js";
import { MIB, line, named, panel, posts, sparse, text, upload } from "./upload.js";

const post = (kind, more) => ({ method: "POST", path: "/files", kind, times: 1, ...more });
const broken = [/\/v1\/files' from origin .* blocked by CORS policy/, /net::ERR_\w+ \(.*\/v1\/files\)/];
const again = (page, name) => panel(page).getByRole("button", { name: `Try ${name} again` });

test.beforeEach(async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  await account.addFile("twin.txt", "the text of twin.txt");
  await enter(page, account);
  await listed(page, 1);
});

for (const kind of ["lost_after", "cut_body", "wrong_json"]) {
  test(`a file whose answer was lost (${kind}) is found, and not sent twice`, async ({ page, account, complaints }) => {
    broken.forEach(complaints.expect);
    const [older] = await named(account, "twin.txt");
    await account.faults([post(kind)]);
    // An older one of the same name and size is not taken for it.
    await upload(page, [text("twin.txt")]);
    await expect(line(page, "twin.txt")).toContainText("Uploaded");
    const held = await named(account, "twin.txt");
    expect(held).toHaveLength(2);
    expect(await posts(account)).toEqual(["/files"]);
    await listed(page, 2);
    expect((await shownIds(page)).sort()).toEqual(ids(held).sort());
    await expect(row(page, older.id)).toBeVisible();
  });
}

for (const [what, kind, sentence] of [
  ["the connection breaks", "reset", "No answer that the browser could read"],
  ["the server fails", { status: { status: 500 } }, "The API had an error of its own"],
]) {
  test(`a file is called failed when ${what}, and sent when asked`, async ({ page, account, complaints }) => {
    [...broken, /status of 500 .*\/v1\/files\)/].forEach(complaints.expect);
    await account.faults([post(kind)]);
    await upload(page, [text("twin.txt")]);
    await expect(line(page, "twin.txt").getByRole("alert")).toContainText(sentence);
    expect(await named(account, "twin.txt"), "only the older one").toHaveLength(1);
    await listed(page, 1);
    expect(await posts(account), "it is not sent again by itself").toEqual(["/files"]);
    await again(page, "twin.txt").click();
    await expect(line(page, "twin.txt")).toContainText("Uploaded");
    expect(await named(account, "twin.txt")).toHaveLength(2);
    await listed(page, 2);
  });
}

test("a file that arrived after all is not sent a second time", async ({ page, account, complaints }) => {
  broken.forEach(complaints.expect);
  // Its answer is lost, and the list that would show it cannot be read at that moment.
  const refused = { status: { status: 403, message: "No." } };
  await account.faults([post("lost_after"), { method: "GET", path: "/files", kind: refused }]);
  complaints.expect(/status of 403 .*\/v1\/files\?/);
  await upload(page, [text("late.txt")]);
  await expect(line(page, "late.txt").getByRole("alert")).toContainText("No answer that the browser could read");
  await account.faults([]);
  await again(page, "late.txt").click();
  await expect(line(page, "late.txt")).toContainText("Uploaded");
  expect(await named(account, "late.txt")).toHaveLength(1);
  expect(await posts(account)).toEqual(["/files"]);
});

test("a limit of the rate is waited for", async ({ page, account, complaints }) => {
  complaints.expect(/status of 429 .*\/v1\/files\)/);
  await account.faults([post({ status: { status: 429 } }, { times: 2 })]);
  await upload(page, [text("patient.txt")]);
  await expect(line(page, "patient.txt")).toContainText("Uploaded");
  expect((await sent(account, "POST", "/files")).map(({ status }) => status)).toEqual([429, 429, 200]);
  expect(await named(account, "patient.txt")).toHaveLength(1);
});

test("what the API has against a file is shown in its words", async ({ page, account, complaints }) => {
  complaints.expect(/status of 400 .*\/v1\/files\)/);
  await upload(page, [text("story.txt")], "batch");
  const alert = line(page, "story.txt").getByRole("alert");
  await expect(alert).toContainText("The API refused the request");
  await alert.getByText("What the server said").click();
  await expect(alert.getByText("Invalid file format for Batch API. Must be .jsonl")).toBeVisible();
  await expect(alert.getByText("Status 400")).toBeVisible();
  expect(await named(account, "story.txt")).toEqual([]);
  await listed(page, 1);
});

test("a file over 512 MB goes in parts, each by itself", async ({ page, account, complaints }, info) => {
  test.slow();
  complaints.expect(/status of 500 .*\/v1\/uploads\/upload_\w+\/parts\)/);
  complaints.expect(/\/v1\/uploads\/upload_\w+\/complete' from origin .* blocked by CORS policy/);
  complaints.expect(/net::ERR_\w+ \(.*\/v1\/uploads\/upload_\w+\/complete\)/);
  await account.faults([
    { method: "POST", path: "/uploads/*/parts", kind: { status: { status: 500 } }, times: 1 },
    { method: "POST", path: "/uploads/*/complete", kind: "lost_after", times: 1 },
  ]);
  await upload(page, sparse(info, "large.bin", 600 * MIB), "assistants");
  await expect(line(page, "large.bin")).toContainText(/of 600\sMB/);
  await expect(line(page, "large.bin")).toContainText("Uploaded", { timeout: 60_000 });

  const requests = await sent(account, "POST", "/");
  const [begun, ...rest] = requests.map(({ path }) => path.replace(/upload_\w+/, "*"));
  expect(begun).toBe("/uploads");
  // Ten of 64 MB at most, and one of them twice.
  expect(rest).toEqual([...Array(11).fill("/uploads/*/parts"), "/uploads/*/complete"]);
  const bad = requests.filter(({ status }) => status !== 200);
  expect(bad.map(({ status, end }) => status ?? end)).toEqual([500, "dropped"]);
  expect(new Set(requests.slice(1).map(({ path }) => path.split("/")[2])).size).toBe(1);
  const [file, ...more] = await named(account, "large.bin");
  expect(more).toEqual([]);
  expect(file).toMatchObject({ bytes: 600 * MIB, purpose: "assistants" });
  await expect(row(page, file.id)).toContainText(/600\sMB/);
  await expect(rows(page)).toHaveCount(2);
});

test("an upload in parts that is stopped is cancelled at the server", async ({ page, account }, info) => {
  await account.settings({ upload_bytes_per_second: 20 * MIB });
  await upload(page, sparse(info, "large.bin", 600 * MIB), "assistants");
  await expect.poll(async () => (await posts(account, "/uploads/")).length).toBeGreaterThanOrEqual(3);
  await panel(page).getByRole("button", { name: "Cancel large.bin" }).click();
  await expect(line(page, "large.bin")).toContainText("Cancelled");
  const paths = (await posts(account)).map((path) => path.replace(/upload_\w+/, "*"));
  expect(paths).toEqual(["/uploads", ...Array(3).fill("/uploads/*/parts"), "/uploads/*/cancel"]);
  const ends = async () => (await sent(account, "POST", "/uploads/")).map(({ end }) => end);
  await expect.poll(ends).toEqual(["abandoned", "abandoned", "abandoned", "answered"]);
  expect(await named(account, "large.bin")).toEqual([]);
  await listed(page, 1);
});
