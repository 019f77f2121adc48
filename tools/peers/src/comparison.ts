import type { Cell, Check } from "./check.ts";

/** One row: a check and what each client did. */
export interface Row extends Pick<Check, "id" | "group" | "title" | "wanted" | "tolerance"> {
  /** By the client's id. */
  readonly cells: Readonly<Record<string, Cell>>;
}

/** The whole of what was measured. */
export interface Comparison {
  /** ISO 8601, the day. */
  readonly measuredOn: string;
  readonly machine: {
    readonly node: string;
    readonly cores: number;
    readonly platform: string;
    /** Processes that wanted to run, on average over the minute before times were taken. */
    readonly load: number;
  };
  readonly peers: readonly {
    readonly id: string;
    readonly label: string;
    readonly versions: Readonly<Record<string, string>>;
  }[];
  readonly rows: readonly Row[];
}

/** Where a client stands in a row: alone at the front, there with others, or behind. */
export interface Standing {
  readonly place: "first" | "level" | "behind" | "not applicable";
  /** Those that do better. */
  readonly ahead: readonly string[];
}

/** Compares a client with all others that the row applies to. */
export function standingOf({ cells, tolerance = 0 }: Row, id: string): Standing {
  const own = cells[id]?.score ?? null;
  if (own === null) return { place: "not applicable", ahead: [] };
  const others = Object.entries(cells).flatMap(([other, { score }]) =>
    other === id || score === null ? [] : [{ other, score }],
  );
  const ahead = others.filter(({ score }) => score * (1 + tolerance) < own).map(({ other }) => other);
  if (ahead.length > 0) return { place: "behind", ahead };
  return { place: others.some(({ score }) => score <= own * (1 + tolerance)) ? "level" : "first", ahead };
}
