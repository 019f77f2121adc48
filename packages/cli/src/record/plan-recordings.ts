import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { allModels, estimate } from "@seedbed/compare";
import type { AskedCall } from "@seedbed/conformance";
import { InvalidRequestError, nearMiss, type Provider } from "@seedbed/core";
import { pricesOf } from "../flags/price-flags.ts";
import { providersNamed, refused } from "../flags/read-flag.ts";
import { providers } from "../gen/registry.gen.ts";
import type { DestinationFlags } from "../session/destination.ts";
import { reasonOf } from "../terminal/reason-of.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** What is recorded, as flags. */
export interface RecordingFlags extends DestinationFlags {
  provider?: string[];
  case?: string[];
  operation?: string;
  request?: string;
  name: string;
  out: string;
  replace?: boolean;
}

/** One call that is to be recorded. */
export interface PlannedRecording {
  readonly provider: Provider;
  readonly operation: string;
  /** Absent where the request is the caller's own. */
  readonly caseId?: string;
  readonly asked: AskedCall;
  /** Of its file, between `recorded-` and `.json`. */
  readonly name: string;
}

/**
 * The calls that the flags ask for, the cheapest first and those of unknown price last. Nothing is sent.
 *
 * @throws InvalidRequestError where a name is not known, or a file is there already
 */
export async function planRecordings(flags: RecordingFlags, terminal: Terminal): Promise<PlannedRecording[]> {
  const chosen = providersNamed(providers, flags.provider);
  const planned =
    flags.operation === undefined
      ? await casesOf(flags, chosen)
      : [await ownRequest(flags, flags.operation, chosen, terminal)];
  const { isThere, recordingFile } = await import("@seedbed/conformance");
  for (const { provider, operation, name } of flags.replace ? [] : planned) {
    const file = recordingFile(flags.out, provider.id, operation, name);
    if (await isThere(path.resolve(terminal.cwd, file)))
      throw refused("--out", `holds ${file} already: add --replace, or name another folder`);
  }
  return planned;
}

async function casesOf(flags: RecordingFlags, chosen: readonly Provider[]): Promise<PlannedRecording[]> {
  if (flags.request !== undefined) throw refused("--request", "needs --operation");
  const { loadCases, operationOf, unfit } = await import("@seedbed/conformance");
  const home = path.dirname(fileURLToPath(import.meta.resolve("@seedbed/conformance/package.json")));
  const cases = await loadCases(path.join(home, "cases"), path.join(home, "schemas/case.schema.json"));
  const known = cases.map(({ id }) => id);
  for (const id of flags.case ?? [])
    if (!known.includes(id))
      throw refused("--case", `knows no "${id}"${nearMiss(id, known)}; it takes ${known.join(", ")}`);
  const wanted = cases.filter(({ id }) => flags.case === undefined || flags.case.includes(id));
  const prices = pricesOf(flags);
  const planned = allModels(chosen).flatMap((target) =>
    wanted
      .filter((testCase) => unfit(target, testCase) === undefined)
      .map((testCase) => {
        const asked: AskedCall = { title: `${testCase.title} (${target.model.id})`, target, request: testCase.request };
        return {
          planned: {
            provider: target.provider,
            operation: operationOf(asked),
            caseId: testCase.id,
            asked,
            name: testCase.id,
          },
          costMax: estimate(target, testCase.request, { prices }).cost?.max ?? Infinity,
        };
      }),
  );
  if (planned.length === 0) throw new InvalidRequestError("None of the models takes that case.", { field: "case" });
  return planned.toSorted((a, b) => (a.costMax === b.costMax ? 0 : a.costMax - b.costMax)).map((one) => one.planned);
}

async function ownRequest(
  flags: RecordingFlags,
  operation: string,
  chosen: readonly Provider[],
  terminal: Terminal,
): Promise<PlannedRecording> {
  if (flags.case) throw new InvalidRequestError("Give --case or --operation, not both.", { field: "operation" });
  if (flags.request === undefined)
    throw refused("--operation", 'needs --request: JSON such as \'{"prompt":"a fox"}\', or a file that holds it');
  if (!/^[\w-]+$/.test(flags.name))
    throw refused("--name", `is made of letters, digits, _ and -; it is "${flags.name}"`);
  const provider = chosen.find(({ operations }) => Object.hasOwn(operations, operation));
  if (!provider) {
    const known = chosen.flatMap(({ operations }) => Object.keys(operations));
    throw refused("--operation", `knows no "${operation}"${nearMiss(operation, known)}; it takes ${known.join(", ")}`);
  }
  const request = await requestOf(flags.request, terminal);
  return {
    provider,
    operation,
    asked: { title: `${operation} as it was asked for`, operation, request },
    name: flags.name,
  };
}

async function requestOf(given: string, { cwd }: Terminal): Promise<Record<string, unknown>> {
  const isJson = /^\s*[{[]/.test(given);
  const text = isJson
    ? given
    : await readFile(path.resolve(cwd, given), "utf8").catch((error) => {
        throw refused("--request", `names the file ${given}, which cannot be read: ${reasonOf(error)}`);
      });
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {} // said below
  throw refused("--request", isJson ? "must be a JSON object" : `names the file ${given}, which holds no JSON object`);
}
