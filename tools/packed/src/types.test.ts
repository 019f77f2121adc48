import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clients, type Installed, installTarballs, run } from "./install-tarballs.ts";

const inRepo = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const compilers = {
  "TypeScript 5.9": inRepo("../node_modules/typescript-5/bin/tsc"),
  "TypeScript 7": inRepo("../../../node_modules/typescript/bin/tsc"),
};

/** What a consumer writes, with a mistake that must be found where it says so. */
const uses = `
export async function use(): Promise<string> {
  const client: SegmindClient = createSegmind({ proxyUrl: "https://app.test/api/seedbed/segmind" });
  const { images, cost }: Generation = await client.seedreamV3TextToImage({ prompt: "a fox", aspect_ratio: "16:9" });
  // @ts-expect-error: there is no such aspect ratio
  await client.seedreamV3TextToImage({ prompt: "a fox", aspect_ratio: "21:9" });
  // @ts-expect-error: promt
  await createNovita().seedream5Lite({ promt: "a fox" });
  const job = await create3DAIStudio().submit("seedreamV5LiteGenerate", { prompt: "a fox", num_images: 2 });
  const accounting = createLedger({ maxSpend: { USD: 1 } });
  const compared = await compare(selectFamily([provider], "seedream-5.0-lite"), { prompt: "a fox" }, { client: () => ({ accounting }) });
  const handle: (request: Request) => Promise<Response> = createProxy({ allow: [{ provider }], authorize: () => true });
  // @ts-expect-error: without authorize everyone could call
  createProxy({ allow: [{ provider }] });
  const body: z.infer<typeof zSeedream5LiteBody> = { prompt: "a fox", size: "2K" };
  // @ts-expect-error: a schema's type knows its fields
  body.promt = "a fox";
  const width: number | null | undefined = images[0]?.width;
  // @ts-expect-error: there may be no image
  images[0].width;
  // @ts-expect-error: a width is not a text
  const text: string = images[0]?.width ?? 0;
  return [job.taskId, compared.length, handle.name, text, width, cost?.currency].join();
}
`;
const imports = [
  ["@seedbed/core", "type Generation"],
  ["@seedbed/core/proxy", "createProxy"],
  ["@seedbed/ledger", "createLedger"],
  ["@seedbed/compare", "compare, selectFamily"],
  ["@seedbed/segmind", "createSegmind, provider, type SegmindClient"],
  ["@seedbed/3daistudio", "create3DAIStudio"],
  ["@seedbed/novita", "createNovita"],
  ["@seedbed/novita/schemas", "zSeedream5LiteBody"],
  ["zod/mini", "type z"],
].map(([name, names]) => `import { ${names} } from "${name}";`);
const source = [...imports, uses].join("\n");

/** What runs on Node alone needs Node's types. */
const onNode = `import { openLedger } from "@seedbed/ledger/sqlite";
import { imageFromArgument } from "@seedbed/compare/node";
openLedger("ledger.db").close();
export const image: Promise<string | Uint8Array> = imageFromArgument("fox.png");
`;

/** An ES module and a CommonJS one, as far as the resolution tells them apart; with a browser's types or with Node's alone. */
const consumers = {
  node16: { module: "node16", moduleResolution: "node16", lib: ["es2023"], types: ["node"] },
  nodenext: { module: "nodenext", moduleResolution: "nodenext", lib: ["es2023", "dom"], types: [] },
  bundler: { module: "esnext", moduleResolution: "bundler", lib: ["es2023", "dom"], types: [] },
};

let installed: Installed;
const inFolder = (file: string) => path.join(installed.folder, file);

beforeAll(async () => {
  installed = await installTarballs(clients);
  await writeFile(inFolder("module.mts"), source);
  await writeFile(inFolder("common.cts"), source);
  await writeFile(inFolder("on-node.mts"), onNode);
  for (const [name, consumer] of Object.entries(consumers)) {
    const compilerOptions = {
      ...consumer,
      target: "es2022",
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      // Our own declarations are checked, the compiler's are not.
      skipLibCheck: false,
      skipDefaultLibCheck: true,
      typeRoots: [inRepo("../../../node_modules/@types")],
    };
    const files = [
      "module.mts",
      ...(name === "bundler" ? [] : ["common.cts"]),
      ...(consumer.types.length > 0 ? ["on-node.mts"] : []),
    ];
    await writeFile(inFolder(`${name}.json`), JSON.stringify({ compilerOptions, files }));
  }
});
afterAll(() => installed?.remove());

/** @returns what the compiler complains of; empty where it is content */
function complaints(compiler: string, consumer: string): Promise<string> {
  return run(process.execPath, [compiler, "--project", inFolder(`${consumer}.json`), "--pretty", "false"]).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout, // as execFile rejects
  );
}

describe.each(Object.entries(compilers))("packed, under %s", (_version, compiler) => {
  test.each(Object.keys(consumers))("moduleResolution %s finds the types, and each mistake", async (consumer) => {
    expect(await complaints(compiler, consumer)).toBe("");
  });
});

test("the compilers are the two that they are named", async () => {
  const said = await Promise.all(Object.values(compilers).map((file) => run(process.execPath, [file, "--version"])));
  expect(said.map(({ stdout }) => stdout)).toEqual([
    expect.stringMatching(/^Version 5\.9\./),
    expect.stringMatching(/^Version 7\./),
  ]);
});
