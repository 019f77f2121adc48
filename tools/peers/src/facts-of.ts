import { inspect } from "node:util";
import type { Told } from "./observation.ts";
import { apiKey, type PeerClient } from "./peer.ts";

/** What every runtime has; a client's own class is none of these. */
const standard = ["bare text", "a bare object", "Error", "TypeError", "SyntaxError"];

/** The class of what was thrown: anything may be. */
function classOf(thrown: unknown): string {
  if (typeof thrown !== "object" || thrown === null) return "bare text";
  if (thrown instanceof DOMException) return thrown.name;
  const name = thrown.constructor?.name.replace(/^_+/, "") ?? "Object";
  return name === "Object" ? "a bare object" : name;
}

/** What a result or an error holds for a program, or for a person who prints it. */
export function factsOf(
  outcome: Told["outcome"],
  value: unknown,
  { client, imagesOf }: Pick<PeerClient, "client" | "imagesOf">,
): Omit<Told, "elapsedMs" | "estimators"> {
  const whole = inspect(value, { depth: 12, getters: true, maxStringLength: null });
  const threw = outcome === "threw";
  return {
    outcome,
    ...(threw && { error: classOf(value) }),
    typed: threw && !(value instanceof DOMException) && !standard.includes(classOf(value)),
    keepsText: whole.includes("provider-says-no") || String(value).includes("provider-says-no"),
    keepsJob: threw && whole.includes("task-1"),
    tellsSetting:
      /aspect_?ratio[\s\S]{0,200}(unsupported|approximated|dropped|mapped)|unsupported[\s\S]{0,200}aspect_?ratio/i.test(
        whole,
      ),
    tellsCost: /\b(cost|cost_?usd|price)"?: (?!null|undefined|\[Function)/i.test(whole),
    tellsBilled: /\b(billed|charged)"?: /i.test(whole),
    keyInError: threw && inspect(value).includes(apiKey),
    keyInClient: inspect(client).includes(apiKey),
    images: imagesOf(value),
    empty: value === undefined || value === null || value === "",
  };
}
