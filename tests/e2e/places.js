// Where the things under test are.
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");

/** The program, of which some tests read the words. */
export const source = join(root, "src");
/** The release build, and the one for a host that serves it under /sub/. Both are made by `./dev test`. */
export const dist = join(root, "dist");
export const distForSub = join(target, "dist-sub");
/** The practice account behind HTTP: `cargo build --profile server --example account-server`. */
export const accountServer = join(target, "server", "examples", "account-server");
/** What the runs leave behind. */
export const results = join(target, "e2e");
export const benchFile = join(root, "target", "bench.json");
