import type { CheckRecord } from "@seedbed/report";
import type { Recorder } from "../layers/notes.ts";

type Done = Parameters<Recorder["done"]>;
type Seen = Parameters<Recorder["see"]>;

/** Keeps what a layer writes down. */
export function collectNotes() {
  const done: CheckRecord[] = [];
  const exchanges: NonNullable<Done[1]>[number][] = [];
  const seen: [layer: Seen[0], provider: Seen[1], exchanges: number][] = [];
  const notes: Recorder = {
    done(record, passed = []) {
      done.push(record);
      exchanges.push(...passed);
    },
    see: (layer, provider, passed) => seen.push([layer, provider, passed.length]),
  };
  return { notes, done, exchanges, seen };
}
