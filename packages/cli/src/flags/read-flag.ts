import { InvalidRequestError, type Mode, nearMiss, type Provider } from "@seedbed/core";

/** Gathers a repeatable flag. */
export function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value];
}

/** What a number must be. */
export interface NumberLimits {
  readonly above?: number;
  readonly least?: number;
  readonly most?: number;
  readonly whole?: boolean;
}

/** Makes the reader of a number flag. */
export function number(flag: string, limits: NumberLimits = {}): (text: string) => number {
  const { above = -Infinity, least = -Infinity, most = Infinity, whole = false } = limits;
  const words = [
    `a ${whole ? "whole " : ""}number`,
    ...(limits.above === undefined ? [] : [`above ${above}`]),
    ...(limits.least === undefined ? [] : [`of at least ${least}`]),
    ...(limits.most === undefined ? [] : [`and at most ${most}`]),
  ].join(" ");
  return (text) => {
    const value = Number(text);
    const fits = Number.isFinite(value) && value > above && value >= least && value <= most;
    if (text.trim() !== "" && fits && (!whole || Number.isInteger(value))) return value;
    throw new InvalidRequestError(`${flag} must be ${words}; it is "${text}".`, { field: flag });
  };
}

/** Makes the reader of a flag in seconds; a day is the most. */
export function seconds(flag: string): (text: string) => number {
  return number(flag, { above: 0, most: 86_400 });
}

/**
 * The provider that `--provider` names.
 *
 * @throws InvalidRequestError where there is none
 */
export function providerNamed(providers: readonly Provider[], id: string): Provider {
  const found = providers.find((provider) => provider.id === id);
  if (found) return found;
  const ids = providers.map((provider) => provider.id);
  throw refused("--provider", `knows no "${id}"${nearMiss(id, ids)}; it takes ${ids.join(", ")}`);
}

/**
 * The providers that `--provider` names, each once; all of them where it names none.
 *
 * @throws InvalidRequestError where there is no such provider
 */
export function providersNamed(providers: readonly Provider[], ids: readonly string[] | undefined): Provider[] {
  return [...new Set(ids?.map((id) => providerNamed(providers, id)) ?? providers)];
}

/** Reads `--mode`. */
export function modeOf(text: string): Mode {
  if (text === "sync" || text === "async") return text;
  throw refused("--mode", `is sync or async; it is "${text}"`);
}

/** How a repeatable `name=value` flag is read. */
export interface PairFlag {
  readonly flag: string;
  /** The names that there are. */
  readonly known: readonly string[];
  /** A value, for the sentence that says how it is written. */
  readonly example: string;
}

/**
 * Reads a repeatable `name=value` flag, each name once.
 *
 * @throws InvalidRequestError where one is not written so, not known, or given twice
 */
export function readPairs({ flag, known, example }: PairFlag, texts: readonly string[] = []): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const text of texts) {
    const [, name, value] = /^([\w./-]+)=(.+)$/s.exec(text) ?? [];
    // What is before an @ may be a password.
    const given = text.includes("@") ? "" : `; it is "${text}"`;
    if (name === undefined || value === undefined) throw refused(flag, `is written ${known[0]}=${example}${given}`);
    if (!known.includes(name)) {
      throw refused(flag, `knows no "${name}"${nearMiss(name, known)}; it takes ${known.join(", ")}`);
    }
    if (pairs.has(name)) throw refused(flag, `is given twice for ${name}`);
    pairs.set(name, value);
  }
  return pairs;
}

/** The error of a flag that was refused before anything was sent. */
export function refused(flag: string, text: string): InvalidRequestError {
  return new InvalidRequestError(`${flag} ${text}.`, { field: flag });
}
