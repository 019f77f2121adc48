import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);

/** What is used of Vite, which comes with vitest and so has no types here. */
interface Vite {
  build(config: object): Promise<{ output: { type: string; code?: string }[] }>;
}

/** Bundles the code of a page for a browser, from the sources, as if it stood in a file. */
export async function bundlePage(code: string, file: URL): Promise<string> {
  const vitest = createRequire(createRequire(new URL("../../../../package.json", import.meta.url)).resolve("vitest"));
  const vite: Vite = await import(pathToFileURL(vitest.resolve("vite")).href);
  const id = fileURLToPath(file);
  const { output } = await vite.build({
    configFile: false,
    envFile: false,
    publicDir: false,
    logLevel: "error",
    resolve: { conditions: ["seedbed-source", "browser", "module", "import", "default"] },
    build: { write: false, minify: false, target: "esnext", rollupOptions: { input: id } },
    plugins: [
      {
        name: "page",
        enforce: "pre",
        resolveId: (source: string) => (source === id ? id : undefined),
        load: (source: string) => (source === id ? code : undefined),
      },
    ],
  });
  const [chunk, ...others] = output.filter(({ type }) => type === "chunk");
  if (chunk?.code === undefined || others.length > 0) throw new Error("the page is not one script");
  return chunk.code;
}

/** MSW's own service worker. */
export function workerScript(): Promise<string> {
  return readFile(require.resolve("msw/mockServiceWorker.js"), "utf8");
}
