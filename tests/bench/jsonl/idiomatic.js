// As most would write it: a stream of text, split into lines, each parsed.
"use strict";
importScripts("inspect.js");

onmessage = async ({ data: file }) => {
  const { line, found } = inspector();
  let rest = "";
  for await (const text of file.stream().pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    for (const text of lines) line(text);
  }
  if (rest) line(rest);
  postMessage(found);
};
