// The words of the program, read from where it keeps them, to find those of one language on a page of the other.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { source } from "./places.js";

const text = join(source, "text");
const files = [...readdirSync(join(text, "catalogue")).map((name) => join("catalogue", name)), "ago.rs", "duration.rs"];
const literal = /"((?:[^"\\]|\\.)*)"/g;

/** Every entry of the catalogue: { en: […], fr: […] }, singular and plural. */
const entries = files
  .map((name) => readFileSync(join(text, name), "utf8").match(/words! \{\n([^]*?)\n\}/)?.[1] ?? "")
  .flatMap((block) => block.match(/^ {4}\w+.*? = ".*;$/gm) ?? [])
  .map((entry) => entry.slice(entry.indexOf(" = ") + 3).split(/(?<=") \| (?=")/))
  .map(([en, fr]) => ({ en: read(en), fr: read(fr) }));

function read(side) {
  return [...side.matchAll(literal)].map(([, text]) =>
    text.replace(/\\u\{(\w+)\}/g, (_, code) => String.fromCodePoint(parseInt(code, 16))),
  );
}

/** Patterns for what only this language says; both may say "Description", or a number alone. */
export function wordsOf(language, other) {
  const others = new Set(entries.flatMap((entry) => entry[other]));
  const mine = entries.flatMap((entry) => entry[language]).filter((text) => !others.has(text));
  return mine.filter((text) => /\p{L}/u.test(text.replace(/\{\w*\}/g, ""))).map(pattern);
}

function pattern(text) {
  const parts = text.split(/\{\w*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".+")}$`);
}

/** What the page says: its texts and labels, but for what came from the account and what names a language. */
export function saidOn(page) {
  return page.evaluate(() => {
    const said = new Set([document.title.split(" · ")[0]]);
    const own = document.documentElement.lang;
    const isForeign = (element) => element.closest(`bdi, script, style, [lang]:not([lang="${own}"])`);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        if (!isForeign(node.parentElement)) said.add(node.data.trim());
      } else if (!isForeign(node)) {
        for (const name of ["aria-label", "title", "placeholder", "alt"]) said.add(node.getAttribute(name)?.trim());
      }
    }
    return [...said].filter(Boolean);
  });
}
