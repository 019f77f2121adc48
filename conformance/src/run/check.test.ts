import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Provider } from "@seedbed/core";
import { provider as novita } from "@seedbed/novita";
import openapi from "@seedbed/novita/openapi.json" with { type: "json" };
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadFixtures } from "../fixture/fixture.ts";
import { textCase, tinyImageUri } from "../testing/text-case.ts";
import { check } from "./check.ts";
import type { CheckOptions } from "./check-options.ts";

const specs = fileURLToPath(new URL("../../../specs", import.meta.url));
const schema = fileURLToPath(new URL("../../schemas/fixture.schema.json", import.meta.url));

const fixture = {
  title: "a text becomes an image",
  provider: "novita",
  operation: "seedream5Lite",
  provenance: { kind: "synthetic", source: "this test", date: "2026-11-21" },
  call: { model: "novita/seedream-5.0-lite", request: { prompt: "a koi pond", aspectRatio: "16:9" } },
  exchanges: [
    {
      request: {
        method: "POST",
        path: "/v3/seedream-5.0-lite",
        headers: { authorization: "Bearer YOUR_API_KEY" },
        body: { prompt: "a koi pond", size: "2848x1600" },
      },
      response: { status: 200, json: { images: [tinyImageUri] } },
    },
  ],
  expect: { images: [{ mediaType: "image/png", width: 1, height: 1 }], cost: null },
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-check-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(changes: { fixture?: unknown; options?: Partial<CheckOptions> } = {}) {
  const fixtures = path.join(folder, String(Math.random()));
  await mkdir(path.join(fixtures, "novita/seedream5Lite"), { recursive: true });
  await writeFile(path.join(fixtures, "novita/seedream5Lite/text.json"), JSON.stringify(changes.fixture ?? fixture));
  const record = await check({
    providers: [novita],
    fixtures: await loadFixtures(fixtures, schema),
    fixtureFolder: fixtures,
    specFolder: specs,
    shippedSpec: async () => openapi,
    cases: [],
    expected: [],
    servers: [],
    destination: () => ({
      client: { apiKey: "key", fetch: async () => Response.json({ images: [tinyImageUri] }) },
      emulated: () => true,
    }),
    keep: async () => ({ sha256: "" }),
    timeScale: null,
    version: "0.0.0",
    ...changes.options,
  });
  const broken = record.checks
    .filter(({ verdict }) => verdict !== "ok")
    .flatMap(({ id, verdict, findings }) => findings.map(({ field }) => `${verdict} ${id} ${field}`));
  return { record, broken };
}

/** A client that sends one more field than its request has. */
function sending(extra: Record<string, unknown>): Provider {
  return {
    ...novita,
    create: (options) =>
      novita.create({
        ...options,
        fetch: async (input, init) => {
          const request = new Request(input, init);
          return (options?.fetch ?? fetch)(request.url, {
            method: request.method,
            headers: request.headers,
            body: JSON.stringify({ ...(await request.json()), ...extra }),
          });
        },
      }),
  };
}

test("specs that hold and fixtures that fit are ok", async () => {
  const { record, broken } = await run();
  expect(broken).toEqual([]);
  expect(record).toMatchObject({
    exitCode: 0,
    provenance: { recorded: 0, documented: 0, synthetic: 1 },
    emulated: false,
  });
  const layers = Map.groupBy(record.checks, ({ layer }) => layer);
  expect(layers.get("lint")).toHaveLength(1);
  expect(layers.get("replay")).toHaveLength(1);
  expect(layers.get("client")?.length).toBeGreaterThan(30);
  expect(layers.has("server")).toBe(false);
});

describe("a violation names the fixture and the field", () => {
  test("where one byte of its expectation is changed", async () => {
    const { record, broken } = await run({
      fixture: { ...fixture, expect: { ...fixture.expect, images: [{ mediaType: "image/png", width: 1, height: 2 }] } },
    });
    expect(record.exitCode).toBe(1);
    expect(broken).toEqual(["violation novita/seedream5Lite/text expect.images[0].height"]);
  });

  test("where one byte of the name of an expected field is changed", async () => {
    const { record, broken } = await run({ fixture: { ...fixture, expect: { ...fixture.expect, cosu: null } } });
    expect(record.exitCode).toBe(1);
    expect(broken).toEqual(["violation novita/seedream5Lite/text expect.cosu"]);
  });

  test("where a required response field is renamed in the spec", async () => {
    const renamed = path.join(folder, "specs");
    await cp(specs, renamed, { recursive: true });
    const file = path.join(renamed, "novita/openapi.yaml");
    const text = await readFile(file, "utf8");
    await writeFile(
      file,
      text.replace("required: [images]", "required: [files]").replace(/^( {8})images:$/m, "$1files:"),
    );
    const { record, broken } = await run({ options: { specFolder: renamed } });
    expect(record.exitCode).toBe(1);
    expect(broken).toContain("violation novita/seedream5Lite/text exchanges[0].response.body.images");
  });

  test("where the client sends a field that the spec lacks", async () => {
    const { record, broken } = await run({ options: { providers: [sending({ style: "ink" })] } });
    expect(record.exitCode).toBe(1);
    expect(broken).toContain("violation novita/seedream5Lite/text exchanges[0].request.body.style");
  });

  test("with the client's own words first, where it refuses what it was to do", async () => {
    const call = { model: "novita/seedream-5.0-lite", request: { prompt: "a koi pond", aspectRatio: "17:9" } };
    const { record } = await run({ fixture: { ...fixture, call } });
    expect(record.exitCode).toBe(1);
    expect(record.checks.find(({ layer }) => layer === "replay")?.findings[0]).toEqual({
      field: "call",
      message: expect.stringContaining("aspectRatio must be one of"),
    });
  });

  test("where the client does not send what it should", async () => {
    const { broken } = await run({ options: { providers: [sending({ size: undefined })] } });
    expect(broken).toContain("violation novita/seedream5Lite/text exchanges[0].request.body.size");
  });

  test("where the key is not sent", async () => {
    const unsigned = {
      ...fixture.exchanges[0],
      request: { ...fixture.exchanges[0]?.request, headers: { authorization: null } },
    };
    const { broken } = await run({ fixture: { ...fixture, exchanges: [unsigned] } });
    expect(broken).toEqual(["violation novita/seedream5Lite/text exchanges[0].request.headers.authorization"]);
  });

  test("where an exchange is not made", async () => {
    const { broken } = await run({ fixture: { ...fixture, exchanges: [...fixture.exchanges, ...fixture.exchanges] } });
    expect(broken).toEqual(["violation novita/seedream5Lite/text exchanges"]);
  });
});

describe("a smoke run", () => {
  const smoke = (client: CheckOptions["destination"]) =>
    run({ options: { cases: [textCase], timeScale: 100, destination: client } });
  const answering =
    (response: () => Response): CheckOptions["destination"] =>
    () => ({ client: { apiKey: "key", fetch: async () => response() }, emulated: () => true });

  test("records what came, as emulated, with no claim where the provider makes none", async () => {
    const { record } = await smoke(answering(() => Response.json({ images: [tinyImageUri] })));
    expect(record).toMatchObject({ emulated: true, timeScale: 100, providers: [{ id: "novita", emulated: true }] });
    expect(record.generations).toMatchObject([
      {
        checkId: "novita/seedream-5.0-lite/text",
        emulated: true,
        claim: null,
        cost: null,
        imagesAsked: 1,
        images: [{ width: 1, height: 1 }],
      },
    ]);
  });

  test("finds drift in a size that was not asked for and in a field that no document names", async () => {
    const { record, broken } = await smoke(answering(() => Response.json({ images: [tinyImageUri], usage: 1 })));
    expect(record).toMatchObject({ exitCode: 0, verdicts: { drift: 1 } });
    expect(broken).toEqual([
      "drift novita/seedream-5.0-lite/text response.body.usage",
      "drift novita/seedream-5.0-lite/text images[0]",
    ]);
  });

  test("finds a violation in an answer that breaks the spec", async () => {
    const { record, broken } = await smoke(answering(() => Response.json({ files: [] })));
    expect(record.exitCode).toBe(1);
    expect(broken).toContain("violation novita/seedream-5.0-lite/text response.body.images");
  });

  test("is inconclusive where the provider is in trouble", async () => {
    const { record } = await smoke(answering(() => new Response("<html>", { status: 502 })));
    expect(record).toMatchObject({ exitCode: 3, verdicts: { transport: 1 } });
  });

  test("is inconclusive where the key is refused", async () => {
    const { record } = await smoke(
      answering(() => Response.json({ code: 401, reason: "FAILED_TO_AUTH", message: "no" }, { status: 401 })),
    );
    expect(record).toMatchObject({ exitCode: 3, verdicts: { harness: 1 } });
  });
});

test("an id that is nowhere is an error of the call", async () => {
  await expect(run({ options: { only: "novita/seedream5Lite/nothing" } })).rejects.toThrow(
    'There is no fixture or case "novita/seedream5Lite/nothing".',
  );
});

test.each<[string, unknown, string | RegExp, Partial<CheckOptions>?]>([
  [
    "does not fit its schema",
    { ...fixture, exchanges: [] },
    /novita\/seedream5Lite\/text\.json:1 does not fit the schema of a fixture: \/exchanges /,
  ],
  [
    "has a field that there is none of",
    { ...fixture, titel: "x" },
    /text\.json:1 does not fit the schema of a fixture: \/titel /,
  ],
  [
    "is of an operation that is gone",
    { ...fixture, operation: "seedream5Lite" },
    "is of the operation seedream5Lite, which the spec of novita has not",
    { shippedSpec: async () => ({ ...openapi, paths: {} }), specFolder: null },
  ],
  ["lies in the wrong folder", { ...fixture, operation: "seedreamV3TextToImage" }, "does not lie there"],
])("a fixture that %s is an error of the call", async (_, wrong, message, options = {}) => {
  await expect(run({ fixture: wrong, options })).rejects.toThrow(message);
});

test("a base URL that answers a web page is an error of the call", async () => {
  const page = async () => new Response("<html>", { status: 404, headers: { "content-type": "text/html" } });
  const destination = () => ({
    client: { apiKey: "a", baseUrl: "http://127.0.0.1:9/shop", fetch: page },
    emulated: () => false,
  });
  await expect(run({ options: { servers: ["novita"], destination } })).rejects.toThrow(
    "The base URL http://127.0.0.1:9/shop of novita answers a web page to /v3/seedream-5.0-lite",
  );
});
