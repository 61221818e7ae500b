// The way in: what a key may do is told before it is used, and nothing is sent that cannot be right.
import { newAccount } from "./accounts.js";
import { fillConnect } from "./connect.js";
import { expect, test } from "./fixtures.js";
import { connectButton, enter, go, listed, rows, shelves, switcher } from "./inside.js";

const connectPage = (page) => page.getByRole("heading", { name: "Connect an OpenAI account" });

test("a good key leads to the files, and connecting only reads", async ({ page, account }) => {
  await account.reset({ files: 30, stores: 3, batches: 5 });
  const before = await account.state();
  await enter(page, account);
  await listed(page, 30);
  await expect(page).toHaveTitle("Files · Quartermaster");
  await go(page, "Vector stores");
  await listed(page, 3);
  await go(page, "Batches");
  await listed(page, 5);

  const log = await account.log();
  expect(log.map((entry) => entry.method).filter((method) => method !== "GET")).toEqual([]);
  for (const path of ["/models", "/files", "/vector_stores", "/batches"]) {
    expect(log.filter((entry) => entry.path === path && entry.status === 200)).not.toEqual([]);
  }
  expect({ ...(await account.state()), now: 0 }).toEqual({ ...before, now: 0 });
});

test("a key that the API refuses is called that, and is kept nowhere", async ({ page, account, complaints }) => {
  complaints.expect(/status of 401.*\/v1\/models\)$/);
  const bad = Object.assign(newAccount(), { key: account.key.replace("sk-test-", "sk-nobody-") });
  await page.goto("/");
  await fillConnect(page, bad, { keep: "On this device" });
  await connectButton(page).click();
  await expect(page.getByRole("alert")).toContainText("The API refused this key");
  await expect(page.getByRole("alert")).toContainText("Check that it was copied whole");
  await page.getByRole("alert").getByText("What the server said").click();
  await expect(page.getByRole("alert")).toContainText("Status 401");
  await expect(connectPage(page)).toBeVisible();
  expect((await bad.log()).map((entry) => [entry.method, entry.path])).toEqual([["GET", "/models"]]);
  expect(JSON.stringify(await shelves(page))).not.toContain(bad.key);

  // What is on the page can be put right where it stands.
  await account.reset({ files: 2, stores: 0, batches: 0 });
  await page.getByLabel("API key").fill(account.key);
  await connectButton(page).click();
  await listed(page, 2);
});

test("a refusal that no script may read is not called a bad key", async ({ page, account, complaints }) => {
  complaints.expect(/\/v1\/models' from origin .* blocked by CORS policy/);
  complaints.expect(/net::ERR_FAILED \(http:\/\/127\.0\.0\.1:\d+\/v1\/models\)$/);
  await account.settings({ plain_401: true });
  await account.faults([{ path: "/models", kind: { status: { status: 401 } } }]);
  await page.goto("/");
  await fillConnect(page, account);
  await connectButton(page).click();
  await expect(page.getByRole("alert")).toContainText("No answer that the browser could read");
  await expect(page.getByRole("alert")).toContainText("Check the API base");
  await expect(page.getByText("The API refused this key")).toHaveCount(0);
  expect((await account.log()).map((entry) => entry.status)).toEqual([401]);
});

test.describe("a key without a scope", () => {
  test.use({ keyKind: "noscope-files-" });

  test("is told what it lacks, and shows what it may", async ({ page, account, complaints }) => {
    complaints.expect(/status of 403.*\/v1\/files\?/);
    await account.reset({ files: 10, stores: 4, batches: 6 });
    await page.goto("/");
    await fillConnect(page, account);
    await connectButton(page).click();
    const families = page.getByRole("status").filter({ hasText: "it may not do everything" }).getByRole("listitem");
    await expect(families).toHaveText([
      /Files.*not allowed: the key lacks api\.files\.read/,
      /Vector stores.*may be read/,
      /Batches.*may be read/,
    ]);
    await expect(connectPage(page)).toBeVisible();

    await page.getByRole("button", { name: "Go on with this key" }).click();
    await expect(page.getByRole("heading", { name: "Files", level: 1 })).toBeVisible();
    await expect(page.getByRole("alert")).toContainText("This key lacks a permission: api.files.read");
    await expect(page.getByRole("banner").getByRole("status")).toHaveText("1 list could not be read");
    await expect(page.getByText("No files in this account")).toHaveCount(0);
    await go(page, "Vector stores");
    await listed(page, 4);
    await expect(rows(page)).toHaveCount(4);
    await expect(page.getByRole("alert")).toHaveCount(0);
    await go(page, "Batches");
    await listed(page, 6);
    await expect(rows(page)).toHaveCount(6);
  });
});

test("what cannot be right is said where it stands, and nothing is sent", async ({ page, account, requested }) => {
  await account.reset({ files: 3, stores: 0, batches: 0 });
  await page.goto("/");
  await fillConnect(page, account);
  const sent = requested.length;
  const key = page.getByLabel("API key");
  const base = page.getByLabel("API base");
  const trust = page.getByRole("checkbox", { name: /I trust that address/ });

  const refuses = async (field, sentence) => {
    await connectButton(page).click();
    await expect(field, sentence).toHaveAccessibleDescription(new RegExp(sentence));
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(connectPage(page)).toBeVisible();
    expect(requested.slice(sent)).toEqual([]);
  };
  for (const [typed, sentence] of [
    ["", "Paste an API key first"],
    ["   ", "Paste an API key first"],
    [account.key.replace("-test-", "-test -"), "has a space or a line break inside"],
    [`${account.key}é`, "a character that no key has"],
    [`Bearer ${account.key}`, "without “Bearer”"],
  ]) {
    await key.fill(typed);
    await refuses(key, sentence);
  }
  await key.fill(account.key);

  for (const [typed, sentence] of [
    ["", "Write the whole address"],
    [account.http.replace("http://", ""), "Write the whole address, beginning with https://"],
    ["http://api.openai.com/v1", "to this machine only"],
    ["http://127.0.0.1.example.com/v1", "to this machine only"],
    ["ftp://127.0.0.1/v1", "Only https:// addresses"],
    ["https://me:secret@127.0.0.1/v1", "Leave out the user name and password"],
    [`${account.http}?x=1`, "Leave out everything from \\? or # on"],
    ["https:///v1", "The host is missing"],
    ["https://api openai.com/v1", "a character in this address"],
  ]) {
    await base.fill(typed);
    await refuses(base, sentence);
    await expect(trust).toHaveCount(0);
  }

  await base.fill(account.http);
  await trust.uncheck();
  await connectButton(page).click();
  await expect(page.getByText("Confirm that the key may be sent to this address.")).toBeVisible();
  expect(requested.slice(sent)).toEqual([]);
  await trust.check();

  for (const label of ["Organization (optional)", "Project (optional)"]) {
    await page.getByLabel(label).fill("org-1\u00a0x");
    await refuses(page.getByLabel(label), "letters, digits, - and _ only");
    await page.getByLabel(label).fill("");
  }

  expect(await account.log()).toEqual([]);
  await connectButton(page).click();
  await listed(page, 3);
});

test("no place to keep the key is chosen beforehand, and one has to be", async ({ page, account, requested }) => {
  await account.reset({ files: 3, stores: 0, batches: 0 });
  await page.goto("/");
  for (const place of ["In memory", "For this session", "On this device"]) {
    await expect(page.getByRole("radio", { name: place })).not.toBeChecked();
  }
  await page.getByLabel("API key").fill(account.key);
  await page.getByText("Advanced", { exact: true }).click();
  await page.getByLabel("API base").fill(account.http);
  await page.getByRole("checkbox", { name: /I trust that address/ }).check();
  const sent = requested.length;
  await connectButton(page).click();
  await expect(page.getByText("Choose where the key is kept.")).toBeVisible();
  expect(requested.slice(sent)).toEqual([]);
  await page.getByRole("radio", { name: "In memory" }).check();
  await expect(page.getByText("Choose where the key is kept.")).toHaveCount(0);
  await connectButton(page).click();
  await listed(page, 3);
});

test("an address that was trusted is not another one that is typed after it", async ({ page, account, requested }) => {
  await page.goto("/");
  await fillConnect(page, account);
  const sent = requested.length;
  await page.getByLabel("API base").fill(account.http.replace("127.0.0.1", "localhost"));
  await connectButton(page).click();
  await expect(page.getByText("Confirm that the key may be sent to this address.")).toBeVisible();
  expect(requested.slice(sent)).toEqual([]);
});

test("an address that the page's policy forbids is called that, and nothing reaches it", async ({
  page,
  account,
  complaints,
  requested,
}) => {
  complaints.expect(/Content Security Policy/);
  await page.goto("/");
  await fillConnect(page, account, { base: "https://gateway.example/v1" });
  await connectButton(page).click();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("This page may not speak to that address");
  await expect(alert).toContainText("QUARTERMASTER_BASES");
  expect(requested.filter((url) => url.includes("gateway.example"))).toEqual([]);
});

test("line breaks that come with a pasted key do no harm", async ({ page, context, account, requested }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await account.reset({ files: 3, stores: 0, batches: 0 });
  await page.goto("/");
  await fillConnect(page, account);
  const sent = requested.length;
  const paste = async (text) => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await page.getByLabel("API key").fill("");
    await page.getByLabel("API key").press("ControlOrMeta+V");
  };
  await paste(`${account.key.slice(0, 20)}\n${account.key.slice(20)}`);
  await connectButton(page).click();
  await expect(page.getByLabel("API key")).toHaveAccessibleDescription(/has a space or a line break inside/);
  expect(requested.slice(sent)).toEqual([]);

  await paste(` ${account.key}\n\n`);
  await connectButton(page).click();
  await listed(page, 3);
});

test("the account's name, colour and mark stand in the switcher", async ({ page, account }) => {
  await account.reset({ files: 3, stores: 0, batches: 0 });
  await page.goto("/");
  await fillConnect(page, account);
  const name = "R&D <b>„Zürich“</b>";
  await page.getByLabel("Account name").fill(name);
  await page.getByRole("checkbox", { name: "This is a production account" }).check();
  await page.getByRole("radio", { name: "Rose" }).check();
  const colour = (swatch) => swatch.evaluate((element) => getComputedStyle(element).backgroundColor);
  const rose = await colour(page.locator("label", { hasText: "Rose" }).locator(".swatch"));
  const blue = await colour(page.locator("label", { hasText: "Blue" }).locator(".swatch"));
  await connectButton(page).click();
  await listed(page, 3);

  await expect(switcher(page)).toHaveAccessibleName(`Account: ${name}. Switch account`);
  await expect(switcher(page)).toContainText(name);
  await expect(switcher(page)).toContainText("Production");
  expect(await colour(switcher(page).locator(".swatch"))).toBe(rose);
  expect(rose).not.toBe(blue);
  await switcher(page).click();
  await expect(page.getByRole("banner")).toContainText(`key …${account.key.slice(-4)}`);
});
