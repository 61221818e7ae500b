// Searching a vector store: what is sent, what is found, and what is caught before it is sent.
import { axe, expect, test } from "./fixtures.js";
import { addStore, openStore } from "./store.js";

const library = [
  { name: "refunds.md", text: "The refund policy for customers.", attributes: { year: 2024, lang: "en", open: true } },
  { name: "travel.md", text: "Travel expenses and refund rules.", attributes: { year: 2025, lang: "en", open: false } },
  { name: "menu.md", text: "The lunch menu of the week.", attributes: { year: 2026, lang: "fr", open: true } },
];

const form = (page) => page.locator(".search-form");
const query = (page) => page.getByLabel("What to look for");
const run = (page) => form(page).getByRole("button", { name: "Search" }).click();
const column = (page, store) => page.getByRole("region", { name: `Found in ${store}` });
const hits = (page, store) => column(page, store).locator(".hit");
const problem = (page) => page.locator("#search-problem");
const json = (page) => page.getByRole("textbox", { name: "Filter as JSON" });

/** The bodies of the searches that the page has sent. */
function searches(page) {
  const bodies = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/search")) bodies.push(request.postDataJSON());
  });
  return bodies;
}

async function openSearch(page, account) {
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const { store, files } = await addStore(account, "Handbook", library);
  await openStore(page, account, store);
  await page.getByRole("navigation", { name: "Parts of the store" }).getByRole("link", { name: "Search" }).click();
  return { store, files };
}

test("a search with all its options finds what it should, with scores, attributes and text", async ({ page, account }) => {
  const bodies = searches(page);
  const { files } = await openSearch(page, account);
  await query(page).fill("refund policy");
  await run(page);
  await expect(hits(page, "Handbook")).toHaveCount(3);
  const first = hits(page, "Handbook").first();
  await expect(first).toContainText("refunds.md");
  await expect(first).toContainText(files["refunds.md"]);
  await expect(first).toContainText("year: 2024");
  await expect(first.getByLabel("Text found")).toHaveText("The refund policy for customers.");
  await expect(first.locator(".badge")).toHaveText(/^Score 0\.\d{4}$/);

  await page.getByLabel("Results (1–50)").fill("1");
  await page.getByLabel("Ranker").selectOption("default-2024-11-15");
  await page.getByLabel("Lowest score (0–1)").fill("0.1");
  await page.getByRole("checkbox", { name: "Let the API rewrite the query" }).check();
  await run(page);
  await expect(hits(page, "Handbook")).toHaveCount(1);
  expect(bodies).toEqual([
    { query: "refund policy", max_num_results: 10 },
    {
      query: "refund policy",
      rewrite_query: true,
      max_num_results: 1,
      ranking_options: { ranker: "default-2024-11-15", score_threshold: 0.1 },
    },
  ]);
  await axe(page);
  await hits(page, "Handbook").getByRole("button", { name: "refunds.md" }).click();
  await expect(page.getByTestId("drawer")).toContainText("year");
});

test("a filter is built by form, turned into JSON and back, and its kinds are kept", async ({ page, account }) => {
  const bodies = searches(page);
  await openSearch(page, account);
  await query(page).fill("refund");
  const add = () => page.getByRole("button", { name: "Add a condition" }).click();
  const row = (n) => ({
    key: page.getByLabel(`Attribute of condition ${n}`),
    by: page.getByLabel(`Comparison of condition ${n}`),
    kind: page.getByLabel(`Kind of value of condition ${n}`),
    value: page.getByLabel(`Value of condition ${n}`, { exact: true }),
  });
  await add();
  await row(1).key.fill("year");
  await row(1).by.selectOption("gte");
  await row(1).kind.selectOption("number");
  await row(1).value.fill("soon");
  await run(page);
  await expect(problem(page)).toHaveText("Condition 1: this is not a number.");
  await row(1).value.fill("2025");
  await add();
  await row(2).key.fill("open");
  await row(2).kind.selectOption("boolean");
  await row(2).value.fill("true");
  await run(page);
  await expect(hits(page, "Handbook")).toHaveCount(1);
  await expect(hits(page, "Handbook")).toContainText("menu.md");

  await form(page).getByRole("button", { name: "Filter as JSON" }).click();
  const filters = {
    type: "and",
    filters: [
      { type: "gte", key: "year", value: 2025 },
      { type: "eq", key: "open", value: true },
    ],
  };
  expect(JSON.parse(await json(page).inputValue())).toEqual(filters);
  await json(page).fill('{"type":"or","filters":[{"type":"in","key":"lang","value":["fr","de"]},{"type":"lt","key":"year","value":2025}]}');
  await run(page);
  await expect(hits(page, "Handbook")).toHaveCount(2);
  await form(page).getByRole("button", { name: "Form" }).click();
  await expect(row(1).value).toHaveValue("fr, de");
  await expect(row(2).by).toHaveValue("lt");
  await expect(page.getByLabel("How the conditions go together")).toHaveValue("or");
  expect(bodies.map(({ filters }) => filters)).toEqual([
    filters,
    { type: "or", filters: [{ type: "in", key: "lang", value: ["fr", "de"] }, { type: "lt", key: "year", value: 2025 }] },
  ]);
});

test("what is wrong is said before anything is sent, with its place", async ({ page, account }) => {
  const bodies = searches(page);
  await openSearch(page, account);
  await run(page);
  await expect(problem(page)).toHaveText("Say what to look for.");
  await query(page).fill("refund");
  for (const [label, bad, good, said] of [
    ["Results (1–50)", "51", "10", "The number of results is a whole number from 1 to 50."],
    ["Lowest score (0–1)", "2", "", "The lowest score is a number from 0 to 1, such as 0.5."],
  ]) {
    await page.getByLabel(label).fill(bad);
    await run(page);
    await expect(problem(page)).toHaveText(said);
    await page.getByLabel(label).fill(good);
    await expect(problem(page)).toHaveText("");
  }
  await form(page).getByRole("button", { name: "Filter as JSON" }).click();
  await json(page).fill('{ "type": "eq",\n  key: "year" }');
  await run(page);
  await expect(problem(page)).toHaveText(/^The filter is not JSON: line 2, character 3\./);
  await json(page).fill('{"type":"or","filters":[{"type":"eq","key":"a","value":[1]}]}');
  await expect(problem(page)).toHaveText("In filters[0].value of the filter: the value is a text, a number or a boolean.");
  await json(page).fill('{"type":"and","filters":[{"type":"or","filters":[{"type":"eq","key":"a","value":1}]}]}');
  await form(page).getByRole("button", { name: "Form" }).click();
  await expect(page.getByText("This filter cannot be shown that way")).toBeVisible();
  await expect(json(page)).toBeVisible();
  expect(bodies).toEqual([]);
});

test("the same query is compared on two stores; a failure of one leaves the other", async ({ page, account, complaints }) => {
  complaints.expect(/status of 500.*\/search/);
  await account.reset({ files: 0, stores: 0, batches: 0 });
  const other = await addStore(account, "Archive", [library[1]]);
  const { store } = await addStore(account, "Handbook", library);
  await openStore(page, account, store);
  await page.getByRole("link", { name: "Search", exact: true }).click();
  await page.getByLabel("Compare with another store").selectOption(other.store);
  await query(page).fill("travel expenses");
  await run(page);
  await expect(hits(page, "Handbook")).toHaveCount(3);
  await expect(hits(page, "Archive")).toHaveCount(1);
  await expect(hits(page, "Handbook").first()).toContainText("only on this side");
  await account.faults([{ method: "POST", path: `/vector_stores/${other.store}/search`, kind: { status: { status: 500 } } }]);
  await run(page);
  await expect(column(page, "Archive").getByRole("alert")).toBeVisible({ timeout: 20_000 });
  await expect(hits(page, "Handbook")).toHaveCount(3);
});

test("the read-only lock lets a search through, and what is typed outlives a look elsewhere", async ({ page, account }) => {
  await openSearch(page, account);
  await page.getByRole("button", { name: "Read-only" }).click();
  await query(page).fill("lunch menu");
  await run(page);
  await expect(hits(page, "Handbook").first()).toContainText("menu.md");
  await page.getByRole("link", { name: "Files", exact: true }).last().click();
  await page.goBack();
  await expect(query(page)).toHaveValue("lunch menu");
  await expect(hits(page, "Handbook").first()).toContainText("menu.md");
});
