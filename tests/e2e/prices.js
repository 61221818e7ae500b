// What things cost and how the page writes it, reckoned apart from the program.

/** Dollars for a million tokens of input and output, of the models that the practice account uses. */
const PRICES = {
  "gpt-5-2025-08-07": [1.25, 10],
  "gpt-5-mini-2025-08-07": [0.25, 2],
  "gpt-4.1-mini-2025-04-14": [0.4, 1.6],
  "text-embedding-3-small": [0.02, 0],
  "omni-moderation-latest": [0, 0],
};

/** Millionths of a dollar that a batch cost; nothing where its tokens or its price are not known. */
export function spent({ model, usage }) {
  if (!usage || !PRICES[model]) return 0;
  const [input, output] = PRICES[model];
  return Math.ceil((usage.input_tokens * input + usage.output_tokens * output) / 2 - 1e-9);
}

/** Millionths of a dollar, as English has them. */
export function dollars(millionths) {
  const places = millionths === 0 || millionths >= 1_000_000 ? 2 : 4;
  const least = millionths > 0 ? 10 ** -places : 0;
  const text = Math.max(Math.round((millionths / 1e6) * 10 ** places) / 10 ** places, least).toFixed(places);
  const [whole, part] = text.split(".");
  return `$${Number(whole).toLocaleString("en-US")}.${part.replace(/^(\d\d\d*?)0+$/, "$1")}`;
}

/** A number of bytes, as English has it. */
export function bytes(n) {
  const units = ["B", "KB", "MB", "GB"];
  let power = 0;
  while (power < 3 && Math.round(n / 1024 ** power) >= 1024) power += 1;
  const amount = n / 1024 ** power;
  const tenths = Math.round(amount * 10);
  const text = power > 0 && tenths < 100 && tenths % 10 ? (tenths / 10).toFixed(1) : Math.round(amount).toLocaleString("en-US");
  return `${text}\u00a0${units[power]}`;
}

/** The objects of a list, asked for apart from the page. */
export async function all(account, path) {
  const all = [];
  for (let after = ""; ; ) {
    const page = await account.api("GET", `/${path}?limit=100${after}`);
    all.push(...page.data);
    if (!page.has_more) return all;
    after = `&after=${page.data.at(-1).id}`;
  }
}

export const sum = (objects, of) => objects.reduce((sum, object) => sum + of(object), 0);

/** How many objects there are of each kind. */
export function tally(objects, of) {
  const counts = new Map();
  for (const object of objects) counts.set(of(object), (counts.get(of(object)) ?? 0) + 1);
  return counts;
}

/** The rows of a table of the page, each as the texts of its cells. */
export const cells = (table) =>
  table.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));

/** The value of a list of facts behind the label that begins like this. */
export const fact = (card, word) => card.locator("dt", { hasText: new RegExp(`^${word}`) }).locator("xpath=following-sibling::dd[1]");
