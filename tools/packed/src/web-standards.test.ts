import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundle } from "./bundle.ts";
import { clients, type Installed, installTarballs } from "./install-tarballs.ts";
import { runOnWebGlobals } from "./run-on-web-globals.ts";
import { startProviders, timeScale } from "./start-providers.ts";

const options = `{ apiKey: "the-key", clock: createClock(${timeScale}), timeoutMs: 6_000_000 }`;
const imported = (names: string, name: string) => `import { ${names} } from "@seedbed/${name}";\n`;
const clock = imported("createClock", "core");
const first = "({ images: [{ width, mediaType }] }) => width + ' ' + mediaType";

/** What a user of each client does with it, on the emulator. */
const uses: Readonly<Record<string, string>> = {
  core: `${imported("isSeedbedError, measureImage, redact", "core")}${imported("createProxy", "core/proxy")}
    export const use = async () => [isSeedbedError(new Error()), measureImage(new Uint8Array(9)), redact("a secret", ["secret"]),
      (await createProxy({ allow: [], authorize: () => true })(new Request("http://localhost/api/seedbed/a"))).status];`,
  ledger: `${clock}${imported("createLedger", "ledger")}${imported("createSegmind", "segmind")}
    export const use = async ({ segmind: baseUrl }) => {
      const accounting = createLedger({ maxSpend: { USD: 1 } });
      await createSegmind({ ...${options}, baseUrl, accounting }).seedreamV3TextToImage({ prompt: "a fox", aspect_ratio: "1:1" });
      return accounting.spent();
    };`,
  segmind: `${clock}${imported("createSegmind", "segmind")}
    export const use = ({ segmind: baseUrl }) => createSegmind({ ...${options}, baseUrl })
      .seedreamV3TextToImage({ prompt: "a fox", aspect_ratio: "1:1" }).then(${first});`,
  "3daistudio": `${clock}${imported("create3DAIStudio", "3daistudio")}
    export const use = async ({ "3daistudio": baseUrl }) => {
      const client = create3DAIStudio({ ...${options}, baseUrl });
      const job = await client.submit("seedreamV5LiteGenerate", { prompt: "a fox" });
      return client.waitForResult(JSON.parse(JSON.stringify(job))).then(${first});
    };`,
  novita: `${clock}${imported("createNovita", "novita")}
    export const use = ({ novita: baseUrl }) => createNovita({ ...${options}, baseUrl })
      .seedream5Lite({ prompt: "a fox" }).then(${first});`,
  compare: `${clock}${imported("compare, selectFamily", "compare")}${imported("provider", "segmind")}
    export const use = async (baseUrls) => (await compare(selectFamily([provider], "seedream-5.0-lite"), { prompt: "a fox" },
      { client: (id) => ({ ...${options}, baseUrl: baseUrls[id] }) })).map(({ result }) => result).map(${first});`,
};
const image = "1 image/png";
const given: Readonly<Record<string, unknown>> = {
  core: [false, null, "a [redacted]", 404],
  ledger: { USD: { confirmed: 0.037, worstCase: 0.037 } },
  segmind: image,
  "3daistudio": image,
  novita: image,
  compare: [image],
};

let installed: Installed;
let providers: Awaited<ReturnType<typeof startProviders>>;
beforeAll(async () => {
  [installed, providers] = await Promise.all([installTarballs(clients), startProviders()]);
});
afterAll(() => Promise.all([installed?.remove(), providers?.close()]));

describe.each(clients)("the bundle of %s", (name) => {
  test("needs no module and no name that Node alone has, makes no code of text, and works where there are none", async () => {
    const { code, files, foreign } = await bundle(uses[name] ?? "", installed.folder);
    expect(files.filter((file) => file.includes("@seedbed")).length).toBeGreaterThan(0);
    expect(foreign).toEqual([]);
    // A page whose policy forbids it would report it, though it were caught.
    expect(code).not.toMatch(/\bFunction\(|\bF\(""\)|\beval\(/);
    expect(await runOnWebGlobals(code, providers.baseUrls)).toEqual(given[name]);
  });
});

describe("what Node alone has is found", () => {
  test("by the bundler, where it is a module", async () => {
    for (const module of ["node:fs", "fs"])
      await expect(bundle(`import ${JSON.stringify(module)};`, installed.folder)).rejects.toThrow("Could not resolve");
  });

  test("by its name, unless the code looks first whether it is there", async () => {
    const { foreign } = await bundle("export const use = () => [Buffer.from('a'), process.env.A]", installed.folder);
    expect(foreign).toEqual(["process", "Buffer"]);
    const looks = "[globalThis.process?.env, typeof process === 'object' && process.env]";
    expect((await bundle(`export const use = () => ${looks}`, installed.folder)).foreign).toEqual([]);
  });

  test("by its absence, where it is reached in another way", async () => {
    const { code } = await bundle(
      "export const use = async () => globalThis['pro' + 'cess'].version",
      installed.folder,
    );
    await expect(runOnWebGlobals(code, {})).rejects.toThrow("undefined");
  });
});
