// The key goes to the chosen base, as a header, and nowhere else.
import { Canary } from "./canary.js";
import { fillConnect } from "./connect.js";
import { expect, test } from "./fixtures.js";
import { connectButton, enter, go, listed, rows } from "./inside.js";

test.use({ keyKind: "CANARY-", permissions: ["clipboard-read", "clipboard-write"] });

/** Errors of the API that repeat the key they were sent. */
const parrot = (account, method, path) => ({
  method,
  path,
  kind: { status: { status: 400, message: `Bad: Bearer ${account.key}, Incorrect API key provided: ${account.key}.` } },
});

for (const [choice, keep] of [
  ["In memory", undefined],
  ["For this session", "session"],
  ["On this device", "device"],
]) {
  test(`a key kept ${choice.toLowerCase()} goes nowhere else`, async ({ context, account, baseURL, complaints }) => {
    complaints.expect(/status of 400.*\/v1\//);
    await account.reset({ files: 40, stores: 4, batches: 6 });
    const canary = await Canary.watch(context, account, { host: baseURL, keep });
    const page = await context.newPage();
    await page.goto("/");
    // Refused first, by a server that says the key aloud, then let in.
    await account.faults([parrot(account, "GET", "/models")]);
    await fillConnect(page, account, { keep: choice });
    await connectButton(page).click();
    await page.getByRole("alert").getByText("What the server said").click();
    await expect(page.getByRole("alert")).toContainText("Status 400");
    await account.faults([]);
    await connectButton(page).click();
    await listed(page, 40);
    await canary.search(page);

    // Lists that fail and lists that come.
    await account.faults([parrot(account, "GET", "/vector_stores"), parrot(account, "DELETE", "/files")]);
    await go(page, "Vector stores");
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.getByRole("alert").getByText("What the server said").click();
    await expect(page.getByRole("alert")).toContainText("Bad:");
    await canary.search(page);
    await go(page, "Batches");
    await listed(page, 6);
    await rows(page).first().hover();
    await rows(page).first().getByRole("button", { name: /^Copy batch_/ }).click();
    await expect(page.getByText("Copied")).toBeVisible();
    await canary.search(page);

    // Search, select, copy, delete: first refused, then done.
    await account.faults([parrot(account, "DELETE", "/files")]);
    await go(page, "Files");
    await page.getByRole("combobox", { name: "Search or filter" }).fill("file-");
    await page.getByRole("checkbox", { name: "Select all 40 matching" }).click();
    await page.getByRole("button", { name: "Copy ids" }).click();
    await expect(page.getByText("40 ids copied")).toBeVisible();
    await page.getByRole("button", { name: "Clear selection" }).click();
    for (const place of [0, 1, 2]) await rows(page).nth(place).getByRole("checkbox").click();
    await page.getByRole("button", { name: "Delete 3 files…" }).click();
    await canary.search(page);
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("button", { name: "Delete now" }).click();
    const job = page.getByTestId("job");
    await job.getByText("What the server said").click();
    await job.getByText("3 objects").click();
    await canary.search(page);
    expect(canary.records, "the journal of the run was looked through").toBeGreaterThan(2);
    await account.faults([]);
    await job.getByRole("button", { name: "Try 3 failed again" }).click();
    await expect(job).toContainText("All 3 done, nothing failed");
    await canary.search(page);

    // Upload one; look at the settings, ask what the key may do, give the account another name.
    await page.getByTestId("file-input").setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("a") });
    await page.getByRole("dialog").getByRole("button", { name: "Upload" }).click();
    await expect(page.getByTestId("uploads")).toContainText("Uploaded");
    await go(page, "Settings");
    await page.getByRole("button", { name: "Check the key" }).click();
    await expect(page.getByText("may be read")).toHaveCount(3);
    await page.getByRole("form", { name: "This account" }).getByLabel("Account name").fill("Renamed");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByLabel("Language").selectOption("fr");
    await page.locator("summary").first().click();
    await canary.search(page);
    expect(canary.kept).toBe(keep ? 1 : 0);

    // What is left when the account is left.
    await page.getByRole("button", { name: "Déconnecter et effacer la clé" }).click();
    await expect(page.getByRole("heading", { name: "Connecter un compte OpenAI" })).toBeVisible();
    await canary.search(page);
    expect(canary.kept).toBe(0);

    expect(await canary.result()).toEqual({ found: [], otherHosts: [] });
    expect(JSON.stringify(await account.state())).not.toContain("CANARY");
    const log = await account.log();
    expect(log.length).toBeGreaterThan(15);
    expect(JSON.stringify(log)).not.toContain("CANARY");
    expect(new Set(log.map((entry) => entry.method))).toEqual(new Set(["GET", "DELETE", "POST"]));
  });
}

test("the search finds a key wherever it may not be", async ({ context, account, baseURL, complaints }) => {
  complaints.expect(/planted|status of 404/);
  await account.reset({ files: 3, stores: 0, batches: 0 });
  const canary = await Canary.watch(context, account, { host: baseURL, keep: "session" });
  const page = await context.newPage();
  await enter(page, account, { keep: "For this session" });
  await canary.search(page);
  expect(await canary.result()).toEqual({ found: [], otherHosts: [] });
  expect(canary.kept).toBe(1);

  const plant = async (where, code, needle = account.key) => {
    canary.found = [];
    await page.evaluate(([code, key]) => new Function("key", `return (async () => { ${code} })()`)(key), [code, needle]);
    await canary.search(page);
    expect((await canary.result()).found.join("\n"), code).toContain(where);
    await page.evaluate(() => (globalThis.leaks = []));
  };
  await plant("the title", "document.title += key");
  await plant("<#text>", "document.title += key; await 0; document.title = ''");
  await plant("attribute data-x", "document.body.dataset.x = key; await 0; delete document.body.dataset.x");
  await plant("<P>", "const p = document.createElement('p'); p.textContent = key; document.body.append(p); p.remove()");
  await plant("a field", "document.querySelector('[type=search]').value = key");
  await page.getByRole("combobox", { name: "Search or filter" }).fill("");
  await plant("an address", "history.replaceState(null, '', `/files#${key}`); history.replaceState(null, '', '/')");
  await plant("the state of the history", "history.replaceState({ key }, '')");
  await page.evaluate(() => history.replaceState(null, ""));
  await plant("the console", "console.info('planted', { key }, key)");
  await plant("the device's storage", "localStorage.setItem('quartermaster.key.0a', key)");
  await page.evaluate(() => localStorage.clear());
  await plant("session's storage, under quartermaster.current", "sessionStorage.setItem('quartermaster.current', key)");
  await page.evaluate(() => sessionStorage.removeItem("quartermaster.current"));
  await plant("a cache", "await (await caches.open('c')).put('/x', new Response(key))");
  await page.evaluate(() => caches.delete("c"));
  const record = (name, value) =>
    `await new Promise((resolve) => indexedDB.open("quartermaster").onsuccess = ({ target: { result } }) => {
      const writing = result.transaction("records", "readwrite");
      writing.objectStore("records").put(${value}, ${name});
      writing.oncomplete = () => resolve(result.close());
    })`;
  await plant("a database", record("'job/x'", "'[' + key + ']'"));
  await plant("a database", record("'job/' + key", "''"));
  await page.evaluate(() => new Promise((resolve) => (indexedDB.deleteDatabase("quartermaster").onsuccess = resolve)));
  await plant("the clipboard", "await navigator.clipboard.writeText(key)");
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await plant("the header x-key", "await fetch('/icon', { headers: { 'x-key': key } })");
  await plant("the header authorization", "await fetch('/icon', { headers: { authorization: `Bearer ${key}` } })");
  await plant("the body of a request", "await fetch('/icon', { method: 'POST', body: key })");
  await plant("the address of a request", "await fetch(`/icon?${encodeURIComponent(key)}`)");
  // Parts of it are as bad as all of it.
  await plant("the title", "document.title = key", account.key.slice(0, 30));
  await plant("the title", "document.title = key", account.key.slice(-13));
  await plant("the title", "document.title = key", btoa(account.key));
});
