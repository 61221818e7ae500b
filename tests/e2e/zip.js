// A reader of ZIPs whose entries are stored as they are, apart from the program's own writer.
import { crc32 } from "node:zlib";
import { expect } from "./fixtures.js";

/** Every entry by its path, checked by its CRC. */
export function unzip(bytes) {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  expect(end, "the end of a ZIP").toBeGreaterThanOrEqual(0);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const entries = {};
  for (let i = 0; i < count; i++) {
    expect(bytes.readUInt32LE(at)).toBe(0x02014b50);
    const [method, crc, size, whole] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 16),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 24),
    ];
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const local = bytes.readUInt32LE(at + 42);
    const path = bytes.toString("utf8", at + 46, at + 46 + name);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(from, from + size);
    expect([method, size, crc32(content)], path).toEqual([0, whole, crc]);
    expect(entries).not.toHaveProperty([path]);
    entries[path] = content;
    at += 46 + name + extra + comment;
  }
  return entries;
}
