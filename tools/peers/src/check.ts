import type { Installed } from "./install.ts";
import type { Observation } from "./observation.ts";
import { observe, type Placed, type Trial } from "./observe.ts";

/** What one client did in one check. */
export interface Cell {
  readonly text: string;
  /** Lower is better; null: it does not apply to this client. A check that gives a grade uses 0 good, 1 middling, 2 bad. */
  readonly score: number | null;
}

/** One row of the comparison. */
export interface Check {
  readonly id: string;
  readonly group: "Double billing" | "Money" | "Errors" | "Jobs and time" | "Keys" | "Size and start" | "Types";
  readonly title: string;
  /** What the best client does. */
  readonly wanted: string;
  /** Where the score is a figure and no grade: scores this near to each other are level, as a share. @default a grade */
  readonly tolerance?: number;
  /** A cell for each client, by its id. */
  run(installed: readonly Installed[]): Promise<Readonly<Record<string, Cell>>>;
}

export const good = (text: string): Cell => ({ text, score: 0 });
export const middling = (text: string): Cell => ({ text, score: 1 });
export const bad = (text: string): Cell => ({ text, score: 2 });
export const none = (text: string): Cell => ({ text, score: null });

/** A check that needs no more of a client than that it can be called. */
export interface FaultCheck extends Check {
  run(placed: readonly Placed[]): Promise<Readonly<Record<string, Cell>>>;
}

/** A check that makes one call of each client against one fault, and judges what was seen. */
export function faultCheck(
  check: Omit<Check, "run"> & {
    readonly trial: Trial;
    readonly judge: (seen: Observation) => Cell;
    /** Where milliseconds are judged: one client after the other. @default false */
    readonly alone?: boolean;
  },
): FaultCheck {
  const { trial, judge, alone = false, ...rest } = check;
  const cellOf = async (placed: Placed): Promise<Cell> =>
    trial.job && !placed.peer.wire.job ? none("no jobs") : judge(await observe(placed, trial));
  return {
    ...rest,
    async run(placed) {
      const cells: Record<string, Cell> = {};
      const fill = async (one: Placed) => {
        cells[one.peer.id] = await cellOf(one);
      };
      if (alone) for (const one of placed) await fill(one);
      else await Promise.all(placed.map(fill));
      return cells;
    },
  };
}

/** What came of a call, in a few words. */
export function outcomeOf({ told, elapsedMs }: Observation): string {
  if (!told) return `still running after ${seconds(elapsedMs)}`;
  if (told.outcome === "returned") return told.empty ? "returned nothing, no error" : "returned a result";
  return told.error ?? "";
}

/** e.g. `2.0 s`. */
export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
/** e.g. `1 POST`. */
export const postsOf = ({ posts }: Observation): string =>
  `${posts.toLocaleString("en")} POST${posts === 1 ? "" : "s"}`;
