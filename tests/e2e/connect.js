// The way in that most tests and the bench share.

/** Fills in the connect page, which is open, for an account of the practice server; leaves the button to the caller. */
export async function fillConnect(page, account, { keep = "In memory", base = account.http } = {}) {
  await page.getByLabel("API key").fill(account.key);
  await page.getByRole("radio", { name: keep }).check();
  await page.getByText("Advanced", { exact: true }).click();
  await page.getByLabel("API base").fill(base);
  await page.getByRole("checkbox", { name: /I trust that address/ }).check();
}
