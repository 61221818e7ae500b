// An account's API base is the one address that the page speaks to, once it is open.
import { newAccount } from "./accounts.js";
import { fillConnect } from "./connect.js";
import { expect, started, test } from "./fixtures.js";
import { choose, connectButton, enter, listed, switcher } from "./inside.js";

const refused = /Content Security Policy/;

/** What becomes of a request that the page's own code makes. */
const tries = (page, url) =>
  page.evaluate(
    (url) =>
      new Promise((resolve) => {
        document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), { once: true });
        fetch(url).then(
          (answer) => resolve(answer.status),
          () => setTimeout(resolve, 1000, "failed"),
        );
      }),
    url,
  );

test("an open account narrows the page to its base, over HTTP/2 as well", async ({ page, account, complaints }) => {
  complaints.expect(refused);
  complaints.expect(/status of 401.*\/v1\/models\)$/);
  await account.reset({ files: 3, stores: 0, batches: 0 });
  await page.goto("/");
  await started(page);
  expect([await tries(page, `${account.http}/models`), await tries(page, `${account.https}/models`)]).toEqual([401, 401]);
  await enter(page, account, { base: account.https });
  expect(await tries(page, `${account.https}/models`)).toBe(401);
  expect(await tries(page, `${account.http}/models`)).toBe("connect-src");
  expect(await tries(page, "https://api.openai.com/v1/models")).toBe("connect-src");
  expect((await account.log()).map((entry) => entry.http)).not.toContain("HTTP/1.1");
  // The demo account after it changes nothing of that.
  await choose(page, "Disconnect and erase the key");
  await page.getByRole("button", { name: "Explore the demo account" }).click();
  await listed(page);
  expect(await tries(page, `${account.http}/models`)).toBe("connect-src");
});

test("an account of another base is opened by a page that begins anew", async ({ page, account, requested }) => {
  const other = newAccount();
  await account.reset({ files: 3, stores: 0, batches: 0 });
  await other.reset({ files: 5, stores: 0, batches: 0 });
  await enter(page, account, { keep: "On this device", name: "Workshop" });
  await choose(page, "Add an account");
  await fillConnect(page, other, { keep: "For this session", base: other.https });
  await page.getByLabel("Account name").fill("Museum");
  const sent = requested.length;
  await connectButton(page).click();
  await expect(page.getByLabel("API base")).toHaveAccessibleDescription(/Reload the page to connect to another/);
  expect(requested.slice(sent)).toEqual([]);

  await page.reload();
  await started(page);
  await enter(page, other, { keep: "For this session", base: other.https, name: "Museum" });
  await listed(page, 5);
  await choose(page, "Workshop");
  await expect(switcher(page)).toContainText("Workshop");
  await listed(page, 3);
  await choose(page, "Museum");
  await expect(switcher(page)).toContainText("Museum");
  await listed(page, 5);
  expect((await other.log()).map((entry) => entry.http)).not.toContain("HTTP/1.1");
  expect((await account.log()).map((entry) => entry.http)).not.toContain("HTTP/2.0");
});
