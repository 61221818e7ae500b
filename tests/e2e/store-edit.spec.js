// Vector stores are changed: one by its form, many at once, each with its own outcome.
import { axe, expect, test } from "./fixtures.js";
import { enter, go, listed } from "./inside.js";
import { sent } from "./run.js";
import { bodies, store } from "./stores.js";
import { row, selected, tick, tickAll } from "./table.js";

const edit = (page) => page.getByRole("region", { name: "Selection" }).getByRole("button", { name: /^Edit / });

async function withStores(page, account, stores) {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const ids = [];
  for (const store of stores) ids.push((await account.api("POST", "/vector_stores", store)).id);
  await enter(page, account);
  await go(page, "Vector stores");
  await listed(page, stores.length);
  return ids;
}

test("a store is renamed, and only what was changed is sent", async ({ page, account }) => {
  const before = { name: "Old", metadata: { team: "ana", stays: "yes" } };
  const [id] = await withStores(page, account, [before]);
  const changes = bodies(page, new RegExp(`/vector_stores/${id}$`));
  await row(page, id).getByText("Old").click();
  await page.getByTestId("drawer").getByRole("button", { name: "Edit…" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit Old" });
  await expect(dialog.getByLabel("Key 1", { exact: true })).toHaveValue("stays");
  await dialog.getByLabel("Name").fill("New");
  await axe(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  expect(changes).toEqual([{ name: "New" }]);
  await expect(row(page, id)).toContainText("New");

  await page.getByTestId("drawer").getByRole("button", { name: "Edit…" }).click();
  const again = page.getByRole("dialog", { name: "Edit New" });
  await again.getByRole("checkbox", { name: "Expires when it is not used" }).check();
  await again.getByLabel("Days after its last use").fill("400");
  await again.getByRole("button", { name: "Save" }).click();
  await expect(again.getByText("Write a whole number of days, from 1 to 365.")).toBeVisible();
  await again.getByLabel("Days after its last use").fill("90");
  await again.getByLabel("Value 2", { exact: true }).fill("bo");
  await again.getByRole("button", { name: "Remove pair 1" }).click();
  await again.getByRole("button", { name: "Save" }).click();
  await expect(again).toHaveCount(0);
  expect(changes[1]).toEqual({ expires_after: { anchor: "last_active_at", days: 90 }, metadata: { team: "bo" } });

  await page.getByTestId("drawer").getByRole("button", { name: "Edit…" }).click();
  await again.getByRole("checkbox", { name: "Expires when it is not used" }).uncheck();
  await again.getByLabel("Name").fill("");
  await again.getByRole("button", { name: "Save" }).click();
  await expect(again).toHaveCount(0);
  expect(changes[2]).toEqual({ name: null, expires_after: null });
  expect(await store(account, id)).toMatchObject({ name: null, expires_after: null, metadata: { team: "bo" } });
  expect(changes).toHaveLength(3);
});

test("what was typed outlives a failed save", async ({ page, account, complaints }) => {
  complaints.expect(/status of 400.*\/v1\/vector_stores\/vs_/);
  const [id] = await withStores(page, account, [{ name: "Old" }]);
  await tick(row(page, id)).click();
  await edit(page).click();
  const dialog = page.getByRole("dialog", { name: "Edit Old" });
  await dialog.getByLabel("Name").fill("A long name");
  await account.faults([{ method: "POST", path: "/vector_stores", kind: { status: { status: 400 } }, times: 1 }]);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The API refused the request");
  await expect(dialog.getByLabel("Name")).toHaveValue("A long name");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  expect(await store(account, id)).toMatchObject({ name: "A long name" });
});

test("expiry and metadata of many; what failed is told one by one and tried again alone", async ({ page, account, complaints }) => {
  complaints.expect(/status of 400.*\/v1\/vector_stores\/vs_/);
  const full = Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`k${n}`, "v"]));
  const many = Array.from({ length: 8 }, (_, n) => ({ name: `Store ${n}`, metadata: { own: `${n}`, old: "x" } }));
  const all = await withStores(page, account, [...many, { name: "Full", metadata: full }]);
  await tickAll(page).click();
  await expect(selected(page)).toHaveText("9 selected");
  await edit(page).click();
  const dialog = page.getByRole("dialog", { name: "Edit 9 vector stores" });
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect(dialog.getByText("Nothing is to be changed yet.")).toBeVisible();
  await dialog.getByRole("radio", { name: "Expire when not used" }).check();
  await dialog.getByLabel("Days after its last use").fill("0");
  await dialog.getByRole("button", { name: "Apply" }).click();
  expect(await sent(account, "POST", "/"), "nothing wrong is sent").toEqual([]);
  await dialog.getByLabel("Days after its last use").fill("14");
  await dialog.getByRole("button", { name: "Add a pair" }).click();
  await dialog.getByLabel("Key 1", { exact: true }).fill("team");
  await dialog.getByLabel("Value 1", { exact: true }).fill("bo");
  await dialog.getByLabel("Remove these keys").fill("old");
  await axe(page);
  const refused = { status: { status: 400, message: "Not today." } };
  await account.faults([{ method: "POST", path: `/vector_stores/${all[3]}`, kind: refused, times: 1 }]);
  await dialog.getByRole("button", { name: "Apply" }).click();
  await expect(dialog.getByText("2 were not changed")).toBeVisible();
  await expect(dialog.getByTestId("changed")).toHaveText("7 of 9 changed");
  const line = (name) => dialog.getByRole("listitem").filter({ hasText: name });
  await expect(line("Store 3")).toContainText("The API refused the request");
  await expect(line("Full")).toContainText("It would have more than 16 pairs. Nothing was sent for it.");

  const before = (await sent(account, "POST", "/")).length;
  await dialog.getByRole("button", { name: "Try 2 again" }).click();
  await expect(dialog.getByText("1 was not changed")).toBeVisible();
  await expect(dialog.getByTestId("changed")).toHaveText("8 of 9 changed");
  expect((await sent(account, "POST", "/")).slice(before).map(({ path }) => path)).toEqual([`/vector_stores/${all[3]}`]);
  for (const [n, id] of all.slice(0, 8).entries()) {
    const metadata = { own: `${n}`, team: "bo" };
    expect(await store(account, id)).toMatchObject({ expires_after: { days: 14 }, metadata });
    expect(Object.keys((await store(account, id)).metadata)).toHaveLength(2);
  }
  expect(await store(account, all[8])).toMatchObject({ expires_after: null, metadata: full });
});
