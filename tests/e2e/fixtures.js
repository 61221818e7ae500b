// What every browser test stands on: a page that may not complain, and an account of its own.
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";
import { newAccount } from "./accounts.js";

export { expect };

export const test = base.extend({
  baseURL: async ({}, use) => use(process.env.QUARTERMASTER_PAGE),

  /** Put before the name of the key, it says what the key may not do: "noscope-files-", "readonly-". */
  keyKind: ["", { option: true }],

  account: async ({ keyKind }, use) => use(newAccount(keyKind)),

  /**
   * Errors in the console of any page fail the test, unless it said that it expects them:
   * `complaints.expect(/status of 429/)`. Chromium logs each failed request as such an error.
   */
  complaints: [
    async ({ context }, use) => {
      const seen = [];
      const expected = [];
      context.on("console", (message) => {
        if (message.type() === "error") seen.push(`${message.text()} (${message.location().url})`);
      });
      context.on("weberror", (error) => seen.push(String(error.error())));
      await use({ expect: (pattern) => expected.push(pattern) });
      const unexpected = seen.filter((text) => !expected.some((pattern) => pattern.test(text)));
      expect(unexpected, "errors in the console").toEqual([]);
    },
    { auto: true },
  ],

  /** Every address that a page of this test asked for. */
  requested: async ({ context }, use) => {
    const urls = [];
    context.on("request", (request) => urls.push(request.url()));
    await use(urls);
  },
});

/** Waits until the program has taken the place of the static shell. */
export async function started(page) {
  await expect(page.locator("#shell")).toHaveCount(0);
  await expect(page.locator("main.stopped")).toHaveCount(0);
}

/** Fails with what axe finds on the page as it stands, in the light theme and in the dark. */
export async function axe(page) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.html}`));
    expect(found, `axe, ${colorScheme} theme`).toEqual([]);
  }
}
