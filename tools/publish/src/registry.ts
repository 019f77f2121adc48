import { writeFile } from "node:fs/promises";
import type { AddressInfo, Server } from "node:net";
import path from "node:path";
import { runServer } from "verdaccio";

/** A registry on loopback that keeps what it is given in a folder. */
export interface Registry extends AsyncDisposable {
  readonly url: string;
  /** The lines of an `.npmrc` that points there: a folder's own, so that no other registry is written to. */
  readonly npmrc: string;
}

/** Starts Verdaccio. @param uplink - where what it does not hold comes from; null: nowhere */
export async function startRegistry(folder: string, uplink: string | null): Promise<Registry> {
  const configFile = path.join(folder, "verdaccio.json");
  await writeFile(configFile, "{}");
  const rest = { access: "$all", ...(uplink ? { proxy: "outside" } : {}) };
  const server: Server = await runServer({
    configPath: configFile,
    storage: path.join(folder, "storage"),
    uplinks: uplink ? { outside: { url: uplink, timeout: "20s", max_fails: 5 } } : {},
    packages: { "@seedbed/*": { access: "$all", publish: "$all" }, "**": rest },
    max_body_size: "50mb",
    log: { type: "stdout", format: "json", level: "fatal" },
    web: { enable: false },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const url = `http://127.0.0.1:${port}/`;
  return {
    url,
    npmrc: `registry=${url}\n//127.0.0.1:${port}/:_authToken=none\nprovenance=false\n`,
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
