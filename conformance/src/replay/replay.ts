import { checkOptions, type OptionNames } from "@seedbed/core";
import type { Finding, Verdict } from "@seedbed/report";
import type { Fixture } from "../fixture/fixture.ts";
import { staleFinding } from "../fixture/fixture-age.ts";
import type { SeenExchange } from "../repository/witness.ts";
import { verdictOf } from "../run/verdict.ts";
import { mismatches } from "../traffic/mismatches.ts";
import { outcomeOf, unexpectedError } from "./client-outcome.ts";
import { answerOf, judgeExchange, type ReplaySubject } from "./judge-fixture.ts";
import { openInProcess, openNetwork, type SentRequest } from "./transport.ts";

/** What is needed to replay a fixture. */
export interface ReplayOptions extends ReplaySubject {
  /** The folder that holds the fixtures, and their images in `images`. */
  readonly folder: string;
  /**
   * Where the exchanges are served: under the runtime's own fetch, or by an injected one, which is many times as fast.
   *
   * @default "network"
   */
  readonly at?: "network" | "in-process";
}

/** What came of a replay. */
export interface Replayed {
  /** What came of it. */
  readonly verdict: Verdict;
  /** What was found; empty where all holds. */
  readonly findings: readonly Finding[];
  /** What the client sent, and what the fixture answered. */
  readonly exchanges: readonly SeenExchange[];
}

/** Plays a fixture's exchanges to the real client, and compares what it sends and makes of them. */
export async function replay(fixture: Fixture, options: ReplayOptions): Promise<Replayed> {
  const names = { provider: true, spec: true, folder: true, at: true } satisfies OptionNames<ReplayOptions>;
  checkOptions("replay", options, names);
  const { exchanges, expect } = fixture;
  const sent: SentRequest[] = [];
  const open = options.at === "in-process" ? openInProcess : openNetwork;
  const serving = { exchanges, baseUrl: options.provider.baseUrl, folder: options.folder };
  try {
    const transport = await open({ ...serving, see: (request) => sent.push(request) });
    try {
      const outcome = await outcomeOf(fixture, options.provider, transport.fetch ? { fetch: transport.fetch } : {});
      const unused = exchanges.length - sent.length;
      const findings = [
        ...staleFinding(fixture, options.spec),
        ...unexpectedError(fixture, outcome),
        ...(unused > 0
          ? [{ field: "exchanges", message: `${unused} of ${exchanges.length} exchanges were not made` }]
          : []),
        ...exchanges.flatMap((exchange, index) =>
          judgeExchange(fixture, exchange, sent[index], options, `exchanges[${index}]`),
        ),
        ...mismatches(expect, outcome, "expect"),
      ];
      return { verdict: verdictOf(findings), findings, exchanges: madeExchanges(exchanges, sent) };
    } finally {
      transport.close();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { verdict: "harness", findings: [{ field: "", message }], exchanges: madeExchanges(exchanges, sent) };
  }
}

/** A request that was not sent stands as the fixture has it. */
function madeExchanges(exchanges: Fixture["exchanges"], sent: readonly SentRequest[]): SeenExchange[] {
  return exchanges.map(({ request, response }, index) => ({
    request: {
      method: request.method,
      path: request.path ?? request.url ?? "/",
      body: sent[index] ? sent[index].body : request.body,
    },
    response: answerOf(response),
  }));
}
