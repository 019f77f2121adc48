import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const nodes = {
  "Node 20": fileURLToPath(new URL("../node_modules/.bin/node", import.meta.url)),
  "the pinned Node": process.execPath,
};

/** The published clients: what they depend on is among them. */
const clients = ["core", "ledger", "segmind", "3daistudio", "novita", "compare"];

const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Makes a picture with every client, through each package, against an injected fetch. */
const program = `
const fetch = async (input) => {
  const { method, url } = input instanceof Request ? input : { method: "GET", url: String(input) };
  const picture = () => new Response(Uint8Array.from(atob("${png}"), (c) => c.charCodeAt(0)), { headers: { "content-type": "image/png" } });
  if (url.includes("novita")) return Response.json({ images: ["data:image/png;base64,${png}"] });
  if (url.includes("segmind") || url.includes("storage")) return picture();
  if (method === "POST") return Response.json({ task_id: "a1b2", created_at: "2026-02-25T12:00:00Z" });
  return Response.json({ status: "FINISHED", progress: 100, results: [{ asset: "https://storage.example/a.png", asset_type: "IMAGE" }] });
};
let now = Date.now();
const clock = { now: () => now, delay: (ms, signal) => ms > 200000 ? new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))) : Promise.resolve(void (now += ms)) };
const ledger = createLedger({ maxSpend: { USD: 1, credits: 20 }, clock });
const client = () => ({ apiKey: "key", fetch, clock, accounting: ledger, prices: { models: { "novita/seedream-5.0-lite": 0.035 } } });
const targets = selectFamily([segmind, threeDAIStudio, novita], "seedream-5.0-lite");
const compared = await compare(targets, { prompt: "a lighthouse", aspectRatio: "16:9" }, { client });
const error = await createSegmind({ apiKey: "key", fetch }).seedreamV3TextToImage({ promt: "x" }).catch((error) => error);
console.log(JSON.stringify({
  images: compared.map(({ target, result, error }) => [target.model.id, result ? result.images.map(({ width, height, mediaType }) => width + "x" + height + " " + mediaType) : String(error)]),
  error: [error.name, isSeedbedError(error), error.message],
  spent: ledger.spent(),
}));
`;

const imports = [
  ["@seedbed/core", "isSeedbedError"],
  ["@seedbed/ledger", "createLedger"],
  ["@seedbed/compare", "compare, selectFamily"],
  ["@seedbed/segmind", "createSegmind, provider as segmind"],
  ["@seedbed/3daistudio", "provider as threeDAIStudio"],
  ["@seedbed/novita", "provider as novita"],
] as const;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-packed-"));
  await Promise.all(clients.map((name) => pack(name)));
  const esm = imports.map(([name, names]) => `import { ${names} } from "${name}";`).join("\n");
  const cjs = imports
    .map(([name, names]) => `const { ${names.replaceAll(" as ", ": ")} } = require("${name}");`)
    .join("\n");
  await writeFile(path.join(folder, "program.mjs"), `${esm}\n${program}`);
  await writeFile(path.join(folder, "program.cjs"), `${cjs}\n(async () => {${program}})();`);
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Packs a package as it would be published, and unpacks it where Node looks. */
async function pack(name: string): Promise<void> {
  const target = path.join(folder, "packed", name);
  await mkdir(target, { recursive: true });
  await pnpm(["pack", "--pack-destination", target], path.join(root, "packages", name));
  const [tarball] = await readdir(target);
  const home = path.join(folder, "node_modules/@seedbed", name);
  await mkdir(home, { recursive: true });
  await run("tar", ["-xzf", path.join(target, tarball ?? ""), "-C", home, "--strip-components=1"]);
}

async function pnpm(args: readonly string[], cwd: string): Promise<void> {
  const own = await run("pnpm", ["--version"], { cwd: tmpdir() }).then(
    () => true,
    () => false,
  );
  await (own ? run("pnpm", args, { cwd }) : run("npx", ["-y", "pnpm@12", ...args], { cwd }));
}

describe.each(Object.entries(nodes))("packed, on %s", (_, node) => {
  test.each(["program.mjs", "program.cjs"])("%s makes a picture with every client", async (file) => {
    const { stdout } = await run(node, [path.join(folder, file)], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual({
      images: [
        ["segmind/seedream-v5-lite", ["1x1 image/png"]],
        ["3daistudio/seedream-v5-lite", ["1x1 image/png"]],
        ["novita/seedream-5.0-lite", ["1x1 image/png"]],
      ],
      error: ["InvalidRequestError", true, expect.stringContaining("did you mean prompt?")],
      spent: { USD: { confirmed: 0.07, worstCase: 0.07 }, credits: { confirmed: 10, worstCase: 10 } },
    });
  });
});

test("the ledger on disk opens, or says in one sentence which Node it needs", async () => {
  const file = path.join(folder, "ledger.mjs");
  await writeFile(
    file,
    `import { openLedger } from "@seedbed/ledger/sqlite";
    try { openLedger("ledger.db").close(); console.log("open"); } catch (error) { console.log(error.message); }`,
  );
  const said = await Promise.all(Object.values(nodes).map((node) => run(node, [file], { cwd: folder })));
  expect(said.map(({ stdout }) => stdout)).toEqual([
    expect.stringMatching(/^A ledger on disk needs Node 22\.13 or later; this is v20\./),
    "open\n",
  ]);
});

test("Node 20 is Node 20", async () => {
  expect((await run(nodes["Node 20"], ["--version"])).stdout).toMatch(/^v20\./);
});

test.each(clients)("the tarball of %s declares Node 20, brings no zod, and names no workspace", async (name) => {
  const manifest = JSON.parse(await readFile(path.join(folder, "node_modules/@seedbed", name, "package.json"), "utf8"));
  expect(manifest.engines.node).toBe(">=20");
  const dependencies = Object.entries<string>(manifest.dependencies ?? {});
  expect(dependencies.filter(([dependency]) => !dependency.startsWith("@seedbed/"))).toEqual([]);
  expect(dependencies.filter(([, version]) => version.startsWith("workspace:"))).toEqual([]);
});
