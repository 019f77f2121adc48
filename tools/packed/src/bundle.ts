import { build } from "esbuild";

/** What runs on Node alone. Where a bundle names one freely, it gets a name that can be found. */
const onNodeAlone = ["process", "Buffer", "require", "module", "global", "setImmediate", "__dirname", "__filename"];
const marked = (name: string) => `free$${name}`;

/** A bundle for whatever has the globals of the web. */
export interface Bundle {
  readonly code: string;
  /** Files in it. */
  readonly files: readonly string[];
  /** Names in it that only Node has: modules that are left to be imported, and free names. */
  readonly foreign: readonly string[];
}

/**
 * Bundles code whose packages lie in a folder, as one script that puts its exports into a global.
 *
 * @throws where the code imports what is not there: of Node's own modules, all
 */
export async function bundle(code: string, folder: string, globalName = "bundled"): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: folder, loader: "ts" },
    bundle: true,
    write: false,
    metafile: true,
    platform: "neutral",
    format: "iife",
    globalName,
    target: "es2022",
    logLevel: "silent",
    define: Object.fromEntries(onNodeAlone.map((name) => [name, marked(name)])),
  });
  const text = outputFiles[0]?.text ?? "";
  const [output] = Object.values(metafile.outputs);
  return {
    code: text,
    files: Object.keys(metafile.inputs),
    foreign: [
      ...(output?.imports ?? []).map(({ path }) => path),
      ...onNodeAlone.filter((name) => unguarded(text, marked(name))),
    ],
  };
}

/** Whether a name is used in a statement, which is a line of the bundle, that does not first look whether it is there. */
function unguarded(text: string, name: string): boolean {
  return text.split("\n").some((line) => line.includes(name) && !line.includes(`typeof ${name}`));
}
