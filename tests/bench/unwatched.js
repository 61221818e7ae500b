// A browser that is left to itself while its page works. Whoever drives a page is told of each of its requests, with the
// stack that sent it, and telling that costs about as much as the request: a measure of thousands is none meanwhile.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, launchOptions } from "../e2e/chromium.js";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until there is an answer. */
async function until(ask) {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await Promise.resolve().then(ask).catch(() => undefined);
    if (answer) return answer;
    await pause(100);
  }
  throw new Error("It did not come about within half a minute.");
}

/**
 * What a page comes to without being watched: `prepare` brings it to where it begins to work by itself a second later,
 * and has it leave what is to be known in `window.found`; `over` resolves when it is done.
 */
export async function unwatched(prepare, over) {
  const folder = mkdtempSync(join(tmpdir(), "quartermaster-"));
  const { executablePath, args } = launchOptions();
  const own = ["--headless=new", "--ignore-certificate-errors", "--remote-debugging-port=0", `--user-data-dir=${folder}`];
  const child = spawn(executablePath, [...args, ...own], { stdio: "ignore", detached: true });
  const drive = async () => {
    const [port] = readFileSync(join(folder, "DevToolsActivePort"), "utf8").split("\n");
    return chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  };
  try {
    const before = await until(drive);
    const [context] = before.contexts();
    await prepare(await context.newPage());
    // It was connected to, not launched: this lets go of it.
    await before.close();
    await over();
    const after = await until(drive);
    const pages = after.contexts()[0].pages();
    return await until(async () => (await Promise.all(pages.map((page) => page.evaluate(() => window.found)))).find(Boolean));
  } finally {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    // The whole group: the browser is many processes, each of which may still write into the folder.
    process.kill(-child.pid, "SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}
