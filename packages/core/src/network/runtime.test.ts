import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";

const packages = fileURLToPath(new URL("../../..", import.meta.url));
const published = ["core", "segmind", "3daistudio", "novita"];
let sources: { file: string; code: string }[];

beforeAll(async () => {
  const folders = await Promise.all(
    published.map(async (name) => {
      const entries = await readdir(path.join(packages, name, "src"), { recursive: true });
      const files = entries.filter((file) => file.endsWith(".ts") && !/\.test\.ts$|^testing/.test(file));
      return files.map((file) => path.join(name, "src", file));
    }),
  );
  sources = await Promise.all(
    folders.flat().map(async (file) => ({ file, code: await readFile(path.join(packages, file), "utf8") })),
  );
});

function where(pattern: RegExp): string[] {
  return sources.filter(({ code }) => pattern.test(code)).map(({ file }) => file);
}

describe("the clients use nothing that Node 20 lacks", () => {
  test.each<[string, RegExp]>([
    ["explicit resource management", /\b(await )?using \w+ =|Symbol\.(async)?dispose/i],
    ["Promise.withResolvers and Promise.try", /Promise\.(withResolvers|try)\b/],
    ["base64 and hex of Uint8Array", /\.(from|to|setFrom)(Base64|Hex)\(/],
    [
      "iterator helpers",
      /\bIterator\.from|\.(values|keys|entries)\(\)\s*\.(map|filter|take|drop|flatMap|reduce|toArray|some|every|find)\(/,
    ],
    ["Object.groupBy and Array.fromAsync", /\b(Object|Map)\.groupBy|Array\.fromAsync/],
    ["AbortSignal.any, which came with 20.3", /AbortSignal\.any/],
    ["methods of sets", /\.(isSubsetOf|isSupersetOf|symmetricDifference|isDisjointFrom)\(/],
    ["RegExp.escape, Math.sumPrecise, Error.isError", /RegExp\.escape|sumPrecise|Error\.isError/],
    ["import.meta.dirname", /import\.meta\.(dirname|filename)/],
  ])("%s", (_name, pattern) => {
    expect(sources.length).toBeGreaterThan(50);
    expect(where(pattern)).toEqual([]);
  });

  test("and no module of Node itself, but in what Node alone loads", () => {
    const lookup = path.join("core", "src", "network", "lookup-public-host.ts");
    expect(where(/from "node:|require\(|\bBuffer\b/)).toEqual([lookup]);
    const nodeAlone = ["network/runtime-fetch.node.ts", "node.ts"].map((file) => path.join("core", "src", file));
    expect(where(/lookup-public-host/).toSorted()).toEqual(nodeAlone);
  });

  test("and no global is patched", () => {
    expect(where(/globalThis\.\w+ = |globalThis\[/)).toEqual([]);
  });

  test("process.env is read in the defaults of create functions alone", () => {
    const readers = [path.join("core", "src", "provider", "create-client.ts"), path.join("core", "src", "proxy.ts")];
    expect(where(/globalThis\.process\?\.env/).toSorted()).toEqual(readers);
  });
});

test.each(published)("every public name of %s has a sentence of its own", async (name) => {
  const index = sources.find(({ file }) => file === path.join(name, "src", "index.ts"))?.code ?? "";
  const own = sources.filter(({ file }) => file.startsWith(path.join(name, "src")));
  const generated = index.includes('export type * from "./gen/client.gen.ts"')
    ? (sources.find(({ file }) => file === path.join(name, "src", "gen", "client.gen.ts"))?.code ?? "")
    : "";
  const named = [...generated.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, word = ""]) => word);
  const listed = [...index.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, list = ""]) =>
    list.split(",").map((text) => text.replace(/\btype\b/, "").trim()),
  );
  const names = [...listed, ...named];
  const bare = names.filter((text) => text !== "" && !own.some(({ code }) => documented(text).test(code)));
  expect(names.length).toBeGreaterThan(2);
  expect(bare).toEqual([]);
});

function documented(name: string): RegExp {
  return new RegExp(`\\*/\\nexport (abstract |async )?(class|function|interface|type|const) ${name}\\b`);
}
