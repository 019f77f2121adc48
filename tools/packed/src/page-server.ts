import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundle } from "./bundle.ts";

const example = fileURLToPath(new URL("../../../examples/browser-page", import.meta.url));

/** The example's server at work. */
export interface PageServer {
  readonly url: string;
  /** What the page loads. */
  readonly script: string;
  close(): Promise<void>;
}

/** Starts the example's server in a process of its own, on the packages that lie in a folder. The key is in its environment alone. */
export async function startPageServer(
  node: string,
  folder: string,
  settings: { readonly apiKey: string; readonly emulatorUrl?: string | undefined },
): Promise<PageServer> {
  const home = path.join(folder, "browser-page");
  await cp(example, home, { recursive: true });
  const page = await bundle(await readFile(path.join(home, "page.ts"), "utf8"), home);
  if (page.foreign.length > 0) throw new Error(`the page needs what no browser has: ${page.foreign.join(", ")}`);
  await build({
    entryPoints: [path.join(home, "server.ts")],
    outfile: path.join(home, "server.mjs"),
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
  });
  const given = JSON.stringify({ script: page.code, emulatorUrl: settings.emulatorUrl });
  await writeFile(
    path.join(home, "start.mjs"),
    `import { createPageServer } from "./server.mjs";
    const server = await createPageServer(${given});
    server.listen(0, "127.0.0.1", () => console.log("http://127.0.0.1:" + server.address().port));`,
  );
  const child = spawn(node, [path.join(home, "start.mjs")], {
    env: { SEGMIND_API_KEY: settings.apiKey },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = await firstLine(child);
  return {
    url,
    script: page.code,
    async close() {
      child.kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("its output is not piped"); // it is, above
  for await (const line of createInterface(child.stdout)) return line;
  throw new Error("the example's server did not start");
}
