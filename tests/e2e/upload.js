// What tests do to bring files into the account.
import { truncateSync, writeFileSync } from "node:fs";
import { expect } from "./fixtures.js";
import { sent } from "./run.js";

export const MIB = 1024 * 1024;

export const uploadDialog = (page) => page.getByRole("dialog", { name: /^Upload \d+ files?$/ });

/** The panel of uploads. */
export const panel = (page) => page.getByTestId("uploads");

/** What the panel says of one file. */
export const line = (page, name) =>
  panel(page).getByRole("listitem").filter({ has: page.getByTitle(name, { exact: true }) });

/** The paths to which the page has sent a POST. */
export const posts = async (account, path = "/") => (await sent(account, "POST", path)).map(({ path }) => path);

/** What the account holds under a name. */
export const named = async (account, name) =>
  (await account.state()).files.filter(({ filename }) => filename === name);

/** A small file, as a file chooser gives it. */
export const text = (name, content = `the text of ${name}`) => ({
  name,
  mimeType: "text/plain",
  buffer: Buffer.from(content),
});

/** A file on disk of so many bytes that takes no room there. */
export function sparse(info, name, size) {
  const path = info.outputPath(name);
  writeFileSync(path, "begins");
  truncateSync(path, size);
  return path;
}

/** Chooses files by the button and says yes to the dialog, with another purpose than the one proposed if given. */
export async function upload(page, files, purpose) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("main").getByRole("button", { name: "Upload" }).click();
  await (await chooser).setFiles(files);
  if (purpose) await uploadDialog(page).getByLabel("Purpose").selectOption(purpose);
  await uploadDialog(page).getByRole("button", { name: "Upload" }).click();
  await expect(uploadDialog(page)).toHaveCount(0);
}

const target = (page) => page.getByRole("heading", { name: "Files", level: 1 });

/** One event of dragging files, each [name, content], over the list of files. */
export async function drag(page, event, files) {
  const dataTransfer = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const [name, content] of files) data.items.add(new File([content], name));
    return data;
  }, files);
  await target(page).dispatchEvent(event, { dataTransfer });
}

/** Drops files, each [name, content], on the list of files. */
export async function dropFiles(page, files) {
  for (const event of ["dragenter", "dragover", "drop"]) await drag(page, event, files);
  await expect(uploadDialog(page)).toBeVisible();
}

/** Drops what is on disk, folders too, as the system does. */
export async function dropPaths(page, files) {
  const { x, y } = await target(page).boundingBox();
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: x + 5, y: y + 5, data });
  }
  await session.detach();
}
