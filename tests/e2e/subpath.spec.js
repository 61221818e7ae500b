// A build for a host that serves it under a folder, by a plain static file server.
import { expect, started, test } from "./fixtures.js";

const base = (page) => page.evaluate(() => document.documentElement.dataset.base);

test("the program knows the folder it is served from", async ({ page, requested, baseURL }) => {
  await page.goto("/sub/");
  await started(page);
  expect(await base(page)).toBe("/sub");
  expect(requested.filter((url) => !url.startsWith(`${baseURL}/sub/`))).toEqual([]);
});

test("at the root of a host the folder is empty", async ({ page }) => {
  await page.goto("/");
  await started(page);
  expect(await base(page)).toBe("");
});

for (const path of ["/files", "/stores/vs_1", "/sub/files", "/sub/stores/vs_1"]) {
  test(`a deep link and its reload work: ${path}`, async ({ page, complaints, requested, baseURL }) => {
    complaints.expect(/status of 404.*\/(files|stores\/vs_1)\)$/);
    const folder = path.startsWith("/sub") ? "/sub" : "";
    for (const open of [() => page.goto(path), () => page.reload()]) {
      const answer = await open();
      expect(answer.status()).toBe(404);
      await started(page);
      expect(await base(page)).toBe(folder);
    }
    const others = requested.filter((url) => !url.startsWith(`${baseURL}${folder}/`));
    expect(others).toEqual([]);
  });
}
