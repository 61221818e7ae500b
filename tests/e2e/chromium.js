// Which Chromium the tests drive, and how. Run alone it prints the path, or fails with what to do.
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

export { chromium };

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const elsewhere = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The path of $CHROMIUM, else of an installed browser, else of Playwright's own; undefined if there is none. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const onPath = names.flatMap((name) => process.env.PATH.split(delimiter).map((dir) => join(dir, name)));
  return [...onPath, ...elsewhere, chromium.executablePath()].find((path) => existsSync(path));
}

/** Options for a launch. The flags are those of the tests in tests/web: quiet, no network of its own. */
export function launchOptions() {
  const capabilities = new URL("../web/webdriver.json", import.meta.url);
  const { args } = JSON.parse(readFileSync(capabilities, "utf8"))["goog:chromeOptions"];
  return { executablePath: findChromium(), args };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = findChromium();
  console.log(path ?? "No Chromium was found. Set CHROMIUM, or run: npx playwright install chromium");
  process.exitCode = path ? 0 : 1;
}
