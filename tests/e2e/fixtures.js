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

/** The rules of axe that a theme makes a difference to. */
const colours = ["color-contrast", "link-in-text-block"];

/** Fails with what axe finds on the page as it stands: all of it in the light theme, the colours in the dark one too. */
export async function axe(page) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.waitForFunction((scheme) => matchMedia(`(prefers-color-scheme: ${scheme})`).matches, colorScheme);
    // The legacy mode opens no page of its own; it is for pages without frames, as ours is.
    const builder = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await (colorScheme === "light" ? builder : builder.withRules(colours)).analyze();
    const found = violations.flatMap(({ nodes }) => nodes.map(({ target, any, all, none }) => [target, any, all, none]));
    const said = found.map(([target, ...checks]) => `${target}: ${checks.flat().map((check) => check.message)}`);
    expect(said, `axe, ${colorScheme} theme`).toEqual([]);
  }
}
