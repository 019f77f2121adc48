import type { ClientOptions, Provider } from "@seedbed/core";
import type { CheckRecord, Layer } from "@seedbed/report";
import type { ExpectedFinding } from "./expected-findings.ts";
import type { Fixture } from "./fixture.ts";
import type { SmokeOptions } from "./smoke.ts";
import type { Case } from "./smoke-cases.ts";

/** What a check is made of. Everything that it reads was read by its caller. */
export interface CheckOptions {
  readonly providers: readonly Provider[];
  readonly fixtures: readonly Fixture[];
  /** The folder of the fixtures, for their pictures. */
  readonly fixtureFolder: string;
  /** The folder of the specs, to be linted and judged by; null: outside a checkout, the packages' bundled specs judge. */
  readonly specFolder: string | null;
  /** The bundled spec that a provider's package ships. */
  readonly shippedSpec: (provider: string) => Promise<unknown>;
  /** Cases for the smoke run; none: no smoke run. */
  readonly cases: readonly Case[];
  /** Where a provider's generations go. */
  readonly destination: (provider: Provider) => { client: ClientOptions; emulated: () => boolean };
  readonly keep: SmokeOptions["keep"];
  /** Only the case or fixture of this id. */
  readonly only?: string;
  /** Findings that are known beforehand. */
  readonly expected: readonly ExpectedFinding[];
  readonly timeScale: number | null;
  readonly version: string;
  readonly onLayer?: (layer: Layer, total: number) => void;
  readonly onCheck?: (check: CheckRecord) => void;
}
