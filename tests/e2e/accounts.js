// The practice account behind real HTTP (tests/server), and what a test may do with it.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { accountServer } from "./places.js";

/** Starts the server and returns its addresses: { http, https, control, close }. Both bases end in /v1. */
export async function startAccounts() {
  if (!existsSync(accountServer)) {
    throw new Error("Build it first: cargo build --profile server --example account-server");
  }
  // Its standard input closes with this process, and the server ends with it.
  const child = spawn(accountServer, ["--tls-port", "0", "--until-stdin-closes"], { stdio: ["pipe", "pipe", "inherit"] });
  const line = await new Promise((resolve, reject) => {
    createInterface(child.stdout).once("line", resolve);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`account-server ended with ${code}`)));
  });
  return { ...JSON.parse(line), close: () => child.kill() };
}

/** An account that no other test knows; `kind` says what its key may not do: "noscope-files-", "readonly-". */
export function newAccount(kind = "") {
  const key = `sk-test-${kind}${randomUUID().replaceAll("-", "")}`;
  return new Account(JSON.parse(process.env.QUARTERMASTER_ACCOUNTS), key);
}

/** One account of its own: the server keeps each key's apart. */
export class Account {
  constructor(addresses, key) {
    Object.assign(this, { http: addresses.http, https: addresses.https, control: addresses.control, key });
  }

  /** A new account: { files, stores, batches, seed, page_limit }. */
  reset(size) {
    return this.#ask("POST", "reset", size);
  }

  /** The faults in force from now on, a list; see src/transport/demo/faults.rs. */
  faults(faults) {
    return this.#ask("POST", "faults", faults);
  }

  /** Changes how the server treats it; see tests/server/settings.rs. */
  settings(changes) {
    return this.#ask("POST", "settings", changes);
  }

  /** What it holds now. */
  state() {
    return this.#ask("GET", "state");
  }

  /** The requests it has seen. */
  log() {
    return this.#ask("GET", "log");
  }

  /** Moves its time on, in seconds. */
  advance(seconds) {
    return this.#ask("POST", "clock", { advance_s: seconds });
  }

  /** Asks the API itself, as another program of the same account would; `body` is JSON to be or a form. */
  async api(method, path, body) {
    const form = body instanceof FormData;
    const headers = { authorization: `Bearer ${this.key}` };
    if (body && !form) headers["content-type"] = "application/json";
    const sent = form || !body ? body : JSON.stringify(body);
    const answer = await fetch(`${this.http}${path}`, { method, headers, body: sent });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }

  /** Adds a file, as another program of the same account would. */
  addFile(name, content = "some text", purpose = "user_data") {
    const form = new FormData();
    form.append("purpose", purpose);
    form.append("file", new Blob([content]), name);
    return this.api("POST", "/files", form);
  }

  /** Adds a file of so many bytes of text, which the server makes when it is asked for them. */
  addLarge(filename, bytes, purpose) {
    return this.#ask("POST", "file", { filename, bytes, purpose });
  }

  /** The bytes of a file. */
  async content(id) {
    const answer = await fetch(`${this.http}/files/${id}/content`, { headers: { authorization: `Bearer ${this.key}` } });
    return Buffer.from(await answer.arrayBuffer());
  }

  async #ask(method, what, body) {
    const url = `${this.control}/${what}?key=${encodeURIComponent(this.key)}`;
    const answer = await fetch(url, {
      method,
      headers: body && { "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${what}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }
}
