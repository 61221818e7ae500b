// Only reading: what nobody can be faster than.
"use strict";

onmessage = async ({ data: file }) => {
  const reader = file.stream().getReader({ mode: "byob" });
  let buffer = new ArrayBuffer(1 << 20);
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(buffer));
    if (done) break;
    bytes += value.length;
    buffer = value.buffer;
  }
  postMessage({ bytes });
};
