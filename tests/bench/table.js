// The table of 100,000 files against one written by hand (plain/), on the same data in the same browser.
import { fillConnect } from "../e2e/connect.js";
import { noteTasks } from "./tasks.js";

const FILES = 100_000;
const RUNS = Number(process.env.BENCH_RUNS ?? 3);
/** Typed letter by letter, then taken back; asked of both, and both must find the same. */
const TYPED = "invoice-2025";

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What runs in either page; both draw rows with the same roles. */
export function instruments() {
  // How large the program's memory is.
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...what) => {
    const made = await instantiate.apply(WebAssembly, what);
    window.programMemory = (made.instance ?? made).exports.memory;
    return made;
  };
  const $ = (selector) => document.querySelector(selector);
  const afterPaint = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      requestAnimationFrame(() => port2.postMessage(0));
    });
  window.bench = {
    rows: () => Number($("[role=grid]")?.getAttribute("aria-rowcount") ?? 0) - 1,
    first: () => $('[role=grid] [role=row][aria-rowindex="2"]')?.dataset.id,
    sorted: (title) => {
      const heads = [...document.querySelectorAll("[role=columnheader]")];
      return heads.find((head) => head.textContent.startsWith(title)).ariaSort;
    },
    sort(title) {
      const buttons = [...document.querySelectorAll("[role=columnheader] button.grid-sort")];
      buttons.find((button) => button.textContent.startsWith(title)).click();
    },
    all: () => $("[role=columnheader] [role=checkbox]"),
    type(text) {
      const field = $("[role=searchbox], input[type=search]");
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
    /** Milliseconds from the start of a deed to the end of the frame that shows what came of it. */
    time: (deed, done) =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const start = performance.now();
          deed();
          // The message comes after this frame was painted.
          const look = () => (done() ? resolve(performance.now() - start) : afterPaint().then(look));
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = look;
          port2.postMessage(0);
        });
      }),
    /** Scrolls for a while: frames a second, and how many frames had a part of the view without a row. */
    scroll: (step, ms) =>
      new Promise((resolve) => {
        const grid = $("[role=grid]");
        const most = grid.scrollHeight - grid.clientHeight;
        const { port1, port2 } = new MessageChannel();
        // Outside of a frame, as a wheel does; the page then hears of it before it paints.
        port1.onmessage = () => (grid.scrollTop = step === "jump" ? Math.random() * most : (grid.scrollTop + step) % most);
        let [frames, blank, start] = [0, 0, undefined];
        const look = (now) => {
          start ??= now;
          if (frames > 0) {
            const box = grid.getBoundingClientRect();
            const drawn = [...grid.querySelectorAll("[role=row][data-id]")].filter((row) => !row.hidden);
            const edges = drawn.map((row) => row.getBoundingClientRect()).filter(({ height }) => height > 0);
            const tops = Math.min(...edges.map(({ top }) => top));
            const ends = Math.max(...edges.map(({ bottom }) => bottom));
            if (!(tops <= box.top + 35 && ends >= box.top + grid.clientHeight - 1)) blank += 1;
          }
          if (now - start >= ms) return resolve({ fps: (frames * 1000) / (now - start), blank });
          frames += 1;
          port2.postMessage(0);
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    /**
     * Notes, until it is asked for, the longest task (as the browser counts them: none is shorter than 50 ms) and the
     * longest time for which a timer had to wait for its turn.
     */
    watch() {
      window.longestTask();
      const { port1, port2 } = new MessageChannel();
      let last = performance.now();
      let longest = 0;
      let on = true;
      port1.onmessage = () => {
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
        if (on) setTimeout(() => port2.postMessage(0));
      };
      port2.postMessage(0);
      return () => ((on = false), { task: window.longestTask(), wait: longest });
    },
  };
}

async function openOurs(page, { origin, account }) {
  await page.goto(origin);
  await fillConnect(page, account);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
}

async function openPlain(page, { origin, account }) {
  await page.goto(`${origin}/plain/#${new URLSearchParams({ base: account.http, key: account.key })}`);
  await page.evaluate(() => document.querySelector("#count").click());
}

const ways = {
  ours: {
    open: openOurs,
    away: () => [...document.querySelectorAll("nav a")].find((a) => a.pathname.endsWith("/settings")).click(),
    back: () => [...document.querySelectorAll("nav a")].find((a) => a.pathname.endsWith("/files")).click(),
  },
  plain: {
    open: openPlain,
    away: () => document.querySelector("#away").click(),
    back: () => document.querySelector("#back").click(),
  },
};

const whole = (page, count) =>
  page.waitForFunction((count) => bench.rows() === count && / in all$/.test(document.querySelector("[data-testid=count], #count").textContent), count, { timeout: 300_000, polling: 50 });

/** All measures of one table, in milliseconds unless their name says otherwise. */
async function measureOne(browser, way, at, throttle) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.addInitScript(instruments);
  const figures = {};
  try {
    const cdp = await page.context().newCDPSession(page);
    await way.open(page, at);
    await whole(page, FILES);
    await cdp.send("HeapProfiler.collectGarbage");
    const { usedSize } = await cdp.send("Runtime.getHeapUsage");
    figures.js_heap_mb = usedSize / 1e6;
    figures.wasm_memory_mb = await page.evaluate(() => (window.programMemory?.buffer.byteLength ?? 0) / 1e6);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: throttle });

    // Leaves the table and comes back to it: its rows are in memory, its view is made anew.
    const mount = [];
    for (let run = 0; run < 5; run += 1) {
      await page.evaluate(`(${way.away})()`);
      await page.waitForFunction(() => !document.querySelector("[role=grid]"));
      mount.push(await page.evaluate(`bench.time(${way.back}, () => bench.first() !== undefined)`));
    }
    figures.first_paint = median(mount);

    const sort = (title) =>
      page.evaluate((title) => {
        const before = bench.sorted(title);
        return bench.time(() => bench.sort(title), () => bench.sorted(title) !== before && bench.first() !== undefined);
      }, title);
    figures.sort = median([await sort("Size"), await sort("Size"), await sort("Created"), await sort("Size"), await sort("Created")]);
    figures.sort_text = median([await sort("Name"), await sort("Name"), await sort("Size").then(() => sort("Name"))]);

    const all = () =>
      page.evaluate(() => {
        const before = bench.all().ariaChecked;
        return bench.time(() => bench.all().click(), () => bench.all().ariaChecked !== before);
      });
    const select = [];
    for (let run = 0; run < 3; run += 1) {
      select.push(await all());
      await all();
    }
    figures.select_all = median(select);

    const texts = Array.from({ length: 2 * TYPED.length }, (_, n) => TYPED.slice(0, n < TYPED.length ? n + 1 : 2 * TYPED.length - n - 1));
    const keys = [];
    figures.found = [];
    for (const text of texts) {
      const { ms, rows } = await page.evaluate(async (text) => {
        // One frame must be enough: what is found by then is compared below.
        const ms = await bench.time(() => bench.type(text), () => true);
        return { ms, rows: bench.rows() };
      }, text);
      keys.push(ms);
      figures.found.push(rows);
    }
    figures.filter_key_p50 = median(keys);
    figures.filter_key_max = Math.max(...keys);

    for (const [name, step, ms] of [["slow", 40, 1500], ["fast", 3000, 1500], ["jump", "jump", 1500]]) {
      const { fps, blank } = await page.evaluate(([step, ms]) => bench.scroll(step, ms), [step, ms]);
      figures[`scroll_${name}_fps`] = fps;
      figures[`scroll_${name}_blank`] = blank;
    }
    return figures;
  } finally {
    await page.context().close();
  }
}

/** The longest task and wait while the list grows by pages of 10,000 with a sort by name and a search in force. */
async function measureAppend(browser, way, at, throttle) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.addInitScript(instruments);
  await page.addInitScript(noteTasks);
  try {
    await at.account.settings({ latency_ms: 700 });
    await way.open(page, at);
    await page.waitForFunction(() => bench.rows() >= 1000, undefined, { polling: 20, timeout: 60_000 });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: throttle });
    await page.evaluate(() => bench.sort("Name"));
    await page.evaluate(() => bench.type("e"));
    await page.evaluate(() => void (window.longest = bench.watch()));
    await page.waitForFunction(
      () => /(^|of )100,?000 (in all|shown)/.test(document.querySelector("[data-testid=count], #count").textContent),
      undefined,
      { timeout: 300_000, polling: 100 },
    );
    return await page.evaluate(() => window.longest());
  } finally {
    await at.account.settings({ latency_ms: 0 });
    await page.context().close();
  }
}

/** Measures both tables and says how they compare. `measure(name, value, unit)` takes the figures. */
export async function benchTable(browser, origin, account, measure) {
  await account.reset({ files: FILES, stores: 0, batches: 0, seed: 1 });
  const at = { origin, account };
  for (const throttle of (process.env.BENCH_CPU ?? "1,4").split(",").map(Number)) {
    const suffix = throttle === 1 ? "" : `_cpu_${throttle}x_slower`;
    const runs = { ours: [], plain: [] };
    const appends = { ours: [], plain: [] };
    for (let run = 0; run < RUNS; run += 1) {
      for (const [name, way] of Object.entries(ways)) {
        runs[name].push(await measureOne(browser, way, at, throttle));
        appends[name].push(await measureAppend(browser, way, at, throttle));
      }
      const found = Object.values(runs).map((all) => all.at(-1).found.join());
      if (found[0] !== found[1]) throw new Error(`The two tables do not find the same: ${found.join(" / ")}`);
    }
    const of = (name, key) => median(runs[name].map((figures) => figures[key]));
    for (const key of ["first_paint", "sort", "sort_text", "select_all", "filter_key_p50", "filter_key_max"]) {
      const [ours, plain] = ["ours", "plain"].map((name) => of(name, key));
      measure(`table_${key}${suffix}`, ours, "ms");
      measure(`table_${key}${suffix}_by_hand`, plain, "ms");
      measure(`table_${key}${suffix}_ratio`, ours / plain, "times", 100);
    }
    for (const speed of ["slow", "fast", "jump"]) {
      measure(`table_scroll_${speed}${suffix}`, of("ours", `scroll_${speed}_fps`), "frames/s");
      measure(`table_scroll_${speed}${suffix}_by_hand`, of("plain", `scroll_${speed}_fps`), "frames/s");
      measure(`table_scroll_${speed}${suffix}_blank`, Math.max(...runs.ours.map((f) => f[`scroll_${speed}_blank`])), "frames");
    }
    for (const what of ["task", "wait"]) {
      const longest = (name) => median(appends[name].map((figures) => figures[what]));
      measure(`table_append_longest_${what}${suffix}`, longest("ours"), "ms");
      measure(`table_append_longest_${what}${suffix}_by_hand`, longest("plain"), "ms");
    }
    if (throttle === 1) {
      measure("table_wasm_memory", of("ours", "wasm_memory_mb"), "MB");
      measure("table_js_heap", of("ours", "js_heap_mb"), "MB");
      measure("table_js_heap_by_hand", of("plain", "js_heap_mb"), "MB");
    }
  }
}
