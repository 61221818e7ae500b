// Once for all tests: the built page on a static host, and the account server beside it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { startAccounts } from "./accounts.js";
import { dist, distForSub } from "./places.js";
import { serveFolders } from "./serve.js";

export default async function setUp() {
  for (const folder of [dist, distForSub]) {
    if (!existsSync(join(folder, "index.html"))) throw new Error(`${folder} is not built: run ./dev test`);
  }
  const host = await serveFolders({ "/": dist, "/sub/": distForSub });
  const accounts = await startAccounts();
  // The workers inherit the environment.
  process.env.QUARTERMASTER_PAGE = host.origin;
  process.env.QUARTERMASTER_ACCOUNTS = JSON.stringify(accounts);
  return () => {
    accounts.close();
    host.close();
  };
}
