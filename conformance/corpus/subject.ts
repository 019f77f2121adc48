import type { Provider } from "@seedbed/core";
import type { Verdict } from "@seedbed/report";
import type { Fixture } from "../src/fixture/fixture.ts";
import type { ProviderId, Serve } from "./emulated.ts";

/** Something that a check is run over: what is changed of a provider whose spec, client, server and fixtures hold. */
export interface Subject {
  /** How it misbehaves, or what is merely different: `omits-required-field`. */
  readonly name: string;
  readonly provider: ProviderId;
  /** What a check must make of it; `refused`: the check says that it cannot be run with this. */
  readonly verdict: Verdict | "refused";
  /** What a finding must say: its field and its message. */
  readonly at?: RegExp;
  /** The emulator behind something that changes what goes in or comes out. */
  readonly server?: (serve: Serve) => Serve;
  /** The client with something that changes what it does. */
  readonly client?: (provider: Provider) => Provider;
  /** Changes a copy of the spec. */
  // biome-ignore lint/suspicious/noExplicitAny: a subject reaches anywhere into the document
  readonly spec?: (document: any) => void;
  /** The fixtures in place of the provider's own. */
  readonly fixtures?: (own: readonly Fixture[]) => readonly Fixture[] | Promise<readonly Fixture[]>;
}
