// What happens to a tab: it is killed, or nobody sees it.

/** Ends the tab as a crash does: no goodbye, nothing unloaded. */
export async function kill(page) {
  const crashed = page.waitForEvent("crash");
  const protocol = await page.context().newCDPSession(page);
  protocol.send("Page.crash").catch(() => {});
  await crashed;
  await page.close();
}

/** Before the page is opened: the system's notices are allowed and go to `told`; the page is hidden while `away`. */
export const hearNotices = (page) =>
  page.addInitScript(() => {
    window.told = [];
    window.Notification = class {
      static permission = "granted";
      static requestPermission = async () => "granted";
      constructor(title, { body }) {
        window.told.push([title, body]);
      }
    };
    Object.defineProperty(document, "hidden", { get: () => window.away === true });
  });
