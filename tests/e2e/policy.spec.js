// The content-security policy: the page runs under it, and what breaks it is blocked.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, started, test } from "./fixtures.js";
import { dist, distForSub } from "./places.js";

const refused = /Content Security Policy|Trusted(HTML|Script|TypePolicy)|net::ERR_BLOCKED_BY_CSP/;

const metaPolicy = (folder) => {
  const [tag] = readFileSync(join(folder, "index.html"), "utf8").match(/<meta [^>]*http-equiv="?Content-Security-Policy\b[^>]*>/);
  return tag.match(/content="([^"]+)"/)[1];
};
const headerPolicy = (folder) =>
  readFileSync(join(folder, "_headers"), "utf8").match(/^ {2}Content-Security-Policy: (.+)$/m)[1];

/**
 * Runs code in the page as the page's own. (What Playwright evaluates itself may use eval even where the policy
 * forbids it; what a timer calls may not.)
 */
const inPage = (page, code, argument) =>
  page.evaluate(
    ([code, argument]) =>
      new Promise((resolve) => {
        // The function is made here, where Playwright may; it runs later, where the page may not.
        const run = new Function("argument", `return (${code})(argument)`);
        setTimeout(async () => {
          try {
            resolve({ value: await run(argument) });
          } catch (error) {
            resolve({ error: error.name });
          }
        });
      }),
    [code.toString(), argument],
  );

test("the header for static hosts is the policy of the page, and forbids framing", () => {
  for (const folder of [dist, distForSub]) {
    expect(headerPolicy(folder)).toBe(`${metaPolicy(folder)}; frame-ancestors 'none'`);
  }
  const policy = metaPolicy(dist);
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'| data:| \*[ ;]/);
  for (const rule of ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'none'"]) {
    expect(policy).toContain(rule);
  }
});

test("a build for another API base lets the page speak to it", () => {
  expect(metaPolicy(dist)).not.toContain("https://api.example");
  expect(metaPolicy(distForSub)).toContain("connect-src 'self' https://api.example ");
});

test("the program starts under the policy and asks no other host for anything", async ({ page, requested, baseURL }) => {
  await page.goto("/");
  await started(page);
  await page.waitForLoadState("networkidle");
  expect(requested.length).toBeGreaterThan(4);
  expect(requested.filter((url) => !url.startsWith(`${baseURL}/`))).toEqual([]);
});

test("inline scripts and handlers written into the page do not run", async ({ page, complaints }) => {
  complaints.expect(refused);
  await page.route("/", async (route) => {
    const answer = await route.fetch();
    const inserted = `<script>window.broken = "script"</script><img src="/none.png" onerror="window.broken = 'handler'">`;
    await route.fulfill({ response: answer, body: (await answer.text()).replace("</noscript>", `$&${inserted}`) });
  });
  complaints.expect(/404.*none\.png/);
  await page.goto("/");
  await started(page);
  expect(await page.evaluate(() => window.broken)).toBeUndefined();
  expect(await page.evaluate(() => document.querySelectorAll("body script").length)).toBe(1);
});

test("text cannot become markup or code", async ({ page, complaints }) => {
  complaints.expect(refused);
  await page.goto("/");
  await started(page);
  const sinks = {
    innerHTML: () => (document.body.innerHTML = "<img src=x onerror=alert(1)>"),
    outerHTML: () => (document.body.outerHTML = "<p>gone</p>"),
    insertAdjacentHTML: () => document.body.insertAdjacentHTML("beforeend", "<b>bold</b>"),
    write: () => document.write("<b>bold</b>"),
    parse: () => new DOMParser().parseFromString("<b>bold</b>", "text/html"),
    srcdoc: () => (document.createElement("iframe").srcdoc = "<b>bold</b>"),
    script: () => (document.createElement("script").text = "1"),
    object: () => (document.createElement("object").data = "/boot.js"),
    "script source": () => (document.createElement("script").src = "/boot.js"),
    handler: () => document.body.setAttribute("onclick", "1"),
    timer: () => setTimeout("1"),
    worker: () => new Worker("/boot.js"),
    policy: () => trustedTypes.createPolicy("other", {}),
    "second default policy": () => trustedTypes.createPolicy("default", {}),
  };
  for (const [name, sink] of Object.entries(sinks)) {
    expect(await inPage(page, sink), name).toEqual({ error: "TypeError" });
  }
  expect(await inPage(page, () => (0, eval)("1")), "eval").toEqual({ error: "EvalError" });
  expect(await inPage(page, () => new Function("1")), "Function").toEqual({ error: "EvalError" });
});

test("markup passes only if it stands in the program word for word", async ({ page, complaints }) => {
  complaints.expect(refused);
  const [name] = readFileSync(join(dist, "index.html"), "utf8").match(/[\w-]+_bg\.wasm/);
  const program = readFileSync(join(dist, name), "latin1");
  const [template] = program.match(/<(path|svg|p|span|b)[ >][ -~]{4,}?<\/\1>/);
  await page.goto("/");
  await started(page);
  const set = (markup) => {
    const holder = document.createElement("template");
    holder.innerHTML = markup;
    return holder.innerHTML.length > 0;
  };
  expect(await inPage(page, set, template)).toEqual({ value: true });
  expect(await inPage(page, set, `${template}<b>x</b>`)).toEqual({ error: "TypeError" });
});

test("nothing is fetched from, shown from or sent to another host", async ({ page, context, complaints }) => {
  complaints.expect(refused);
  complaints.expect(/Fetch API cannot load https:\/\/\w+\.example/);
  const reached = [];
  await context.route("https://*.example/**", (route) => {
    reached.push(route.request().url());
    return route.fulfill({ body: "", headers: { "access-control-allow-origin": "*" } });
  });
  await page.goto("/");
  await started(page);

  // The directive that refuses what the page tries.
  const refusedBy = (attempt, url) =>
    page.evaluate(
      ([attempt, url]) =>
        new Promise((resolve) => {
          const said = (event) => resolve(event.effectiveDirective);
          document.addEventListener("securitypolicyviolation", said, { once: true });
          new Function("url", `(${attempt})(url)`)(url);
          setTimeout(resolve, 3000, "nothing");
        }),
      [attempt.toString(), url],
    );
  const add = (tag, attributes) => {
    const code = `(url) => {
      const element = document.createElement("${tag}");
      Object.assign(element, ${JSON.stringify(attributes)});
      if ("src" in element) element.src = url; else element.href = url;
      document.head.append(element);
    }`;
    return refusedBy(code, `https://other.example/${tag}`);
  };
  expect(await add("img")).toBe("img-src");
  expect(await add("link", { rel: "stylesheet" })).toBe("style-src-elem");
  expect(await add("iframe")).toBe("frame-src");
  expect(await add("video")).toBe("media-src");
  expect(await add("base")).toBe("base-uri");
  expect(await refusedBy(() => document.body.setAttribute("style", "color: red"))).toBe("style-src-attr");
  for (const url of ["https://other.example/", "https://api-openai.example/"]) {
    expect(await refusedBy((url) => fetch(url).catch(() => {}), url)).toBe("connect-src");
  }
  expect(await refusedBy((url) => navigator.sendBeacon(url, "x"), "https://other.example/")).toBe("connect-src");
  expect(await refusedBy((url) => new WebSocket(url), "wss://other.example/")).toBe("connect-src");
  expect(reached).toEqual([]);
});

for (const [what, file] of [
  ["loader", /\/boot-[^/]+\.js$/],
  ["program's script", /\/quartermaster-[^/]+\.js$/],
  ["program", /_bg\.wasm$/],
  ["style sheet", /\/tokens-[^/]+\.css$/],
]) {
  test(`a ${what} that was changed on the way is refused`, async ({ page, complaints }) => {
    complaints.expect(/integrity|Integrity|Failed to fetch|ERR_FAILED/);
    await page.route(file, async (route) => {
      const answer = await route.fetch();
      const body = Buffer.concat([await answer.body(), Buffer.from(what === "program" ? [0, 2, 1, 97] : "\n/* x */")]);
      await route.fulfill({ response: answer, body });
    });
    await page.goto("/");
    if (what === "style sheet") {
      await started(page);
      const rules = await page.evaluate(() => [...document.styleSheets].map((sheet) => sheet.href ?? ""));
      expect(rules.filter((href) => file.test(href))).toEqual([]);
    } else if (what === "loader") {
      await expect(page.locator("#shell")).toHaveCount(1);
      expect(await page.evaluate(() => document.documentElement.dataset.base)).toBeUndefined();
    } else {
      await expect(page.getByRole("alert")).toContainText("Quartermaster could not start.");
      await expect(page.getByRole("alert")).toContainText("Quartermaster n’a pas pu démarrer.");
    }
  });
}
