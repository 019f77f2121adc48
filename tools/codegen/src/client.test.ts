import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { asObject, bundleSpec, type Json, type SpecDocument } from "./bundle.ts";
import { clientModule } from "./client.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** A spec with one endpoint, changed by `more`, and a free one. */
function specOf(more: Json, provider: Json = {}): SpecDocument {
  const ref = { schema: { $ref: "#/components/schemas/Made" } };
  const make = {
    operationId: "make",
    description: "Makes images.",
    tags: ["Seedream"],
    requestBody: { content: { "application/json": { schema: { type: "object" } } } },
    responses: { 200: { content: { "application/json": ref } } },
    "x-model": "acme/seedream",
    ...more,
  };
  const named = { id: "acme", displayName: "Acme", createFunction: "createAcme", keyVariable: "K", rateLimit: null };
  const document = {
    info: { "x-provider": { ...named, ...provider } },
    servers: [{ url: "https://api.acme.test" }],
    paths: { "/v1/make": { post: make } },
    components: { schemas: { Made: { description: "What was made." } } },
  };
  return { id: "acme", document, json: "", hash: "" };
}

describe("a function of a client", () => {
  test("says what the spec says: what it does, the price, the latency, and from where", () => {
    const price = { amount: 10, currency: "credits", per: "image", source: "seed 003" };
    const latency = { minMs: 20_000, maxMs: 40_000, per: "image", evidence: "seed", source: "seed 003" };
    expect(clientModule(specOf({ "x-price": price, "x-latency": latency }))).toContain(
      "/** Makes images. 10 credits per image (seed 003). 20 to 40 s per image (seed 003). */\n" +
        "  make(request: MakeRequest, options?: RunOptions): Promise<Generation>;",
    );
  });

  test("says that the provider publishes neither, also if others do", () => {
    const latency = { minMs: 1000, maxMs: 1000, per: "image", evidence: "third-party", source: "a page" };
    expect(clientModule(specOf({ "x-price": null, "x-latency": latency }))).toContain(
      "Acme publishes no price. Acme publishes no latency. */",
    );
  });

  test("that submits a job gives the provider's reply, and `submit` and `waitForResult` are beside it", () => {
    const code = clientModule(specOf({ "x-job": { statusOperation: "look", taskId: "id", states: {} } }));
    expect(code).toContain("make(request: MakeRequest, options?: RunOptions): Promise<Made>;");
    expect(code).toContain('/** What was made. @interface */\nexport type Made = components["schemas"]["Made"];');
    expect(code).toContain("  make: MakeRequest;");
    expect(code).toContain("waitForResult(taskOrJob: string | Job, options?: RunOptions): Promise<Generation>;");
  });

  test("that is free and takes nothing needs no request, and one of the account brings `balance`", () => {
    const code = clientModule(specOf({ "x-model": undefined, requestBody: undefined, tags: ["Account"] }));
    expect(code).toContain("/** Makes images. */\n  make(request?: object, options?: RunOptions): Promise<Made>;");
    expect(code).toContain("balance(options?: RunOptions): Promise<Balance>;");
    expect(clientModule(specOf({}))).not.toContain("alance");
  });
});

test("a name that starts with a digit starts with its word", () => {
  expect(clientModule(specOf({}, { createFunction: "create3D" }))).toContain("export interface ThreeDClient {");
});

test("where jobs are of several models a task's id alone is not enough, and a job is named by what makes the same", async () => {
  const code = clientModule(await bundleSpec(root, "segmind"));
  expect(code).toContain("waitForResult(job: Job, options?: RunOptions)");
  expect(code).toContain("  seedreamV3TextToImage: SeedreamV3TextToImageRequest;");
  expect(code).toContain("`POST /v1/seedream-v3-text-to-image` and of `POST /v2/seedream-v3-text-to-image`");
});

test("every operation of a spec is a function of its client", async () => {
  for (const id of ["segmind", "3daistudio", "novita"]) {
    const spec = await bundleSpec(root, id);
    const code = clientModule(spec);
    const operations = Object.values(asObject(spec.document.paths)).flatMap((item) => Object.values(asObject(item)));
    for (const { operationId } of operations.map(asObject)) expect(code).toMatch(`\n  ${operationId}(request`);
  }
});
