// The ledger: totals day by day on this device, what changed in between, and what past runs gave back.
import { newAccount } from "./accounts.js";
import { kept, names } from "./database.js";
import { expect, started, test } from "./fixtures.js";
import { choose, deepLink, enter, go, listed } from "./inside.js";
import { all, bytes, fact, sum } from "./prices.js";
import { agree, ask, report } from "./run.js";
import { number, tickAll } from "./table.js";

const DAY = 86_400_000;
const ledger = (page) => page.getByTestId("ledger");
const lines = (page) => ledger(page).locator(".changes li");

/** The day two days on, for the page and for the account. */
async function twoDaysOn(page, account) {
  await account.advance((2 * DAY) / 1000);
  await page.clock.setFixedTime(Date.now() + 2 * DAY);
}

test("what came, what went and how it is called, since a day before", async ({ page, account, complaints }) => {
  complaints.expect(deepLink);
  await account.reset({ files: 40, stores: 2, batches: 0 });
  await enter(page, account, { keep: "For this session" });
  await go(page, "Overview");
  await expect(ledger(page)).toContainText("Come back another day");
  await expect.poll(async () => (await kept(page, "ledger")).map((text) => JSON.parse(text))).toMatchObject([
    { stores: [2, expect.any(Number), expect.any(Number)], batches: [0, 0, 0] },
  ]);

  const began = new Date();
  await twoDaysOn(page, account);
  const before = await all(account, "files");
  const victims = before.filter((file) => file.purpose === before[0].purpose).slice(0, 2);
  for (const { id } of victims) await account.api("DELETE", `/files/${id}`);
  for (let at = 0; at < 5; at += 1) await account.addFile("upload.pdf", "some text", "vision");
  await account.api("POST", "/vector_stores", { name: "one more" });
  await page.getByRole("button", { name: "Read all lists again" }).click();
  await expect(ledger(page).getByLabel("From").locator("option:checked")).toHaveText(
    `${began.toLocaleDateString("en-US", { weekday: "long", timeZone: "UTC" })}, ${began.toISOString().slice(0, 10)}`,
  );
  const after = await all(account, "files");
  const count = (files, purpose) => files.filter((file) => file.purpose === purpose).length;
  // The two that were deleted may have been of the purpose of the new ones.
  const gone = before[0].purpose === "vision" ? ", 2 gone" : "";
  const vision = lines(page).filter({ hasText: "vision" });
  await expect(vision).toContainText(`+${count(after, "vision") - (count(before, "vision"))} vision Files`);
  await expect(vision).toContainText(`5 new, all named upload.pdf${gone}`);
  if (!gone) await expect(lines(page).filter({ hasText: before[0].purpose })).toContainText("2 gone");
  await expect(lines(page).filter({ hasText: "Vector stores" })).toContainText("+1 Vector stores");
  await expect(lines(page).filter({ hasText: "Batches" })).toHaveCount(0);

  await vision.getByRole("link", { name: "5 new" }).click();
  await expect(page.getByTestId("count")).toHaveText("5 of 43 shown");

  await go(page, "Overview");
  await page.reload();
  await started(page);
  await expect(vision).toContainText("5 new");
  expect(await kept(page, "ledger")).toHaveLength(2);
  await ledger(page).getByLabel("Until").selectOption({ index: 1 });
  await expect(ledger(page)).toContainText("Nothing changed.");

  await ledger(page).getByRole("button", { name: "Forget all days" }).click();
  await expect(ledger(page)).not.toContainText("Come back another day");
  await ledger(page).getByRole("button", { name: "Press again" }).click();
  await expect(ledger(page)).toContainText("Come back another day");
});

test("a list that could not be read is no loss of everything in it", async ({ page, account, complaints }) => {
  complaints.expect(/status of 400.*\/v1\/files\?/);
  await account.reset({ files: 12, stores: 1, batches: 0 });
  await enter(page, account);
  await go(page, "Overview");
  await expect.poll(async () => (await kept(page, "ledger")).length).toBe(1);
  await twoDaysOn(page, account);
  await account.faults([{ path: "/files", kind: { status: { status: 400, message: "No." } } }]);
  await account.api("POST", "/vector_stores", { name: "one more" });
  await page.getByRole("button", { name: "Read all lists again" }).click();
  await expect(lines(page)).toHaveCount(1);
  await expect(lines(page)).toContainText("+1 Vector stores");
});

test("an older database keeps what is in it, and what runs gave back is told", async ({ page, account }) => {
  await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: "<title>blank</title>" }));
  await page.goto("/blank");
  const old = {
    id: "00000000000001-0000", account: "Depot", colour: "blue", task: "delete_files", began: 1_700_000_000_000,
    sums: { done: 3, already_gone: 0, failed: 0, skipped: 0, not_tried: 0 }, check: null, stopped: false, sha256: "",
  };
  await page.evaluate(
    (old) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("quartermaster", 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore("records");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const writing = database.transaction("records", "readwrite");
          writing.objectStore("records").put(JSON.stringify(old), `past/${old.id}`);
          writing.oncomplete = () => {
            database.close();
            resolve();
          };
        };
      }),
    old,
  );
  await account.reset({ files: 5, stores: 0, batches: 0 });
  const files = await all(account, "files");
  await page.goto("/");
  await enter(page, account, { name: "Depot" });
  await tickAll(page).click();
  await ask(page, "Delete 5 files…");
  await agree(page);
  await report(page);
  await listed(page, 0);
  await go(page, "Overview");
  const card = page.getByTestId("gave-back");
  await expect(fact(card, "Runs")).toHaveText("2");
  await expect(fact(card, "Size of deleted files")).toHaveText(bytes(sum(files, (file) => file.bytes)));
  await expect(card).toContainText("Of 1 older run the size is not known.");
  await expect.poll(async () => (await kept(page, "ledger")).length).toBe(1);
  await go(page, "Activity");
  await expect(page.locator(".past-run")).toHaveCount(2);
  await expect(page.locator(".past-run").last()).toContainText(`Done ${number(3)}`);

  // An account that is forgotten leaves no days behind.
  await choose(page, "Disconnect and erase the key");
  await expect.poll(async () => (await kept(page, "ledger")).length).toBe(0);
});

test("what an account left on this device goes with it, while another one is in use", async ({ page, account }) => {
  await account.reset({ files: 20, stores: 3, batches: 4 });
  await enter(page, account, { keep: "For this session", name: "First" });
  await go(page, "Clean-up");
  await expect(page.getByText("It is known what uses what")).toBeVisible();
  const of = async ({ key }) => {
    const all = [...(await names(page, "records")), ...(await names(page, "ledger"))];
    return all.filter((name) => name.includes(key.slice(-4)));
  };
  await expect.poll(() => of(account)).not.toHaveLength(0);
  const other = newAccount();
  await other.reset({ files: 10, stores: 2, batches: 2 });
  await go(page, "Files");
  await choose(page, "Add an account");
  await enter(page, other, { name: "Second" });
  await go(page, "Clean-up");
  await expect(page.getByText("It is known what uses what")).toBeVisible();
  await go(page, "Settings");
  const before = await of(other);
  expect(before.length).toBeGreaterThan(2);
  expect((await of(account)).map((name) => name.split("/")[0])).toEqual(expect.arrayContaining(["graph"]));
  await page.getByRole("button", { name: "Disconnect First and erase its key" }).click();
  await expect.poll(() => of(account)).toEqual([]);
  expect(await of(other)).toEqual(expect.arrayContaining(before));
});

test("of the demo account nothing is kept", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Explore the demo account" }).click();
  await go(page, "Overview");
  await expect(ledger(page)).toContainText("Nothing is kept of the demo account.");
  await expect(page.getByTestId("overview-files")).toContainText("as of");
  expect(await kept(page, "ledger")).toEqual([]);
});
