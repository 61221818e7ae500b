// Looks for a key everywhere but where it belongs: in the authorization header of requests to the chosen base, in the
// field into which it was typed, and in its own place on the chosen shelf.
import { readFile } from "node:fs/promises";

export class Canary {
  /** Watches all pages that the context opens from now on. `keep` is the shelf chosen: "session", "device" or none. */
  static async watch(context, account, { host, keep }) {
    const canary = new Canary();
    Object.assign(canary, { account, host, keep, found: [], seen: [], pending: [] });
    // What a key could be told by: its start, its end beyond the four characters that are shown, its disguise.
    canary.needles = [account.key.slice(8, 24), account.key.slice(-12), btoa(account.key).slice(0, 24)];
    // What stands in the page for a moment only is seen by the page itself.
    await context.addInitScript((needles) => {
      globalThis.leaks = [];
      const look = (text, where) => {
        if (needles.some((needle) => text?.includes(needle))) globalThis.leaks.push(where);
      };
      new MutationObserver((records) => {
        for (const { target, type, attributeName, addedNodes } of records) {
          if (type === "attributes") look(target.getAttribute(attributeName), `attribute ${attributeName}`);
          if (type === "characterData") look(target.data, "text");
          for (const node of addedNodes) look(node.outerHTML ?? node.data, `<${node.nodeName}>`);
        }
      }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    }, canary.needles);
    context.on("console", (message) => canary.look(message.text(), `the console: ${message.type()}`));
    context.on("weberror", (error) => canary.look(String(error.error()), "an error"));
    context.on("request", (request) => canary.pending.push(canary.request(request)));
    context.on("page", (page) => {
      page.on("framenavigated", (frame) => canary.look(frame.url(), "an address"));
      page.on("download", (download) => canary.pending.push(canary.download(download)));
    });
    return canary;
  }

  look(text, where) {
    if (this.needles.some((needle) => text?.includes(needle))) this.found.push(where);
  }

  async request(request) {
    const url = request.url();
    const toBase = url.startsWith(`${this.account.http}/`);
    this.seen.push(new URL(url).origin);
    this.look(decodeURIComponent(url), `the address of a request`);
    this.look(request.postData(), `the body of a request to ${url}`);
    for (const [name, value] of Object.entries(await request.allHeaders())) {
      const belongs = toBase && name === "authorization" && value === `Bearer ${this.account.key}`;
      if (!belongs) this.look(value, `the header ${name} of a request to ${url}`);
    }
  }

  async download(download) {
    this.look(download.suggestedFilename(), "the name of a download");
    this.look(await readFile(await download.path(), "utf8"), "a download");
  }

  /** Looks through what the page holds at this moment. */
  async search(page) {
    const held = await page.evaluate(async () => {
      const files = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) files.push(request.url, await (await cache.match(request)).text());
      }
      // All records of all databases.
      const records = [];
      const answer = (request) =>
        new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }));
      for (const { name } of await indexedDB.databases()) {
        const database = await answer(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
          const held = database.transaction(store).objectStore(store);
          records.push(name, store, ...(await answer(held.getAllKeys())), ...(await answer(held.getAll())));
        }
        database.close();
      }
      return {
        "the document": document.documentElement.outerHTML,
        "the title": document.title,
        "the address": location.href,
        "the state of the history": JSON.stringify(history.state),
        "the name of the window": window.name,
        "a field": [...document.querySelectorAll("input, textarea, select")].map((field) => field.value).join("\n"),
        "a database": JSON.stringify(records),
        "a cache": files.join("\n"),
        "a cookie": document.cookie,
        "the clipboard": await navigator.clipboard.readText(),
        shelves: { session: { ...sessionStorage }, device: { ...localStorage } },
        leaks: globalThis.leaks,
      };
    });
    const { shelves, leaks, ...texts } = held;
    for (const [where, text] of Object.entries(texts)) this.look(text, where);
    this.records = Math.max(this.records ?? 0, JSON.parse(texts["a database"]).length);
    this.found.push(...leaks.map((where) => `the page, for a moment: ${where}`));
    for (const [shelf, items] of Object.entries(shelves)) {
      for (const [name, value] of Object.entries(items)) {
        const isIts = /^quartermaster\.key\.[0-9a-f]+$/.test(name) && value === this.account.key && shelf === this.keep;
        this.look(name, `the ${shelf}'s storage, as a name`);
        if (!isIts) this.look(value, `the ${shelf}'s storage, under ${name}`);
      }
    }
    const own = Object.entries(shelves[this.keep] ?? {}).filter(([, value]) => value === this.account.key);
    this.kept = own.length;
    for (const cookie of await page.context().cookies()) this.look(JSON.stringify(cookie), "a cookie");
  }

  /** Where it was found; the hosts that were spoken to besides. */
  async result() {
    await Promise.all(this.pending);
    const others = new Set(this.seen.filter((origin) => ![this.host, new URL(this.account.http).origin].includes(origin)));
    return { found: [...new Set(this.found)], otherHosts: [...others] };
  }
}

