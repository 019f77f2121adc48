import type { Exchange } from "../../fixture/fixture.ts";
import { isObject } from "../../traffic/mismatches.ts";
import type { Question, QuestionAnswer } from "./question.ts";

/** What was seen of one question: each fact as text, `absent` where it is not there. */
export type Facts = Readonly<Record<string, string>>;

/** Reads the facts that a question asks for. */
export function factsOf({ read }: Question, exchanges: readonly Exchange[]): Facts {
  const exchange = chosen(read.of ?? "last", exchanges);
  return Object.fromEntries(read.facts.map((fact) => [fact, exchange ? factOf(fact, exchange) : "absent"]));
}

/** The first answer whose facts all match; undefined: none of those that were thought of. */
export function meaningOf({ answers }: Question, facts: Facts): QuestionAnswer | undefined {
  return answers.find(({ when }) =>
    Object.entries(when).every(([fact, pattern]) => new RegExp(pattern).test(facts[fact] ?? "absent")),
  );
}

function chosen(of: NonNullable<Question["read"]["of"]>, exchanges: readonly Exchange[]): Exchange | undefined {
  const own = exchanges.filter(({ request }) => request.path !== undefined);
  if (of === "first") return own[0];
  if (of === "download") return exchanges.find(({ request }) => request.url !== undefined);
  const polls = own.filter(({ request }) => request.method === "GET");
  return of === "last" ? own.at(-1) : (polls.at(-2) ?? polls.at(-1));
}

function factOf(fact: string, { response }: Exchange): string {
  if (fact === "status") return String(response.status);
  const type = response.headers?.["content-type"];
  if (fact === "media-type")
    return type?.split(";")[0] ?? (response.json === undefined ? "absent" : "application/json");
  if (fact.startsWith("header.")) return response.headers?.[fact.slice("header.".length)] ?? "absent";
  return shown(valueAt(response.json, fact.replace(/^json\.?/, "")));
}

/** A value by its place: `results[0].asset_type`. */
function valueAt(value: unknown, place: string): unknown {
  const steps = place.match(/[^.[\]]+/g) ?? [];
  return steps.reduce<unknown>((found, step) => {
    if (Array.isArray(found)) return found[Number(step)];
    return isObject(found) ? found[step] : undefined;
  }, value);
}

function shown(value: unknown): string {
  if (value === undefined) return "absent";
  return typeof value === "string" ? value : JSON.stringify(value);
}
