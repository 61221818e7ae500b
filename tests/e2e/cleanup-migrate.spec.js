// Migration: new stores are made of old ones, and when everything is in them the old ones go, with what only they used.
import { expect, test } from "./fixtures.js";
import { carryOut, catchUp, cleanUp, finding, left, planned, recipe, review, sorted } from "./cleanup.js";
import { enter } from "./inside.js";

test("old stores and what only they use go once the new ones hold the rest", async ({ page, account }) => {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const add = async (name) => (await account.addFile(name)).id;
  const file = { a: await add("a.md"), b: await add("b.md"), failing: await add("broken.xlsx"), apart: await add("apart.md") };
  const make = async (name, file_ids, more) => (await account.api("POST", "/vector_stores", { name, file_ids, ...more })).id;
  const store = {
    one: await make("Handbook", [file.a, file.failing], { metadata: { owner: "ana" } }),
    two: await make("Tickets", [file.a, file.b]),
    other: await make("Stays", [file.apart]),
  };
  await account.advance(4 * 86_400);
  await catchUp(page, account);
  await enter(page, account);
  await cleanUp(page);
  await expect(finding(page, "Replaced vector stores")).toHaveCount(0);

  const stores = recipe(page, "Vector stores by a rule");
  await stores.getByLabel("Stores matching").fill("handbook or tickets");
  await stores.getByRole("button", { name: "Make new stores…" }).click();
  const dialog = page.getByRole("dialog", { name: "Make new vector stores for old ones" });
  await expect(dialog).toContainText("2 vector stores each get a new one");
  await dialog.getByRole("button", { name: "Make them" }).click();
  await expect(dialog).toContainText("2 of 2 made");
  await dialog.getByRole("button", { name: "Close" }).click();
  // Until everything is in the new ones, nothing is called replaced.
  await expect(finding(page, "Replaced vector stores")).toHaveCount(0);
  await account.advance(200);
  await page.clock.fastForward(200_000);

  await expect(finding(page, "Replaced vector stores")).toContainText("2 vector stores", { timeout: 20_000 });
  await finding(page, "Replaced vector stores").getByRole("button").click();
  const plan = review(page, "Replaced vector stores");
  expect(await planned(plan)).toEqual({ ticked: sorted(store.one, store.two, file.failing), out: [] });
  expect(await carryOut(page, plan, 3)).toEqual({ Deleted: 3 });

  const now = await account.state();
  expect(now.files.map(({ id }) => id).sort()).toEqual(sorted(file.a, file.b, file.apart));
  const held = Object.fromEntries(now.stores.map(({ name, files }) => [name, files.sort()]));
  expect(held).toEqual({ Stays: [file.apart], Handbook: [file.a], Tickets: sorted(file.a, file.b) });
  expect((await left(account)).stores).not.toContain(store.one);
  const handbook = now.stores.find(({ name }) => name === "Handbook").id;
  expect((await account.api("GET", `/vector_stores/${handbook}`)).metadata).toEqual({ owner: "ana", migrated_from: store.one });

  // Made once: the new ones are not taken for old ones.
  await stores.getByRole("button", { name: "Make new stores…" }).click();
  await expect(dialog).toContainText("0 vector stores each get a new one");
});
