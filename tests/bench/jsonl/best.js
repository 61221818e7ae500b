// The best that was found in JavaScript: bytes read into one buffer, and only whole lines decoded.
"use strict";
importScripts("inspect.js");

onmessage = async ({ data: file }) => {
  const { line, found } = inspector();
  const reader = file.stream().getReader({ mode: "byob" });
  const decoder = new TextDecoder();
  let buffer = new ArrayBuffer(1 << 20);
  let kept = new Uint8Array(1 << 20);
  let length = 0;
  const keep = (bytes) => {
    if (length + bytes.length > kept.length) {
      const larger = new Uint8Array(2 * (length + bytes.length));
      larger.set(kept.subarray(0, length));
      kept = larger;
    }
    kept.set(bytes, length);
    length += bytes.length;
  };
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(buffer));
    if (done) break;
    let from = 0;
    for (let end; (end = value.indexOf(10, from)) >= 0; from = end + 1) {
      if (length > 0) {
        keep(value.subarray(from, end));
        line(decoder.decode(kept.subarray(0, length)));
        length = 0;
      } else {
        line(decoder.decode(value.subarray(from, end)));
      }
    }
    keep(value.subarray(from));
    buffer = value.buffer;
  }
  if (length > 0) line(decoder.decode(kept.subarray(0, length)));
  postMessage(found);
};
