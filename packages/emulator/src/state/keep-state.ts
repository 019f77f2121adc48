import type { ScaledClock } from "../clock.ts";
import type { FaultRule } from "../fault/fault.ts";
import type { FaultRules } from "../fault/fault-rules.ts";
import type { FileStore } from "../file-store.ts";
import type { Provider } from "../provider.ts";
import type { LoadAjv } from "../validate.ts";
import type { EmulatorState } from "./emulator-state.ts";
import { readState } from "./read-state.ts";

/** Stands for the address of the file server, which is another at the next start. */
const ANY_FILES = "seedbed-files:/files/";

export interface Kept {
  readonly providers: readonly Provider[];
  readonly clock: ScaledClock;
  readonly files: FileStore;
  readonly faults: FaultRules;
  /** @throws RangeError for what is no rule here */
  readonly readRule: (value: unknown) => FaultRule;
  readonly filesUrl: () => string;
  readonly loadAjv: LoadAjv;
}

/** Saves all that providers remember as plain JSON, and loads it. */
export function keepState({ providers, clock, files, faults, readRule, filesUrl, loadAjv }: Kept) {
  const ourFiles = () => `${filesUrl()}/files/`;
  return {
    save(): EmulatorState {
      const state: EmulatorState = {
        kind: "seedbed-emulator-state",
        version: 1,
        now: clock.now(),
        providers: Object.fromEntries(providers.map((provider) => [provider.id, provider.save()])),
        files: files.save(),
        faults: faults.save(),
      };
      return JSON.parse(textOf(state), moving(ourFiles(), ANY_FILES));
    },

    /** @throws RangeError with one sentence where it cannot be loaded; nothing is changed then. */
    load(value: unknown): void {
      const own: unknown = JSON.parse(textOf(value), moving(ANY_FILES, ourFiles()));
      const state = readState(own, loadAjv);
      const loads = Object.entries(state.providers).map(([id, saved]) => {
        const provider = providers.find((candidate) => candidate.id === id);
        if (provider === undefined) throw new RangeError(`it has provider "${id}", which is not emulated here`);
        return provider.prepareLoad(saved);
      });
      const missing = providers.find(({ id }) => !Object.hasOwn(state.providers, id));
      if (missing !== undefined) throw new RangeError(`it has no provider "${missing.id}", which is emulated here`);
      loads.push(files.prepareLoad(state.files));
      const rules = state.faults.map(({ rule }) => readRule(rule));
      const ids = new Set(state.faults.map(({ id }) => id));
      if (ids.size < state.faults.length) throw new RangeError("it has two faults with one id");
      // Nothing throws from here on.
      clock.set(state.now);
      for (const load of loads) load();
      faults.load(state.faults.map((fault, index) => ({ ...fault, rule: rules[index] ?? fault.rule })));
    },
  };
}

/** Moves addresses of files; a prompt that speaks of some is none. */
const moving = (from: string, to: string) => (name: string, value: unknown) =>
  typeof value === "string" && name !== "prompt" && value.startsWith(from) ? to + value.slice(from.length) : value;

function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch (error) {
    throw new RangeError(`it is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}
