// What each of the workers in JavaScript says of a request: less than the page does, so that they have the easier task.
"use strict";

function inspector() {
  const ids = new Set();
  const found = { lines: 0, problems: 0, models: new Set() };
  const problem = () => (found.problems += 1);
  return {
    found,
    line(text) {
      found.lines += 1;
      let request;
      try {
        request = JSON.parse(text);
      } catch {
        return problem();
      }
      const { custom_id, method, url, body } = request;
      if (typeof custom_id !== "string" || ids.has(custom_id)) problem();
      ids.add(custom_id);
      if (method !== "POST" || url !== "/v1/chat/completions" || typeof body?.model !== "string") problem();
      found.models.add(body?.model);
    },
  };
}
