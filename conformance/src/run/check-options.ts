import type { ClientOptions, OptionNames, Provider } from "@seedbed/core";
import type { CheckRecord, Layer } from "@seedbed/report";
import type { CoverageFloor } from "../coverage/coverage-floor.ts";
import type { ExpectedFinding } from "../fixture/expected-findings.ts";
import type { Fixture } from "../fixture/fixture.ts";
import type { ReplayOptions } from "../replay/replay.ts";
import type { SmokeOptions } from "../smoke/smoke.ts";
import type { Case } from "../smoke/smoke-cases.ts";
import type { HarExchange } from "../traffic/har.ts";

/** Where a provider's requests go. */
export interface CheckDestination {
  /** Settings of the provider's client. */
  readonly client: ClientOptions;
  /** Whether an emulator answers; once something was sent, for certain. */
  readonly emulated: () => boolean;
  /** Why nothing is sent there; absent where it can be. */
  readonly closed?: string;
}

/** What a check is made of. Everything that it reads was read by its caller. */
export interface CheckOptions {
  /** Those whose contract is checked. */
  readonly providers: readonly Provider[];
  /** The exchanges to replay. */
  readonly fixtures: readonly Fixture[];
  /** The folder of the fixtures, for their images. */
  readonly fixtureFolder: string;
  /** What that folder is called in the record. @default "conformance/fixtures" */
  readonly fixtureName?: string;
  /** Where the exchanges of a fixture are served; `in-process` is many times as fast. @default "network" */
  readonly replayAt?: ReplayOptions["at"];
  /** The folder of the specs, to be linted and judged by; null: outside a checkout, the packages' bundled specs judge. */
  readonly specFolder: string | null;
  /** Recorded traffic to be held against the specs. @default none */
  readonly har?: readonly HarExchange[];
  /** The bundled spec that a provider's package ships. */
  readonly shippedSpec: (provider: string) => Promise<unknown>;
  /** Cases for the smoke run; none: no smoke run. */
  readonly cases: readonly Case[];
  /** Ids of all the cases that there are, so that a mistyped one is told. @default those of `cases` */
  readonly caseIds?: readonly string[];
  /** Ids of the providers that there are and that are not checked: what is expected of them is ignored. @default none */
  readonly otherProviders?: readonly string[];
  /** The providers whose server is held against the cases of its spec: none, where no server is asked. */
  readonly servers: readonly string[];
  /** Where a provider's requests go. */
  readonly destination: (provider: Provider) => CheckDestination;
  /** Keeps an image for the report. */
  readonly keep: SmokeOptions["keep"];
  /** Whether a provider that was not checked live leaves the run inconclusive. @default false */
  readonly requireLive?: boolean;
  /** Days after which a fixture that rests on a recording or a document gets a warning. @default 180 */
  readonly maxAgeDays?: number;
  /** Only the case or fixture of this id. */
  readonly only?: string;
  /** Findings that are known beforehand. */
  readonly expected: readonly ExpectedFinding[];
  /** What must be exercised at least; a layer that does not run whole is not held. @default none */
  readonly coverageFloor?: CoverageFloor;
  /** Once it aborts nothing more is begun: what is in flight ends, the rest is skipped, and no one can tell whether all holds. */
  readonly stop?: AbortSignal;
  /** How much faster than real time the provider's time runs; null where nothing is generated. */
  readonly timeScale: number | null;
  /** Of the tool that runs the check: it stands in the record. */
  readonly version: string;
  /** Called as a layer begins, with how many checks it has. Errors it throws are ignored. */
  readonly onLayer?: (layer: Layer, total: number) => void;
  /** Called as each check is done. Errors it throws are ignored. */
  readonly onCheck?: (check: CheckRecord) => void;
}

/** The names of `CheckOptions`. */
export const checkOptionNames = {
  providers: true,
  fixtures: true,
  fixtureFolder: true,
  fixtureName: true,
  specFolder: true,
  har: true,
  shippedSpec: true,
  cases: true,
  caseIds: true,
  otherProviders: true,
  servers: true,
  destination: true,
  keep: true,
  requireLive: true,
  maxAgeDays: true,
  only: true,
  expected: true,
  coverageFloor: true,
  stop: true,
  timeScale: true,
  version: true,
  onLayer: true,
  onCheck: true,
  replayAt: true,
} as const satisfies OptionNames<CheckOptions>;
