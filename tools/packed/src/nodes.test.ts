import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clients, type Installed, installTarballs, run } from "./install-tarballs.ts";
import { nodes } from "./nodes.ts";
import { startProviders, timeScale } from "./start-providers.ts";

const imports = [
  ["@seedbed/core", "createClock, isSeedbedError"],
  ["@seedbed/core/provider", "defineProvider"],
  ["@seedbed/core/proxy", "createProxy"],
  ["@seedbed/ledger", "createLedger"],
  ["@seedbed/compare", "compare, selectFamily"],
  ["@seedbed/segmind", "createSegmind, provider as segmind"],
  ["@seedbed/3daistudio", "provider as threeDAIStudio"],
  ["@seedbed/novita", "provider as novita"],
] as const;

/** Makes an image with every client over the network, once with the key and once through the proxy, which adds it. */
const program = `
const baseUrls = JSON.parse(process.argv[2]);
const providers = [segmind, threeDAIStudio, novita];
const clock = createClock(${timeScale});
const accounting = createLedger({ maxSpend: { USD: 1, credits: 40 }, clock });
const shared = { clock, accounting, prices: { models: { "novita/seedream-5.0-lite": 0.035 } }, timeoutMs: 6000000 };
const allow = providers.map((provider) => ({ provider, apiKey: "the-key", baseUrl: baseUrls[provider.id] }));
const proxy = createProxy({ allow, authorize: () => true });
const fetchThroughProxy = (input, init) => {
  const request = new Request(input, init);
  return request.url.startsWith("http://localhost/") ? proxy(request) : fetch(request);
};
const setUps = {
  direct: (id) => ({ ...shared, apiKey: "the-key", baseUrl: baseUrls[id] }),
  proxied: (id) => ({ ...shared, proxyUrl: "http://localhost/api/seedbed/" + id, fetch: fetchThroughProxy }),
};
const made = {};
for (const [way, client] of Object.entries(setUps)) {
  const compared = await compare(selectFamily(providers, "seedream-5.0-lite"), { prompt: "a lighthouse", aspectRatio: "16:9" }, { client });
  made[way] = compared.map(({ target, result, error }) => target.model.id + " " + (result ? result.images.map(({ width, height, mediaType }) => width + "x" + height + " " + mediaType) : error));
}
const error = await createSegmind(setUps.direct("segmind")).seedreamV3TextToImage({ promt: "x" }).catch((error) => error);
console.log(JSON.stringify({ made, error: [error.name, isSeedbedError(error), error.message], spent: accounting.spent() }));
`;

let installed: Installed;
let providers: Awaited<ReturnType<typeof startProviders>>;
const inFolder = (file: string) => path.join(installed.folder, file);

beforeAll(async () => {
  [installed, providers] = await Promise.all([installTarballs(clients), startProviders()]);
  const esm = imports.map(([name, names]) => `import { ${names} } from "${name}";`).join("\n");
  const cjs = imports
    .map(([name, names]) => `const { ${names.replaceAll(" as ", ": ")} } = require("${name}");`)
    .join("\n");
  await writeFile(inFolder("program.mjs"), `${esm}\n${program}`);
  await writeFile(inFolder("program.cjs"), `${cjs}\n(async () => {${program}})();`);
});
afterAll(() => Promise.all([installed?.remove(), providers?.close()]));

const made = [
  "segmind/seedream-v5-lite 1x1 image/png",
  "3daistudio/seedream-v5-lite 1x1 image/png",
  "novita/seedream-5.0-lite 1x1 image/png",
];

describe.each(Object.entries(nodes))("packed, on Node %s", (version, node) => {
  test("that it is", async () => {
    expect((await run(node, ["--version"])).stdout).toMatch(new RegExp(`^v${version}\\.`));
  });

  test.each(["program.mjs", "program.cjs"])("%s makes an image with every client", async (file) => {
    const { stdout } = await run(node, [inFolder(file), JSON.stringify(providers.baseUrls)], { cwd: installed.folder });
    expect(JSON.parse(stdout)).toEqual({
      made: { direct: made, proxied: made },
      error: ["InvalidRequestError", true, expect.stringContaining("did you mean prompt?")],
      spent: { USD: { confirmed: 0.14, worstCase: 0.14 }, credits: { confirmed: 20, worstCase: 20 } },
    });
  });
});

test("the ledger on disk opens, or says in one sentence which Node it needs", async () => {
  await writeFile(
    inFolder("ledger.mjs"),
    `import { openLedger } from "@seedbed/ledger/sqlite";
    try { openLedger("ledger-" + process.version + ".db").close(); console.log("open"); } catch (error) { console.log(error.message); }`,
  );
  const said = await Promise.all(
    Object.values(nodes).map((node) => run(node, [inFolder("ledger.mjs")], { cwd: installed.folder })),
  );
  expect(said.map(({ stdout }) => stdout)).toEqual([
    expect.stringMatching(/^A ledger on disk needs Node 22\.13 or later; this is v20\./),
    "open\n",
    "open\n",
  ]);
});
