import type { ScaledClock } from "../clock.ts";
import type { FaultRules } from "../fault/fault-rules.ts";
import { type KnownProvider, readFaultRule } from "../fault/read-fault-rule.ts";
import type { FileStore } from "../file-store.ts";
import type { Provider } from "../provider.ts";
import type { LoadAjv } from "../validate.ts";
import type { EmulatorState } from "./emulator-state.ts";
import { readState } from "./read-state.ts";

/** Stands for the address of the file server, which is another at the next start. */
const ANY_FILES = "seedbed-files:/files/";

export interface Kept {
  readonly providers: readonly (Provider & KnownProvider)[];
  readonly clock: ScaledClock;
  readonly files: FileStore;
  readonly faults: FaultRules;
  readonly filesUrl: () => string;
  readonly loadAjv: LoadAjv;
}

/** Saves all that providers remember as plain JSON, and loads it. */
export function keepState({ providers, clock, files, faults, filesUrl, loadAjv }: Kept) {
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
      return JSON.parse(JSON.stringify(state).replaceAll(ourFiles(), ANY_FILES));
    },

    /** @throws RangeError with one sentence where it cannot be loaded; nothing is changed then. */
    load(value: unknown): void {
      const own: unknown = JSON.parse((JSON.stringify(value) ?? "null").replaceAll(ANY_FILES, ourFiles()));
      const state = readState(own, loadAjv);
      const loads = Object.entries(state.providers).map(([id, saved]) => {
        const provider = providers.find((candidate) => candidate.id === id);
        if (provider === undefined) throw new RangeError(`it has provider "${id}", which is not emulated here`);
        provider.check(saved);
        return () => provider.load(saved);
      });
      for (const { rule } of state.faults) readFaultRule(rule, providers);
      clock.set(state.now);
      for (const load of loads) load();
      files.load(state.files);
      faults.load(state.faults);
    },
  };
}
