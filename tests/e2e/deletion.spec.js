// Deleting many files: exactly those that were chosen, whatever befalls the requests.
import { expect, test } from "./fixtures.js";
import { agree, ask, choose, holdsExactly, job, report, sent, sum } from "./run.js";
import { number, selected } from "./table.js";

/** A fault of DELETE that strikes so often. */
const fault = (chance, kind) => ({ method: "DELETE", path: "/files/", chance, kind });
const rateLimit = fault(1, { rate_limit: { per_second: 60, burst: 25 } });
const status = (codes) => new RegExp(`status of (${codes}) .*/v1/files/file-`);
const withoutCors = [
  /\/v1\/files\/file-\w+' from origin .* blocked by CORS policy/,
  /net::ERR_FAILED \(.*\/v1\/files\/file-/,
];
/** What broke off, and the 404 that a second request gets where only the answer was lost. */
const brokenOff = [...withoutCors, /net::ERR_\w+ \(.*\/v1\/files\/file-/, status(404)];

/** Each: what befalls the requests, what the console says of it, and what the log of the server has to show of it. */
const storms = {
  "a rate limit and errors that may not be read": {
    faults: [rateLimit, fault(0.02, { status: { status: 500 } })],
    settings: { cors_on_errors: false },
    complaints: withoutCors,
    signs: [429, 500],
  },
  "broken connections, lost answers and cut bodies": {
    faults: [fault(0.02, "reset"), fault(0.02, "lost_after"), fault(0.02, "cut_body")],
    complaints: brokenOff,
    signs: ["dropped", "cut", 404],
  },
  "connections dropped without a byte": {
    faults: [fault(0.02, "reset"), fault(0.02, "lost_after")],
    settings: { drops: "silent" },
    complaints: brokenOff,
    signs: ["dropped", 404],
    // Chromium itself sends such a request again, so that the page may see only the 404 of the second.
    gone: true,
  },
  "all of it, readable, over HTTP/2": {
    base: "https",
    faults: [
      rateLimit,
      ...["reset", "lost_after", "cut_body", "wrong_json", "error_in200"].map((kind) => fault(0.01, kind)),
      fault(0.02, { status: { status: 500 } }),
      fault(0.02, { status: { status: 503, html: true } }),
    ],
    complaints: [status("429|500|503"), ...brokenOff],
    signs: [429, 500, 503, "dropped", "cut", 404],
  },
};

for (const [what, { faults, settings = {}, base = "http", gone, signs, ...expected }] of Object.entries(storms)) {
  test(`exactly what was chosen is deleted under ${what}`, async ({ page, account, complaints }) => {
    test.slow();
    expected.complaints.forEach(complaints.expect);
    const purposes = ["assistants", "vision"];
    const { chosen, kept } = await choose(page, account, { files: 1600, purposes, base: account[base] });
    expect(chosen.length).toBeGreaterThanOrEqual(800);
    await account.settings(settings);
    await account.faults(faults);
    await ask(page, `Delete ${number(chosen.length)} files…`);
    await agree(page, chosen.length);
    const numbers = await report(page, 60_000);

    const requests = await sent(account, "DELETE", "/files/");
    expect(requests.flatMap(({ status, end }) => [status, end])).toEqual(expect.arrayContaining(signs));
    const asked = new Set(requests.map(({ path }) => path));
    expect([...asked].sort(), "what was asked to be deleted").toEqual(chosen.map((id) => `/files/${id}`).sort());
    if (gone) {
      expect(sum(numbers)).toBe(chosen.length);
      expect(numbers.Deleted + (numbers["Already gone"] ?? 0)).toBe(chosen.length);
    } else {
      expect(numbers, "the report").toEqual({ Deleted: chosen.length });
    }
    await expect(job(page)).toContainText(`All ${number(chosen.length)} done, nothing failed.`);
    await expect(selected(page)).toHaveCount(0);
    await holdsExactly(page, account, kept);
  });
}
