import { type Json, object } from "../spec/document.ts";
import type { Statement } from "./contract-case.ts";

/** The statement of a part of a spec; what the part does not say of itself is said by what it stands in. */
export function statementOf(text: string, ...parts: readonly Json[]): Statement {
  const first = (name: string) => parts.map((part) => part[name]).find((value) => typeof value === "string");
  const described = parts[0] ? object(parts[0]).description : undefined;
  return {
    text: typeof described === "string" ? `${text} ${described.trim()}` : text,
    evidence: String(first("x-evidence") ?? "unknown"),
    source: (first("x-source") as string | undefined) ?? null, // looked at above
  };
}
