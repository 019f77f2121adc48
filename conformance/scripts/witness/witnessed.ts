import { type ClientOptions, isSeedbedError } from "@seedbed/core";
// The server that clients and Prism talk to is the emulator as a user starts it.
import { startEmulator } from "../../../packages/emulator/src/index.ts";
import { emulations, headOfImage, type ProviderId } from "../../corpus/emulated.ts";
import { known } from "../../corpus/known.ts";
import type { ContractCase } from "../../src/contract/contract-case.ts";
import { generateCases } from "../../src/contract/generate-cases.ts";
import { createSpec } from "../../src/spec/create-spec.ts";
import type { Prism } from "./prism.ts";

/** What Prism said of one provider's traffic. */
export interface Witnessed {
  /** Cases that were run through it. */
  readonly cases: number;
  /** Answers that came through it. */
  readonly answers: number;
  /** Each with the case that it belongs to. */
  readonly violations: readonly string[];
  /** Cases of which no answer came through it, each with what the client said. */
  readonly unseen: readonly string[];
}

/** What is broken on purpose: Prism judges by another document, or a client sends another field. */
export interface Broken {
  readonly document?: unknown;
  readonly extraBody?: Readonly<Record<string, unknown>>;
}

/** Runs our client through Prism against the emulator, over every case that is accepted and every documented error. */
export async function witnessed(prism: Prism, id: ProviderId, broken: Broken = {}): Promise<Witnessed> {
  const { provider, document } = known[id];
  await using emulator = await startEmulator([emulations[id]], {
    timeScale: 1000,
    rateLimits: false,
    balances: { [id]: 100_000 },
    draw: async (request) => headOfImage(request),
  });
  const proxy = await prism.proxy(broken.document ?? document, emulator.baseUrls[id] ?? emulator.url);
  const violations: string[] = [];
  const unseen: string[] = [];
  let answers = 0;
  let current = "";
  const client = provider.create({
    apiKey: "key-of-the-witness",
    env: {},
    baseUrl: proxy.url,
    timeoutMs: 36_000_000, // by a clock that runs a thousand times as fast, on a machine that may be busy
    clock: { now: () => emulator.clock.now(), delay: (ms, signal) => emulator.clock.sleep(ms, signal) },
    async fetch(input, init) {
      const response = await fetch(input, init);
      if (!response.url.startsWith(proxy.url)) return response; // a download
      answers += 1;
      const said = response.headers.get("sl-violations");
      for (const { location, message } of said ? (JSON.parse(said) as Said[]) : [])
        violations.push(`${current}: ${location.join(".")}: ${message}`);
      return response;
    },
  } satisfies ClientOptions);
  const cases = generateCases(id, createSpec(document)).filter(isPlayable);
  try {
    for (const testCase of cases) {
      current = testCase.id;
      await play(testCase);
    }
    for (const { operationId, job } of Object.values(provider.operations)) {
      if (!job) continue;
      current = `${id}/${operationId}/job`;
      const { request } =
        cases.find(({ operation, expect }) => operation === operationId && expect.outcome === "accepted") ?? {};
      await client.run(operationId, request?.body ?? {}).catch(tolerate);
    }
  } finally {
    proxy.stop();
  }
  return { cases: cases.length, answers, violations, unseen };

  async function play({ expect, operation, request }: ContractCase): Promise<void> {
    const ordered = expect.outcome === "error" ? emulator.order(id, operation, expect.status) : undefined;
    const options = broken.extraBody && request.body ? { extraBody: broken.extraBody } : {};
    const before = answers;
    const said = await client.call(operation, request.body ?? request.pathParameters, options).catch(tolerate);
    if (answers === before) unseen.push(`${current}: ${said}`);
    if (ordered) emulator.removeFault(ordered.id);
  }
}

/** As Prism writes a violation into a header. */
interface Said {
  readonly location: readonly string[];
  readonly message: string;
}

/** Cases in which a client sends something, and that one request shows. */
function isPlayable({ expect, request }: ContractCase): boolean {
  const sends = expect.outcome === "accepted" || expect.outcome === "error";
  return sends && request.key === "valid";
}

/** The answer was judged on its way; what the client makes of it, other tests hold. */
function tolerate(error: unknown): string {
  if (!isSeedbedError(error)) throw error;
  return error.message;
}
