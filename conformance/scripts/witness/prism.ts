import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

/** The version that was looked at: another may judge otherwise. */
const version = "5.16.0";

/** Prism in a temporary folder. */
export interface Prism {
  /** Starts it between clients and a server. */
  proxy(document: unknown, upstream: string): Promise<{ readonly url: string; stop(): void }>;
  remove(): Promise<void>;
}

/**
 * Installs Prism with npm into a temporary folder: a validator that is not ours, in no lockfile.
 *
 * @throws Error with one sentence where it cannot be had
 */
export async function installPrism(): Promise<Prism> {
  const folder = await mkdtemp(path.join(tmpdir(), "seedbed-witness-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ private: true }));
  const flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--save-exact"];
  const wanted = `@stoplight/prism-cli@${version}`;
  await promisify(execFile)("npm", ["install", ...flags, wanted], { cwd: folder }).catch(async (error: Error) => {
    await remove();
    throw new Error(`npm could not install ${wanted}: ${error.message.split("\n")[0]}`, { cause: error });
  });
  const command = path.join(folder, "node_modules/@stoplight/prism-cli/dist/index.js");
  let count = 0;
  return {
    remove,
    async proxy(document, upstream) {
      count += 1;
      const file = path.join(folder, `openapi-${count}.json`);
      await writeFile(file, JSON.stringify(document));
      const port = await freePort();
      const child = spawn(process.execPath, [command, "proxy", file, upstream, "--port", String(port)], {
        stdio: ["ignore", "pipe", "pipe"],
      });
      const url = `http://127.0.0.1:${port}`;
      await new Promise<void>((resolve, reject) => {
        let said = "";
        const hear = (chunk: Buffer) => {
          said += chunk;
          if (said.includes("Prism is listening")) resolve();
        };
        child.stdout.on("data", hear);
        child.stderr.on("data", hear);
        child.once("exit", () => reject(new Error(`Prism did not start: ${said.trim().split("\n").at(-1)}`)));
      });
      return { url, stop: () => void child.kill() };
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  await new Promise((resolve) => server.close(resolve));
  return port;
}
