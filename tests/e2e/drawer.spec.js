// The details of one object beside its list: opened, leafed through, closed, with an address of its own.
import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { axe, expect, test } from "./fixtures.js";
import { deepLink, enter, go, listed, rows } from "./inside.js";
import { row, search, shownIds } from "./table.js";

const drawer = (page) => page.getByTestId("drawer");
const title = (page) => drawer(page).getByRole("heading", { level: 2 });
const fact = (page, label) =>
  drawer(page).locator(`dt:text-is("${label}") + dd`).first();
const section = (page, name) =>
  drawer(page).locator("section").filter({ has: page.getByRole("heading", { name, level: 3, exact: true }) });
const open = (page) => new URL(page.url()).searchParams.get("open");
const grid = (page) => page.getByRole("grid");
const contents = async (account) => (await account.log()).filter(({ path }) => path.endsWith("/content"));

/** Opens an object by a click on its name. */
async function click(page, id) {
  await row(page, id).getByRole("gridcell").nth(1).click();
  await expect.poll(() => open(page)).toBe(id);
}

/** A PNG of one colour. */
function png(width, height) {
  const crcs = Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n >>> 0;
  });
  const crc = (bytes) => ~bytes.reduce((all, byte) => crcs[(all ^ byte) & 255] ^ (all >>> 8), ~0) >>> 0;
  const chunk = (name, data) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0xc8)]);
  const data = deflateSync(Buffer.concat(Array(height).fill(line)));
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

test("Enter opens a row, k and j leaf through, Escape closes and gives the focus back", async ({ page, account }) => {
  await account.reset({ files: 40, stores: 0, batches: 0 });
  await enter(page, account);
  const ids = await shownIds(page);
  await grid(page).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => open(page)).toBe(ids[1]);
  await expect(title(page)).toBeFocused();
  await expect(drawer(page)).toContainText("2 of 40");
  await page.keyboard.press("j");
  await expect.poll(() => open(page)).toBe(ids[2]);
  await page.keyboard.press("k");
  await page.keyboard.press("k");
  await expect.poll(() => open(page)).toBe(ids[0]);
  await page.keyboard.press("k");
  await expect(drawer(page)).toContainText("1 of 40");
  await expect(drawer(page).getByRole("button", { name: /^Previous/ })).toHaveAttribute("aria-disabled", "true");
  for (let presses = 0; presses < 30; presses += 1) await page.keyboard.press("j");
  await expect.poll(() => open(page)).toBe(ids[30]);
  await expect(row(page, ids[30])).toBeInViewport();
  await page.keyboard.press("Escape");
  await expect(drawer(page)).toHaveCount(0);
  expect(open(page)).toBeNull();
  await expect(grid(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect.poll(() => open(page)).toBe(ids[30]);

  // The table still goes by its arrows while something is open.
  await grid(page).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => open(page)).toBe(ids[31]);
  await drawer(page).getByRole("button", { name: /^Next/ }).click();
  await expect.poll(() => open(page)).toBe(ids[32]);
  await drawer(page).getByRole("button", { name: "Close" }).click();
  await expect(drawer(page)).toHaveCount(0);
});

test("k and j are letters again when single keys are switched off", async ({ page, account }) => {
  await account.reset({ files: 5, stores: 0, batches: 0 });
  await page.goto("/");
  await page.evaluate(() => localStorage.setItem("quartermaster.single-keys", "off"));
  await page.reload();
  await enter(page, account);
  const [first, second] = await shownIds(page);
  await click(page, first);
  await expect(title(page)).toBeFocused();
  await page.keyboard.press("j");
  await drawer(page).getByRole("button", { name: /^Next/ }).focus();
  await page.keyboard.press("j");
  expect(open(page)).toBe(first);
  await page.keyboard.press("Enter");
  await expect.poll(() => open(page)).toBe(second);
});

test("what is open is in the address: it survives a reload, and Back closes it", async ({ page, account, complaints }) => {
  complaints.expect(deepLink);
  complaints.expect(/status of 404.*\?open=/);
  await account.reset({ files: 12, stores: 2, batches: 0 });
  await enter(page, account, { keep: "For this session" });
  const ids = await shownIds(page);
  await click(page, ids[3]);
  await page.reload();
  await expect(fact(page, "Id")).toContainText(ids[3]);
  await listed(page, 12);
  await page.goBack();
  await expect(drawer(page)).toHaveCount(0);
  await page.goForward();
  await expect(fact(page, "Id")).toContainText(ids[3]);
  await page.goBack();
  await expect(drawer(page)).toHaveCount(0);
  // Opening and closing many leave no more than one behind in the history.
  const before = await page.evaluate(() => history.length);
  for (const id of ids.slice(0, 5)) {
    await click(page, id);
    await page.keyboard.press("Escape");
    await expect(drawer(page)).toHaveCount(0);
  }
  expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(before + 1);
});

test("an id that is not in the list says so and is looked up when asked", async ({ page, account, complaints }) => {
  complaints.expect(/status of 404/);
  await account.reset({ files: 5, stores: 0, batches: 0 });
  await enter(page, account, { keep: "For this session" });
  const { id } = await account.addFile("late.txt");
  await page.goto(`/files?open=${id}`);
  await listed(page, 6);
  await expect(fact(page, "Name")).toHaveText("late.txt");
  const newer = await account.addFile("<img src=x onerror=alert(1)>.txt");
  await page.evaluate((id) => history.replaceState(null, "", `/files?open=${id}`), newer.id);
  await page.route(/\/v1\/files\?/, (route) => route.fulfill({ json: { object: "list", data: [], has_more: false } }));
  await page.reload();
  await expect(drawer(page)).toContainText("It is not in the list");
  await expect(drawer(page)).toContainText("It may have been deleted");
  await drawer(page).getByRole("button", { name: "Look it up" }).click();
  await expect(fact(page, "Name")).toHaveText("<img src=x onerror=alert(1)>.txt");
  await page.goto("/files?open=file-nobody");
  await drawer(page).getByRole("button", { name: "Look it up" }).click();
  await expect(drawer(page).getByRole("alert")).toContainText("No such File object: file-nobody");
});

test("a file tells all its fields, exactly, and the batches that use it", async ({ page, account, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await account.reset({ files: 30, stores: 0, batches: 20 });
  await enter(page, account);
  const { data } = await account.api("GET", "/batches?limit=100");
  const batch = data.find((batch) => batch.input_file_id && batch.output_file_id);
  const file = await account.api("GET", `/files/${batch.output_file_id}`);
  await search(page, file.id);
  await expect(rows(page)).toHaveCount(1);
  await click(page, file.id);
  await expect(fact(page, "Size")).toContainText(`${file.bytes.toLocaleString("en-US")} byte`);
  const created = new Date(file.created_at * 1000).toISOString();
  await expect(fact(page, "Created")).toContainText(`${created.slice(0, 19).replace("T", " ")} UTC`);
  await expect(fact(page, "Purpose")).toHaveText("batch_output");
  await expect(section(page, "Used by")).toContainText("Not known yet: who uses what has not been read.");
  await expect(section(page, "Used by")).toContainText("Output of batch");
  await drawer(page).getByText("JSON", { exact: true }).click();
  await expect(drawer(page).locator("details pre")).toContainText(`"id": "${file.id}"`);
  expect(JSON.parse(await drawer(page).locator("details pre").textContent())).toEqual(file);
  // To the batch, and from there to its input.
  await section(page, "Used by").getByRole("button", { name: batch.id }).click();
  await expect(page.getByRole("heading", { name: "Batches", level: 1 })).toBeVisible();
  await expect(fact(page, "Id")).toContainText(batch.id);
  await expect(section(page, "Time line")).toContainText("Created");
  await expect(section(page, "Requests")).toContainText(batch.request_counts.total.toLocaleString("en-US"));
  await section(page, "Files").getByRole("button", { name: batch.input_file_id }).click();
  await expect(fact(page, "Id")).toContainText(batch.input_file_id);
  await page.goBack();
  await expect(fact(page, "Id")).toContainText(batch.id);
});

test("the beginning of a file is shown as what it is, and never as markup", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const of = (name, content) => account.addFile(name, content, "vision").then(({ id }) => id);
  const image = png(40, 20);
  const files = {
    html: await of("page.html", "<img src=x onerror='window.broken=1'><script>window.broken=1</script>"),
    json: await of("one.json", '{"a":[1,2],"b":"<b>"}'),
    csv: await of("table.csv", 'step,loss\r\n1,"0,5"\r\n2,=1+1\r\n'),
    binary: await of("data.bin", new Uint8Array([0, 1, 2, 255])),
    // By its bytes, whatever its name says.
    image: await of("notes.txt", image),
    large: await of("large.txt", "line of text\n".repeat(20_000)),
  };
  await enter(page, account);
  const content = section(page, "Content");
  await click(page, files.html);
  await expect(content.locator("pre")).toHaveText("<img src=x onerror='window.broken=1'><script>window.broken=1</script>");
  await click(page, files.json);
  await expect(content.locator("pre")).toContainText('"b": "<b>"');
  expect(await content.locator("pre").textContent()).toBe('{\n  "a": [\n    1,\n    2\n  ],\n  "b": "<b>"\n}');
  await click(page, files.csv);
  await expect(content.locator("th")).toHaveText(["step", "loss"]);
  await expect(content.locator("td")).toHaveText(["1", "0,5", "2", "=1+1"]);
  await click(page, files.binary);
  await expect(content).toContainText("neither text nor a picture");
  await click(page, files.image);
  const canvas = content.getByRole("img", { name: "Picture: notes.txt" });
  await expect(canvas).toHaveAttribute("width", "40");
  const pixel = await canvas.evaluate((canvas) => [...canvas.getContext("2d").getImageData(5, 5, 1, 1).data]);
  expect(pixel).toEqual([200, 200, 200, 255]);
  await click(page, files.large);
  await expect(content).toContainText("Only the first 64 KB are shown; the rest was not fetched.");
  expect((await content.locator("pre").textContent()).length).toBeLessThanOrEqual(64 * 1024);
  expect(await page.evaluate(() => window.broken)).toBeUndefined();
});

test("only the beginning of a large file is read: the rest is called off", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const line = `${JSON.stringify({ custom_id: "one", body: { input: "x".repeat(900) } })}\n`;
  const { id } = await account.addFile("large.jsonl", line.repeat(8_000), "batch");
  await enter(page, account);
  const calledOff = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/content"));
  await click(page, id);
  await expect(section(page, "Content").locator("li")).toHaveCount(Math.floor((64 * 1024) / line.length));
  expect((await calledOff).failure().errorText).toBe("net::ERR_ABORTED");
});

test("a file passed by is not asked for", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  for (let n = 0; n < 6; n += 1) await account.addFile(`f${n}.txt`, `text ${n}`, "vision");
  await enter(page, account);
  await grid(page).focus();
  await page.keyboard.press("Enter");
  for (let n = 0; n < 5; n += 1) await page.keyboard.press("j");
  await expect(section(page, "Content").locator("pre")).toHaveText(/^text \d$/);
  expect((await contents(account)).length).toBeLessThan(4);
  expect((await account.log()).every(({ method }) => ["GET", "POST", "OPTIONS"].includes(method))).toBe(true);
});

test("a file is downloaded where the API allows it, and the reason is told where it does not", async ({
  page,
  account,
  complaints,
}) => {
  complaints.expect(/status of 400/);
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const bytes = "0123456789".repeat(20_000);
  const given = await account.addFile("../up/=a:b.txt", bytes, "vision");
  const kept = await account.addFile("secret.txt", "text", "user_data");
  await enter(page, account);
  await click(page, given.id);
  const download = page.waitForEvent("download");
  await drawer(page).getByRole("button", { name: "Download" }).click();
  const file = await download;
  expect(file.suggestedFilename()).not.toMatch(/[/\\:]/);
  expect(readFileSync(await file.path(), "utf8") === bytes, "the bytes are the same").toBe(true);

  await click(page, kept.id);
  const content = section(page, "Content");
  await expect(content).toContainText("The API does not give back the content of files of purpose user_data.");
  await expect(content.getByRole("button", { name: "Download" })).toHaveCount(0);
  const before = (await contents(account)).length;
  await page.waitForTimeout(400);
  expect((await contents(account)).length).toBe(before);
  await content.getByRole("button", { name: "Ask all the same" }).click();
  await expect(content.getByRole("alert")).toContainText("Not allowed to download files of purpose: user_data");
});

test("the one that is open is deleted by the question that the list asks, whatever is selected", async ({
  page,
  account,
}) => {
  await account.reset({ files: 8, stores: 0, batches: 0 });
  await enter(page, account);
  const ids = await shownIds(page);
  await row(page, ids[5]).getByRole("checkbox").click();
  await click(page, ids[2]);
  await drawer(page).getByRole("button", { name: "Delete…" }).click();
  const question = page.getByRole("dialog", { name: "Delete 1 file?" });
  await expect(question).toContainText(ids[2]);
  await expect(question).not.toContainText(ids[5]);
  await question.getByRole("button", { name: "Delete", exact: true }).click();
  // After the ten seconds in which it can be undone.
  await expect(row(page, ids[2])).toHaveCount(0, { timeout: 20_000 });
  await expect(drawer(page)).toContainText("It is not in the list");
  const left = (await account.state()).files.map(({ id }) => id);
  expect(left).toHaveLength(7);
  expect(left).not.toContain(ids[2]);
});

test("a store tells its counts, life and metadata", async ({ page, account }) => {
  await account.reset({ files: 4, stores: 0, batches: 0 });
  const { id } = await account.api("POST", "/vector_stores", {
    name: "Handbook",
    expires_after: { anchor: "last_active_at", days: 7 },
    metadata: { "=team": "<b>ops</b>" },
  });
  await enter(page, account);
  await go(page, "Vector stores");
  await click(page, id);
  await expect(title(page)).toHaveText("Handbook");
  await expect(fact(page, "Life")).toHaveText("7 days after its last use");
  await expect(section(page, "Metadata").locator("dt")).toHaveText("=team");
  await expect(section(page, "Metadata").locator("dd")).toHaveText("<b>ops</b>");
  await expect(section(page, "Files")).toContainText("Total");
});

test("on a phone it fills the width; axe finds nothing; it speaks French", async ({ page, account }) => {
  await account.reset({ files: 3, stores: 0, batches: 0 });
  const { id } = await account.addFile("notes.txt", "some text", "vision");
  await enter(page, account);
  await click(page, id);
  await expect(section(page, "Content").locator("pre")).toHaveText("some text");
  await axe(page);
  await page.setViewportSize({ width: 375, height: 700 });
  await expect.poll(async () => (await drawer(page).boundingBox()).width).toBe(375);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  await drawer(page).getByRole("button", { name: "Close" }).click();
  await go(page, "Settings");
  await page.getByLabel("Language").selectOption("Français");
  await page.getByRole("link", { name: "Fichiers" }).click();
  await rows(page).first().getByRole("gridcell").nth(1).click();
  await expect(drawer(page).getByRole("button", { name: "Fermer" })).toBeVisible();
  await expect(drawer(page)).toContainText("Utilisé par");
});
