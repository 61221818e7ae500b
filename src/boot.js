// Starts the program without an inline script, so that the page's policy can forbid all of them.
"use strict";

(() => {
  const root = document.documentElement;
  // The directory this file was served from, without its last slash: "" or "/sub".
  root.dataset.base = new URL(".", document.currentScript.src).pathname.slice(0, -1);
  try {
    const theme = localStorage.getItem("quartermaster.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage may be refused; then the theme is the system's.
  }

  // Shows one sentence in each language, as text, in place of everything else.
  function say(english, french, detail) {
    const lines = [["en", english], ["fr", french], ["", detail ?? ""]].map(([lang, text]) => {
      const line = document.createElement("p");
      line.lang = lang;
      line.textContent = text;
      return line;
    });
    const main = document.createElement("main");
    main.className = "stopped";
    main.setAttribute("role", "alert");
    main.append(...lines);
    document.body.replaceChildren(main);
  }

  // Leptos builds static markup through the innerHTML of a template, always from a string that stands in the
  // program word for word. Only such strings pass; whatever was put together at run time is refused.
  function admitOnlyTemplatesOf(bytes) {
    const admitted = new Set();
    let program;
    globalThis.trustedTypes?.createPolicy("default", {
      createHTML(markup) {
        if (admitted.has(markup)) return markup;
        program ??= new TextDecoder().decode(bytes);
        if (!program.includes(markup)) return null;
        admitted.add(markup);
        return markup;
      },
    });
  }

  async function start() {
    // Trunk leaves the names and digests of both parts of the program as preload links.
    const wasm = document.querySelector('link[rel="preload"][type="application/wasm"]');
    const js = wasm.href.replace(/_bg\.wasm$/, ".js");
    const answer = await fetch(wasm.href, { integrity: wasm.integrity });
    if (!answer.ok) throw new Error(`${answer.status} ${wasm.href}`);
    const bytes = await answer.arrayBuffer();
    admitOnlyTemplatesOf(bytes);
    const program = await import(js);
    await program.default({ module_or_path: bytes });
  }

  addEventListener("DOMContentLoaded", () => {
    if (window.top !== window.self) {
      say(
        "Quartermaster does not work inside another page. Open it in a tab of its own.",
        "Quartermaster ne fonctionne pas dans une autre page. Ouvrez-le dans son propre onglet.",
      );
      return;
    }
    start().catch((error) =>
      say(
        "Quartermaster could not start. Reload the page; if that does not help, try a current browser.",
        "Quartermaster n’a pas pu démarrer. Rechargez la page ; si cela ne suffit pas, essayez un navigateur récent.",
        String(error),
      ),
    );
  });
})();
