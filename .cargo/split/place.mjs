// Puts the parts of the program (see src/part.rs) beside its first one, in the folder that Trunk is about to deliver:
// optimised, named by their content, and known to the page with their digests, by which boot.js fetches them.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [from, to] = [process.env.QUARTERMASTER_PARTS, process.env.TRUNK_STAGING_DIR];
const digest = (bytes, algorithm, encoding) => createHash(algorithm).update(bytes).digest(encoding);
const found = (folder, pattern) => readdirSync(folder).filter((name) => pattern.test(name));

let metas = "";
for (const file of found(from, /^(split|chunk)_\w+\.wasm$/)) {
  const part = file.replace(/\.wasm$/, "");
  const bytes = execFileSync("wasm-opt", ["-Os", "--strip-debug", "--output=-", join(from, file)], { maxBuffer: 2 ** 27 });
  const name = `${part}-${digest(bytes, "sha256", "hex").slice(0, 16)}.wasm`;
  writeFileSync(join(to, name), bytes);
  metas += `<meta name="part" data-part="${part}" data-file="${name}" content="sha384-${digest(bytes, "sha384", "base64")}">\n`;
}

// The loader asks boot.js for the parts, and the program, whose name Trunk has given it, for what they share.
const [loader] = found(from, /^parts-\w+\.js$/);
const [program] = found(to, /^quartermaster-\w+\.js$/);
const script = readFileSync(join(from, loader), "utf8")
  .replace('"./quartermaster.js"', `"./${program}"`)
  .replaceAll(/fetch\(new URL\("\.\/(\w+)\.wasm", import\.meta\.url\)\)/g, 'quartermasterPart("$1")');
if (!script.includes(program) || !script.includes("quartermasterPart") || script.includes("fetch(")) {
  throw new Error("The loader of the parts is not as expected: see the version of wasm-split-cli in `dev`.");
}
writeFileSync(join(to, loader), script);

// The program of the worker, whose files Trunk gives names that do not tell one build from another.
const [glue, worker] = ["checker.js", "checker_bg.wasm"].map((name) => readFileSync(join(to, name)));
const name = `checker-${digest(Buffer.concat([glue, worker]), "sha256", "hex").slice(0, 16)}`;
renameSync(join(to, "checker.js"), join(to, `${name}.js`));
renameSync(join(to, "checker_bg.wasm"), join(to, `${name}.wasm`));
metas += `<meta name="worker" data-script="${name}.js" data-program="${name}.wasm" content="sha384-${digest(worker, "sha384", "base64")}">\n`;

const index = join(to, "index.html");
writeFileSync(index, readFileSync(index, "utf8").replace("</head>", `${metas}</head>`));
