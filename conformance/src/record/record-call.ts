import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { type GenerationRequest, generate, imageMediaType, mapOutline, type Target } from "@seedbed/compare";
import {
  type ClientOptions,
  checkOptions,
  encodeBase64,
  isSeedbedError,
  type KeptAnswer,
  type OptionNames,
  type Provider,
  type SeedbedError,
} from "@seedbed/core";
import type { Call, Exchange, Fixture } from "../fixture/fixture.ts";
import { InputError } from "../input-error.ts";
import { outcomeOf, shapeOf } from "../replay/client-outcome.ts";
import { openInProcess } from "../replay/transport.ts";
import type { Spec } from "../spec/create-spec.ts";
import { operationHash } from "../spec/operation-hash.ts";
import { isObject, mismatches } from "../traffic/mismatches.ts";
import { assertNoPrompt, assertNoSecret } from "./assert-no-secret.ts";
import { essenceOf, expectOf } from "./expectation.ts";
import { createRedactor } from "./redact/create-redactor.ts";
import { promptsOf } from "./redact/redact-prompts.ts";
import { baseUrlOf, redactExchanges } from "./redact-exchanges.ts";
import { createTape, type TapedExchange } from "./tape.ts";

/** What is asked for: a provider-neutral request of a model, or an operation in the provider's own words. */
export type AskedCall = { readonly title: string } & (
  | { readonly target: Target; readonly request: GenerationRequest }
  | { readonly operation: string; readonly request: Readonly<Record<string, unknown>> }
);

/** How a call is recorded. */
export interface RecordOptions {
  /** Whose client makes it. */
  readonly provider: Provider;
  /** The contract that the fixture is stamped with. */
  readonly spec: Spec;
  /** Where it goes: base URL, key, fetch, clock, accounting. */
  readonly client: ClientOptions;
  /** Who answered, once it is over: the provider itself, an emulator, or someone else at another address. */
  readonly from: () => "provider" | "emulator" | "elsewhere";
  /** Keys that must not be written in any form; those that pass in a header are known without. */
  readonly secrets: readonly string[];
  /** Takes the prompt out too. @default false */
  readonly redactPrompts?: boolean;
  /** Ends the call. */
  readonly signal?: AbortSignal;
  /** A folder that can be written, for what is not finished. */
  readonly workFolder: string;
  /** Milliseconds since 1970. @default now */
  readonly nowMs?: number;
}

/** The names of `RecordOptions`. */
export const recordOptionNames = {
  provider: true,
  spec: true,
  client: true,
  from: true,
  secrets: true,
  redactPrompts: true,
  signal: true,
  workFolder: true,
  nowMs: true,
} as const satisfies OptionNames<RecordOptions>;

/** A call as a fixture, ready to be written. */
export interface Recording {
  /** Id and file are for whoever writes it. */
  readonly fixture: Omit<Fixture, "id" | "file">;
  /** What is written. */
  readonly text: string;
  /** The small images that it names, by file name. */
  readonly images: ReadonlyMap<string, Uint8Array>;
}

/**
 * What came of it: a recording; what passed, if that does not replay; why it cannot be written at all; or why nothing was
 * answered. `answer` is the one that may have been paid for and could not be used: as it came, not redacted.
 */
export type Recorded =
  | { readonly recording: Recording; readonly answer?: KeptAnswer }
  | { readonly unreplayable: string; readonly exchanges: readonly Exchange[]; readonly answer?: KeptAnswer }
  | { readonly unwritten: Error; readonly answer: KeptAnswer }
  | { readonly unanswered: SeedbedError };

/**
 * Makes one call through the real client, and turns what passed on the wire into a fixture without secrets.
 *
 * @throws InputError if nothing was sent, or a secret would remain in what cannot have been paid for
 */
export async function recordCall(asked: AskedCall, options: RecordOptions): Promise<Recorded> {
  checkOptions("recordCall", options, recordOptionNames);
  const { provider, client } = options;
  const tape = createTape(client.fetch ?? globalThis.fetch);
  const { signal } = options;
  const lived = await make(asked, provider, { ...client, fetch: tape.fetch }, signal ? { signal } : {});
  if (tape.exchanges.length === 0) {
    if (isSeedbedError(lived)) return { unanswered: lived };
    throw new InputError(`${asked.title}: nothing was sent, so there is nothing to record.`);
  }
  const mayBePaid = !isSeedbedError(lived) || lived.billed !== "no";
  const answer = isSeedbedError(lived) && mayBePaid ? lived.answer : undefined;
  try {
    const recorded = await recordedOf(asked, lived, tape.exchanges, options);
    return answer ? { ...recorded, answer } : recorded;
  } catch (error) {
    const kept = answer ?? (mayBePaid ? lastAnswer(tape.exchanges, baseUrlOf(options)) : undefined);
    if (!kept || !(error instanceof Error)) throw error;
    return { unwritten: error, answer: kept };
  }
}

/** What the provider itself answered last: a file that it names is fetched elsewhere. */
function lastAnswer(exchanges: readonly TapedExchange[], baseUrl: string): KeptAnswer | undefined {
  const last = exchanges.findLast(({ url }) => url.startsWith(baseUrl)) ?? exchanges.at(-1);
  if (!last) return undefined;
  const [mediaType = ""] = (last.responseHeaders["content-type"] ?? "").split(";");
  return { mediaType, sizeBytes: last.responseBody.byteLength, bytes: new Uint8Array(last.responseBody) };
}

async function make(
  asked: AskedCall,
  provider: Provider,
  settings: ClientOptions,
  run: { signal?: AbortSignal },
): Promise<unknown> {
  try {
    if ("target" in asked) return await generate(asked.target, asked.request, { ...run, client: () => settings });
    return await provider.create(settings).call(asked.operation, asked.request, run);
  } catch (error) {
    if (isSeedbedError(error)) return error;
    throw error;
  }
}

async function recordedOf(
  asked: AskedCall,
  lived: unknown,
  exchanges: readonly TapedExchange[],
  options: RecordOptions,
): Promise<Recorded> {
  const { provider, spec } = options;
  const baseUrl = baseUrlOf(options);
  const call = callOf(asked);
  const prompts = options.redactPrompts ? promptsOf(asked.request) : [];
  const { redacted, redacting, redactor, files } = redactExchanges(exchanges, options, prompts);
  const operation = operationOf(asked);
  const described = spec.operations.find(({ id }) => id === operation);
  const draft = {
    title: asked.title,
    provider: provider.id,
    operation,
    provenance: {
      ...provenanceOf(options, new URL(baseUrl).host),
      ...(described ? { spec: operationHash(spec.document, described) } : {}),
      redacted: redactor.removed(),
    },
    // The same form, other texts.
    call: { ...call, request: createRedactor(redacting).json(call.request, "request.body") } as Call,
    exchanges: redacted,
    expect: {},
  };
  const replayed = await playedBack(draft, files, options);
  const fixture = { ...draft, expect: expectOf(replayed) };
  const [other] = mismatches(essenceOf(await shaped(lived)), essenceOf(replayed), "outcome");
  const text = `${JSON.stringify(fixture, null, 2)}\n`;
  const written = wordsOf(fixture);
  assertNoSecret(written, redacting.secrets, asked.title);
  assertNoPrompt(written, prompts, asked.title);
  if (!other) return { recording: { fixture, text, images: files } };
  return {
    unreplayable: `${asked.title} is not written: without its secrets it does not replay, ${other.message}.`,
    exchanges: redacted,
  };
}

/** What a fixture has from the wire: all else is ours, whatever a cookie is called. */
function wordsOf({ call, exchanges }: Pick<Fixture, "call" | "exchanges">): string {
  const passed = exchanges.map(({ request, response }) => [
    [request.path, request.url, request.body, response.text, response.json],
    [...Object.entries(request.headers ?? {}), ...Object.entries(response.headers ?? {})],
  ]);
  return JSON.stringify(["request" in call ? call.request : "", passed]);
}

/** The operation that a call is filed under. */
export function operationOf(asked: AskedCall): string {
  return "target" in asked ? mapOutline(asked.target, asked.request).operation.operationId : asked.operation;
}

/** What a file can hold of it: an image becomes a data URI. */
function callOf(asked: AskedCall): Extract<Call, { request: unknown }> {
  if (!("target" in asked)) return { operation: asked.operation, request: asked.request };
  const { images, ...request } = asked.request;
  const written = images?.map((image) =>
    image instanceof Uint8Array ? `data:${imageMediaType(image)};base64,${encodeBase64(image)}` : image,
  );
  return { model: asked.target.model.id, request: { ...request, ...(written ? { images: written } : {}) } };
}

function provenanceOf({ from, nowMs, provider }: RecordOptions, host: string): Omit<Fixture["provenance"], "spec"> {
  const date = new Date(nowMs ?? Date.now()).toISOString().slice(0, 10);
  if (from() === "provider") return { kind: "recorded", source: `${host}, recorded by seedbed`, date };
  const note =
    from() === "emulator"
      ? "Recorded from Seedbed's emulator: it shows our reading of the documents, and nothing of the provider."
      : `Recorded from another address than that of ${provider.displayName}: it shows nothing of the provider itself.`;
  return { kind: "synthetic", source: from() === "emulator" ? "the emulator" : "another host", date, note };
}

/** What the client makes of it, when it is played the redacted exchanges. */
async function playedBack(
  draft: Omit<Fixture, "id" | "file">,
  files: ReadonlyMap<string, Uint8Array>,
  { provider, workFolder }: RecordOptions,
): Promise<unknown> {
  const folder = await mkdtemp(path.join(workFolder, ".recording-"));
  try {
    await mkdir(path.join(folder, "images"));
    for (const [name, bytes] of files) await writeFile(path.join(folder, "images", name), bytes);
    const { exchanges } = draft;
    const transport = await openInProcess({ exchanges, baseUrl: provider.baseUrl, folder, see: () => {} });
    return await outcomeOf({ ...draft, id: "", file: "" }, provider, {
      ...(transport.fetch ? { fetch: transport.fetch } : {}),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function shaped(lived: unknown): Promise<unknown> {
  if (isSeedbedError(lived)) return { error: lived.toJSON() };
  return isObject(lived) || Array.isArray(lived) ? shapeOf(lived) : { reply: lived };
}
