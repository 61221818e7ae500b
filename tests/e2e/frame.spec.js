// Inside another page the program refuses to run: a meta policy cannot forbid framing.
import { createServer } from "node:http";
import { expect, test } from "./fixtures.js";

test("the page does not work in a frame of another host", async ({ page, baseURL }) => {
  // A real server: Chromium keeps a page that the test made up from reaching loopback at all.
  const outer = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<link rel="icon" href="data:,"><iframe src="${baseURL}/"></iframe>`);
  });
  await new Promise((resolve) => outer.listen(0, "127.0.0.1", resolve));
  try {
    await page.goto(`http://127.0.0.1:${outer.address().port}/`);
    await refuses(page.frameLocator("iframe"));
  } finally {
    outer.close();
  }
});

test("the page does not work in a frame of its own host either", async ({ page }) => {
  await page.route("/outer.html", (route) =>
    route.fulfill({ contentType: "text/html", body: `<iframe src="/"></iframe>` }),
  );
  await page.goto("/outer.html");
  await refuses(page.frameLocator("iframe"));
});

async function refuses(frame) {
  await expect(frame.getByRole("alert")).toContainText("does not work inside another page");
  await expect(frame.getByRole("alert")).toContainText("ne fonctionne pas dans une autre page");
  await expect(frame.getByRole("button")).toHaveCount(0);
  await expect(frame.locator("#shell")).toHaveCount(0);
}
