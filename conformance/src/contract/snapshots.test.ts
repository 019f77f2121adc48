import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import threeDAIStudioApi from "@seedbed/3daistudio/openapi.json" with { type: "json" };
import {
  AuthenticationError,
  GenerationFailedError,
  InvalidRequestError,
  OutcomeUnknownError,
  type Provider,
  ProviderError,
  type SeedbedError,
} from "@seedbed/core";
import { provider as novita } from "@seedbed/novita";
import novitaApi from "@seedbed/novita/openapi.json" with { type: "json" };
import type { Finding } from "@seedbed/report";
import { expect, test } from "vitest";
import { createSpec, type Spec } from "../spec/create-spec.ts";
import { generateCases } from "./generate-cases.ts";
import { judgeClient } from "./judge-client.ts";
import { judgeServer, type Served, unaskable } from "./judge-server.ts";

// What every case says of clients and servers that are wrong in one way lies beside this file: its words are the product,
// and one that changes is seen where a change is reviewed. `vitest run snapshots -u` writes it anew.

type Known = readonly [provider: Provider, spec: Spec];
const known: Record<string, Known> = {
  novita: [novita, createSpec(novitaApi)],
  "3daistudio": [threeDAIStudio, createSpec(threeDAIStudioApi)],
};

const short = (id: string) => id.replace("/contract/", " ");
const told = (findings: readonly Finding[]) =>
  findings.map(({ field, drift, message }) => `  ${drift ?? "violation"} ${field}: ${message}`.slice(0, 240));

/** Cases of which the same is told, as one. */
function grouped(cases: readonly { readonly id: string; readonly lines: readonly string[] }[]): string[] {
  const groups = Map.groupBy(cases, ({ lines }) => lines.join("\n"));
  return [...groups].map(([lines, [first, ...more]]) => {
    const others = more.length > 0 ? ` and ${more.length} more, to ${short(more.at(-1)?.id ?? "")}` : "";
    return `${short(first?.id ?? "")}${others}\n${lines}`;
  });
}

/** The client of a provider, with the end of every call its own way. */
function ending(provider: Provider, end: (call: () => Promise<unknown>) => Promise<unknown>): Provider {
  return {
    ...provider,
    create(options) {
      const client = provider.create(options);
      const { resume } = client;
      return {
        ...client,
        call: (operation, body) => end(() => client.call(operation, body)),
        ...(resume ? { resume: ((job) => end(() => resume(job))) as typeof resume } : {}),
      };
    },
  };
}

const failing = (error: () => SeedbedError) => (provider: Provider) =>
  ending(provider, async (call) => {
    await call().catch(() => {});
    throw error();
  });

const clients: Record<string, (provider: Provider) => Provider> = {
  "gives no image": (provider) =>
    ending(provider, async (call) => {
      await call();
      return { images: [] };
    }),
  "never fails": (provider) => ending(provider, (call) => call().catch(() => ({ images: [1] }))),
  "sends nothing": (provider) => ending(provider, async () => ({ images: [1] })),
  "sends twice": (provider) =>
    ending(provider, async (call) => {
      await call().catch(() => {});
      return call();
    }),
  "calls every failure a refusal of its own": failing(() => new InvalidRequestError("no")),
  "calls every failure one of the key": failing(() => new AuthenticationError("no")),
  "calls every failure a failed generation": failing(() => new GenerationFailedError("no", { billed: "yes" })),
  "wraps every failure as an unknown outcome": failing(
    () => new OutcomeUnknownError("no", { billed: "unknown", cause: new ProviderError("no", { billed: "unknown" }) }),
  ),
};

test.each(Object.keys(known))("clients of %s that are wrong in one way are told so in these words", async (id) => {
  const [provider, spec] = known[id] as Known;
  const lines: string[] = [];
  for (const [name, make] of Object.entries(clients)) {
    const cases: { id: string; lines: string[] }[] = [];
    for (const testCase of generateCases(id, spec)) {
      const { findings, exchanges } = await judgeClient(make(provider), spec, testCase);
      const seen = exchanges.map(({ operation, response }) => `${operation} ${response?.status ?? "not sent"}`);
      cases.push({ id: testCase.id, lines: [`  seen: ${[...new Set(seen)].join(", ")}`, ...told(findings)] });
    }
    lines.push("", `== a client that ${name}`, ...grouped(cases));
  }
  await expect(lines.join("\n")).toMatchFileSnapshot(`snapshots/clients-of-${id}.txt`);
});

const json = (body: unknown, status = 200) => Response.json(body, { status });
const typed = (type: string, status = 200) =>
  new Response("<p>hello</p>", { status, headers: { "content-type": type } });

const servers: Record<string, () => Response> = {
  "answers 200 with nothing": () => new Response(null, { status: 200 }),
  "answers 204": () => new Response(null, { status: 204 }),
  "answers 200 with another object": () => json({ hello: 1 }),
  "answers with a page": () => typed("text/html"),
  "answers with bytes": () => typed("application/octet-stream"),
  "answers JSON that is none": () => typed("application/json"),
  "answers 300": () => json({}, 300),
  "answers 400": () => json({ code: 400, reason: "X", message: "no" }, 400),
  "answers 401": () => json({ error: "no" }, 401),
  "answers 402": () => json({ error: "no" }, 402),
  "answers 403": () => json({ code: 403, reason: "NOT_ENOUGH_BALANCE", message: "no", metadata: {} }, 403),
  "answers 404": () => json({}, 404),
  "answers 410": () => json({}, 410),
  "answers 422": () => json({}, 422),
  "answers 500": () => json({}, 500),
};

function words(served: Served): string[] {
  if ("trouble" in served) return [`  ${served.trouble}: ${served.message}`];
  return [`  seen ${served.exchanges.map(({ response }) => response?.status).join(", ")}`, ...told(served.findings)];
}

test.each(Object.keys(known))("servers of %s that are wrong in one way are told so in these words", async (id) => {
  const [provider, spec] = known[id] as Known;
  const cases = generateCases(id, spec);
  const unasked = cases.flatMap((each) => {
    const why = unaskable(each);
    return why === undefined ? [] : [{ id: each.id, lines: [`  ${why}`] }];
  });
  const lines = ["== not asked", ...grouped(unasked)];
  for (const [name, answer] of Object.entries(servers)) {
    const answered: { id: string; lines: string[] }[] = [];
    for (const testCase of cases.filter((each) => unaskable(each) === undefined)) {
      const settled: unknown[] = [];
      const served = await judgeServer(testCase, {
        provider,
        spec,
        cost: { min: 0.1, max: 0.2, currency: "USD", basis: "price-table" },
        client: {
          apiKey: "a key",
          fetch: async () => answer(),
          clock: { now: () => 0, delay: async () => {} },
          accounting: {
            admit: async () => {},
            reserve: ({ model, operation, cost }) => ({
              settle: (outcome) =>
                void settled.push(`${model} ${operation} ${cost?.max} ${outcome.state} ${outcome.cost?.max}`),
            }),
          },
        },
      });
      answered.push({ id: testCase.id, lines: [`  paid: ${settled.join(", ")}`, ...words(served)] });
    }
    lines.push("", `== a server that ${name}`, ...grouped(answered));
  }
  await expect(lines.join("\n")).toMatchFileSnapshot(`snapshots/servers-of-${id}.txt`);
});
