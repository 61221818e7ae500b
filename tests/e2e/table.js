// What tests do with the table of a list: read it, choose from it.
import { fillConnect } from "./connect.js";
import { expect } from "./fixtures.js";
import { connectButton, rows } from "./inside.js";

/** Connects and does not wait for the lists. */
export async function open(page, account, options) {
  await page.goto("/");
  await fillConnect(page, account, options);
  await connectButton(page).click();
  await expect(page.getByRole("heading", { name: "Files", level: 1 })).toBeVisible();
}

/** Connects to a server that is well until the lists are to be read, and from then on has these faults. */
export async function openUnder(page, account, faults) {
  let set;
  const lists = /\/v1\/(files|vector_stores|batches)\?limit=100/;
  await page.route(lists, async (route) => {
    await (set ??= account.faults(faults));
    await route.continue();
  });
  await open(page, account);
  await expect.poll(() => set).toBeDefined();
}

/** The row of an object, if it is in view. */
export const row = (page, id) => page.getByRole("grid").locator(`[role=row][data-id="${id}"]`);

/** The box that chooses the object of a row. */
export const tick = (row) => row.getByRole("checkbox");

export const tickAll = (page) => page.getByRole("checkbox", { name: /^Select (all )?[\d,]+ matching$/ });

export const selected = (page) => page.getByTestId("selected");

/** The query field. */
export const field = (page) => page.getByRole("combobox", { name: "Search or filter" });

/** Types into the query field. */
export const search = (page, text) => field(page).fill(text);

/** The chip of a value of the facet, such as "assistants". */
export function chip(page, value) {
  const group = page.getByRole("group", { name: /^(Purpose|Status|Outcome)$/ });
  return group.getByRole("button").filter({ has: page.getByText(value, { exact: true }) });
}

/** The ids of the rows from the first to the last, as one finds them by scrolling; at most so many. */
export async function shownIds(page, most = Infinity) {
  await expect(rows(page).first()).toBeVisible();
  return page.getByRole("grid").evaluate(async (grid, most) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const ids = new Map();
    const take = () => {
      for (const row of grid.querySelectorAll("[role=row][data-id]")) ids.set(Number(row.ariaRowIndex), row.dataset.id);
    };
    grid.scrollTop = 0;
    for (let before = -1; before !== grid.scrollTop && ids.size < most; ) {
      await frame();
      take();
      before = grid.scrollTop;
      grid.scrollTop += grid.clientHeight;
    }
    grid.scrollTop = 0;
    await frame();
    // The first row below the header is the second.
    return Array.from({ length: Math.min(ids.size, most) }, (_, i) => ids.get(i + 2));
  }, most === Infinity ? 1e9 : most);
}

/** The ids of the rows that exist at this moment, from the first to the last. */
export const mountedIds = (page) =>
  rows(page).evaluateAll((rows) =>
    rows.sort((a, b) => a.ariaRowIndex - b.ariaRowIndex).map((row) => row.dataset.id),
  );

/** The ids that are chosen, as the page copies them. The test has to grant the clipboard. */
export async function chosenIds(page) {
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.evaluate(() => navigator.clipboard.writeText("nothing yet"));
  await page.getByRole("region", { name: "Selection" }).getByRole("button", { name: "Copy ids" }).click();
  await expect.poll(clipboard, { intervals: [20] }).not.toBe("nothing yet");
  return (await clipboard()).split("\n");
}

/** A number as the page writes it. */
export const number = (n) => n.toLocaleString("en-US");
