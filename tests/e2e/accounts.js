// The practice account behind real HTTP (tests/server), and what a test may do with it.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { accountServer } from "./places.js";

/** Starts the server and returns its addresses: { http, https, control, close }. */
export async function startAccounts() {
  if (!existsSync(accountServer)) {
    throw new Error("Build it first: cargo build --profile server --example account-server");
  }
  const child = spawn(accountServer, { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise((resolve, reject) => {
    createInterface(child.stdout).once("line", resolve);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`account-server ended with ${code}`)));
  });
  return { ...JSON.parse(line), close: () => child.kill() };
}

/** One account of its own: the server keeps each key's apart. */
export class Account {
  constructor(addresses, key) {
    Object.assign(this, { http: addresses.http, https: addresses.https, control: addresses.control, key });
  }

  /** Fills it anew: { files, stores, batches, seed, page_limit }. */
  reset(size) {
    return this.#ask("POST", "reset", size);
  }

  /** Switches faults on, or with {} off. */
  faults(faults) {
    return this.#ask("POST", "faults", faults);
  }

  /** What it holds now. */
  state() {
    return this.#ask("GET", "state");
  }

  /** The requests it has seen. */
  log() {
    return this.#ask("GET", "log");
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
