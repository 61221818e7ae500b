// The program in parts: each is loaded when it is first needed, as it was built, and asked for again if it did not come.
import { expect, started, test } from "./fixtures.js";
import { fillConnect } from "./connect.js";
import { listed } from "./inside.js";

const workshop = /\/split_workshop-\w+\.wasm$/;
const demo = /\/split_demo-\w+\.wasm$/;
const missing = "A part of the program did not arrive.";

const openDemo = (page) => page.getByRole("button", { name: "Explore the demo account" }).click();

test("the demo account is loaded by those alone who look at it", async ({ page, requested }) => {
  await page.goto("/");
  await started(page);
  await expect.poll(() => requested.some((url) => workshop.test(url))).toBe(true);
  expect(requested.filter((url) => demo.test(url))).toEqual([]);
  await openDemo(page);
  await listed(page);
  expect(requested.filter((url) => demo.test(url))).toHaveLength(1);
  await page.reload();
  await listed(page);
  await expect(page.getByRole("note")).toContainText("This is the demo account");
});

test("a part that is not there is said, and another try brings it", async ({ page, account, complaints }) => {
  complaints.expect(/status of 404|digest|integrity|did not arrive/);
  await account.reset({ files: 20 });
  await page.route(workshop, (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto("/");
  await started(page);
  await fillConnect(page, account);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText(missing);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("alert")).toContainText(missing);
  await page.unroute(workshop);
  await page.getByRole("button", { name: "Try again" }).click();
  await listed(page, 20);
});

test("a part that was changed on its way is not run", async ({ page, complaints }) => {
  complaints.expect(/digest|integrity|did not arrive/);
  await page.route(demo, async (route) => {
    const answer = await route.fetch();
    const body = await answer.body();
    body[body.length - 1] ^= 1;
    await route.fulfill({ response: answer, body });
  });
  await page.goto("/");
  await started(page);
  await openDemo(page);
  await expect(page.getByText(missing)).toBeVisible();
  await page.unroute(demo);
  await openDemo(page);
  await listed(page);
});
