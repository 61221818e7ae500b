// Starts the program without an inline script, so that the page's policy can forbid all of them.
"use strict";

(() => {
  // In a worker it is a timer: an order is [number, milliseconds], the answer the number when the time has come. Or it
  // runs the program that the page hands it; no answer at all is that it could not.
  if (typeof document === "undefined") {
    onmessage = async ({ data }) => {
      if (Array.isArray(data)) return setTimeout(postMessage, data[1], data[0]);
      try {
        const { default: start, work } = await import(data.script);
        await start({ module_or_path: data.program });
        work(data.order, data.files);
      } catch {
        postMessage(null);
      }
    };
    return;
  }

  const root = document.documentElement;
  const loader = document.currentScript.src;
  // The directory this file was served from, without its last slash: "" or "/sub".
  root.dataset.base = new URL(".", loader).pathname.slice(0, -1);
  root.dataset.loader = loader;
  try {
    const theme = localStorage.getItem("quartermaster.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // Storage may be refused; then the theme is the system's.
  }

  // Shows a sentence in each language, as text, in place of everything else.
  function say(english, french, detail = "") {
    const lines = [["en", english], ["fr", french], ["", detail]].map(([lang, text]) => {
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

  // What of the program has arrived, each as a function that reads it.
  const program = [];

  // The one Trusted Types policy. Leptos builds static markup through the innerHTML of a template, always from a
  // string that stands in the program word for word: only such strings become markup. Two addresses may become a
  // script: the program's own, and that of this file, as the timer's worker.
  function admitOnly(js) {
    const admitted = new Set();
    globalThis.trustedTypes?.createPolicy("default", {
      createScriptURL: (url) => (url === js || url === loader ? url : null),
      createHTML(markup) {
        if (!admitted.has(markup)) {
          if (!program.some((read) => read().includes(markup))) return null;
          admitted.add(markup);
        }
        return markup;
      },
    });
  }

  const unusable = (url) => new Error(`${url} did not arrive or was changed`);

  async function arrive(url, integrity) {
    const answer = await fetch(url, { integrity }).catch(() => Promise.reject(unusable(url)));
    const bytes = await answer.arrayBuffer();
    let text;
    program.push(() => (text ??= new TextDecoder().decode(bytes)));
    return bytes;
  }

  // The loader of the parts, where the program was cut into some, asks for them here.
  globalThis.quartermasterPart = async (name) => {
    const { dataset, content } = document.querySelector(`meta[name="part"][data-part="${name}"]`);
    const bytes = await arrive(`${root.dataset.base}/${dataset.file}`, content);
    return new Response(bytes, { headers: { "content-type": "application/wasm" } });
  };

  // A script element, because import() does not check a digest; import() then finds the module that was checked.
  function check(js, integrity) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.type = "module";
      script.integrity = integrity;
      script.onload = resolve;
      script.onerror = () => reject(unusable(js));
      script.src = js;
      document.head.append(script);
    });
  }

  async function start() {
    // Trunk leaves the names and digests of the program, JavaScript and wasm, as preload links.
    const wasm = document.querySelector('link[rel="preload"][type="application/wasm"]');
    const js = wasm.href.replace(/_bg\.wasm$/, ".js");
    const { integrity } = [...document.querySelectorAll('link[rel="modulepreload"]')].find((link) => link.href === js);
    const bytes = await arrive(wasm.href, wasm.integrity);
    admitOnly(js);
    await check(js, integrity);
    const { default: run } = await import(js);
    await run({ module_or_path: bytes });
  }

  addEventListener("DOMContentLoaded", () => {
    if (window.top !== window.self) {
      say(
        "Quartermaster does not work inside another page. Open it in a tab of its own.",
        "Quartermaster ne fonctionne pas dans une autre page. Ouvrez-le dans son propre onglet.",
      );
      return;
    }
    start().catch((error) => {
      if (document.querySelector("main.stopped")) return; // The program broke and has said so itself.
      say(
        "Quartermaster could not start. Reload the page; if that does not help, try a current browser.",
        "Quartermaster n’a pas pu démarrer. Rechargez la page ; si cela ne suffit pas, essayez un navigateur récent.",
        error.message,
      );
    });
  });
})();
