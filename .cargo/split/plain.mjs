// Takes out of a program what the linker left in it for cutting: for one that stays in one piece.
import { readFileSync, writeFileSync } from "node:fs";

const [path] = process.argv.slice(2);
const bytes = readFileSync(path);
let at = 8;

function number() {
  for (let value = 0, shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
}

const kept = [bytes.subarray(0, at)];
while (at < bytes.length) {
  const start = at;
  const isCustom = bytes[at++] === 0;
  const end = number() + at;
  const length = isCustom ? number() : 0;
  const name = bytes.toString("latin1", at, at + length);
  if (!/^(linking|reloc\..*)$/.test(name)) kept.push(bytes.subarray(start, end));
  at = end;
}
writeFileSync(path, Buffer.concat(kept));
