// What shows before the program has run, and when it cannot.
import { expect, test } from "./fixtures.js";

const program = /_bg\.wasm$/;

for (const theme of ["light", "dark"]) {
  test(`the ${theme} theme that was chosen stands before the program has run`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme === "light" ? "dark" : "light" });
    await page.addInitScript((theme) => localStorage.setItem("quartermaster.theme", theme), theme);
    // The program never arrives.
    await page.route(program, () => {});
    await page.goto("/", { waitUntil: "commit" });
    await expect(page.locator("#shell")).toBeVisible();
    // Not a number until the style sheets are there.
    const brightness = () =>
      page.evaluate(() => {
        const [red, green, blue, alpha] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
        return alpha === 0 ? NaN : (red + green + blue) / 3;
      });
    if (theme === "light") await expect.poll(brightness).toBeGreaterThan(200);
    else await expect.poll(brightness).toBeLessThan(60);
  });
}

test("a program that is not there is said in both languages, with what to do", async ({ page, complaints }) => {
  complaints.expect(/status of 404|digest|integrity/);
  await page.route(program, (route) => route.fulfill({ status: 404, body: "" }));
  await page.goto("/");
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("Reload the page");
  await expect(alert).toContainText("Rechargez la page");
  await expect(alert).toContainText("did not arrive or was changed");
  await expect(page.locator("#shell")).toHaveCount(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says that it needs it", async ({ page }) => {
    await page.goto("/");
    // Not by text: Playwright's text selectors pass over what stands in noscript.
    const sentences = page.locator("noscript p");
    await expect(sentences).toHaveText([/needs JavaScript and WebAssembly/, /a besoin de JavaScript et de WebAssembly/]);
    await expect(sentences.first()).toBeInViewport();
  });
});
