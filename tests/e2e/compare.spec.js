// Duplicates by their contents: what is proven equal, what different, and what cannot be proven.
import { axe, expect, test } from "./fixtures.js";
import { deepLink, enter, go } from "./inside.js";
import { carryOut, planned } from "./cleanup.js";

const finding = (page) => page.locator("[data-finding=duplicates]");
const proof = (page) => finding(page).getByTestId("proof");
const compare = (page) => finding(page).getByRole("button", { name: /^Compare contents/ });

/** Look-alikes: two equal, one different, one whose content nobody gets; and a twin under another name. */
async function plant(account) {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const add = async (name, content, purpose = "batch") => (await account.addFile(name, content, purpose)).id;
  return {
    first: await add("same.jsonl", '{"a":1}\n'),
    equal: await add("same.jsonl", '{"a":1}\n'),
    other: await add("same.jsonl", '{"b":2}\n'),
    renamed: await add("renamed.jsonl", '{"a":1}\n'),
    hidden: [await add("notes.txt", "notes", "user_data"), await add("notes.txt", "n0tes", "user_data")],
  };
}

const contents = async (account) => (await account.log()).filter(({ path, origin }) => origin && path.endsWith("/content"));

test("contents are compared once, and only what is proven or cannot be known is called alike", async ({
  page,
  account,
  complaints,
}) => {
  complaints.expect(deepLink);
  const file = await plant(account);
  await enter(page, account, { keep: "For this session" });
  await go(page, "Clean-up");
  await expect(finding(page).locator("strong")).toHaveText("3 files");
  await expect(proof(page)).toHaveText("3 not proven: only their names and sizes are known");
  await compare(page).click();
  await expect(proof(page)).toContainText("2 proven equal by SHA-256");
  await expect(proof(page)).toContainText("1 not proven: only its name and size are known");
  await expect(proof(page)).toContainText("1 that looked the same is proven different, and left out");
  await expect(compare(page)).toHaveCount(0);
  await axe(page);
  expect((await contents(account)).map(({ path }) => path).sort()).toEqual(
    [file.first, file.equal, file.other, file.renamed].map((id) => `/files/${id}/content`).sort(),
  );

  // It is kept on this device: nothing is read again.
  await page.reload();
  await expect(proof(page)).toContainText("2 proven equal by SHA-256");
  expect(await contents(account)).toHaveLength(4);

  await finding(page).getByRole("button", { name: /plan/i }).click();
  const dialog = page.getByRole("dialog");
  const { ticked } = await planned(dialog);
  expect(ticked).toHaveLength(3);
  expect(ticked).not.toContain(file.other);
  await expect(dialog.getByText(/^the same content as /)).toHaveCount(2);
  await carryOut(page, dialog);
  const left = (await account.state()).files.map(({ id }) => id);
  expect(left).toHaveLength(3);
  expect(left).toContain(file.other);
  expect(left.filter((id) => [file.first, file.equal, file.renamed].includes(id))).toHaveLength(1);
  expect(left.filter((id) => file.hidden.includes(id))).toHaveLength(1);
});

test("a content that cannot be read proves nothing, and is said", async ({ page, account, complaints }) => {
  complaints.expect(/status of 404/);
  const file = await plant(account);
  await account.faults([{ path: `/files/${file.other}/content`, kind: { status: { status: 404 } } }]);
  await enter(page, account);
  await go(page, "Clean-up");
  await compare(page).click();
  await expect(finding(page).getByRole("alert")).toContainText("1 content could not be read");
  await expect(proof(page)).toContainText("2 proven equal by SHA-256; 2 not proven");
  await expect(compare(page)).toBeVisible();
});

test("the comparison can be stopped, and what was read until then is not read again", async ({ page, account }) => {
  await plant(account);
  await enter(page, account);
  await go(page, "Clean-up");
  await expect(compare(page)).toBeVisible();
  await account.settings({ latency_ms: 4_000 });
  await compare(page).click();
  await expect(finding(page)).toContainText("Reading contents: 0 of 4");
  await finding(page).getByRole("button", { name: "Stop comparing" }).click();
  await expect(compare(page)).toBeVisible();
  await account.settings({ latency_ms: 0 });
  await compare(page).click();
  await expect(proof(page)).toContainText("2 proven equal by SHA-256");
});
