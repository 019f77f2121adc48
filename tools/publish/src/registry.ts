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

/** Starts Verdaccio for our packages alone; all others come from where npm takes them. */
export async function startRegistry(folder: string): Promise<Registry> {
  const configFile = path.join(folder, "verdaccio.json");
  await writeFile(configFile, "{}");
  const server: Server = await runServer({
    configPath: configFile,
    storage: path.join(folder, "storage"),
    uplinks: {},
    packages: { "@seedbed/*": { access: "$all", publish: "$all" } },
    max_body_size: "50mb",
    log: { type: "stdout", format: "json", level: "fatal" },
    web: { enable: false },
  });
  // What npm kept of it would be wrong for the next one that listens at the same port.
  server.prependListener("request", (_, response) => response.setHeader("cache-control", "no-store"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const url = `http://127.0.0.1:${port}/`;
  return {
    url,
    npmrc: `@seedbed:registry=${url}\n//127.0.0.1:${port}/:_authToken=none\nprovenance=false\n`,
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
