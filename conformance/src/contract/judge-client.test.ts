import type { Fetch, Provider, ProviderClient } from "@seedbed/core";
import { InvalidRequestError, OutcomeUnknownError } from "@seedbed/core";
import { provider as novita } from "@seedbed/novita";
import openapi from "@seedbed/novita/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { createSpec } from "../spec/create-spec.ts";
import { generateCases } from "./generate-cases.ts";
import { judgeClient } from "./judge-client.ts";

const spec = createSpec(openapi);
const cases = generateCases("novita", spec);

async function findingsOf(name: string, provider: Provider) {
  const testCase = cases.find(({ id }) => id.endsWith(`/contract/${name}`));
  if (!testCase) throw new Error(`${name} is gone`);
  return (await judgeClient(provider, spec, testCase)).findings.map(({ field, message }) => `${field}: ${message}`);
}

/** Novita with a client that is wrong in one way. */
function wrong(call: (client: ProviderClient, fetch: Fetch, body: object) => Promise<unknown>): Provider {
  return {
    ...novita,
    create: (options) => {
      const client = novita.create(options);
      return { ...client, call: (_operation, body) => call(client, options?.fetch ?? fetch, body) };
    },
  };
}

const post = (fetch: Fetch, body: object) =>
  fetch("https://api.novita.ai/v3/seedream-5.0-lite", {
    method: "POST",
    headers: { authorization: "Bearer x" },
    body: JSON.stringify(body),
  });

test("the real client has no finding in any case", async () => {
  for (const testCase of cases) expect((await judgeClient(novita, spec, testCase)).findings, testCase.id).toEqual([]);
});

describe("a client that is wrong is found out", () => {
  test.each<[string, string, Provider, RegExp]>([
    [
      "sends what it was not given",
      "smallest",
      wrong((client, _, body) => client.call("seedream5Lite", { ...body, watermark: true })),
      /request\.body\.watermark is true, not absent/,
    ],
    [
      "sends what the spec does not know",
      "smallest",
      wrong(async (client, fetch, body) => [
        await post(fetch, { ...body, style: 1 }),
        await client.call("seedream5Lite", body),
      ]),
      /body\.style is not a field of the spec/,
    ],
    [
      "sends what it was to refuse",
      "size-over",
      wrong(async (_, fetch, body) => post(fetch, body)),
      /sent 1 requests, and was to send none/,
    ],
    [
      "refuses what is valid",
      "size-largest",
      wrong(() => Promise.reject(new InvalidRequestError("no"))),
      /the client gave InvalidRequestError: no, not a result/,
    ],
    [
      "refuses with another error",
      "prompt-missing",
      wrong(() => Promise.reject(new OutcomeUnknownError("eh"))),
      /OutcomeUnknownError: eh, not an InvalidRequestError/,
    ],
    [
      "pays twice",
      "status-500",
      wrong(async (client, fetch, body) => [await post(fetch, body), await client.call("seedream5Lite", body)]),
      /2 paid POSTs, not one/,
    ],
    [
      "takes an error for a result",
      "status-403",
      wrong(async (_, fetch, body) => post(fetch, body)),
      /no error, not InsufficientCreditsError/,
    ],
    [
      "gives no image",
      "smallest",
      wrong((client, _, body) => client.call("seedream5Lite", body).then(() => ({ images: [] }))),
      /gave no image/,
    ],
    ["calls nothing", "smallest", wrong(async () => "done"), /did not call seedream5Lite/],
    [
      "says that it was billed",
      "status-404",
      wrong(async (_, fetch, body) => {
        await post(fetch, body);
        throw Object.assign(await refusal(), { billed: "yes" });
      }),
      /billed: yes, not no/,
    ],
  ])("%s", async (_, name, provider, message) => {
    expect((await findingsOf(name, provider)).join("\n")).toMatch(message);
  });
});

async function refusal(): Promise<Error> {
  const fetch = async () => Response.json({ code: 404, reason: "API_NOT_FOUND" }, { status: 404 });
  return novita
    .create({ apiKey: "x", fetch })
    .call("seedream5Lite", { prompt: "a" })
    .then(
      () => new Error("no error"),
      (error) => error,
    );
}
