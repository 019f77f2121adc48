import { createHash } from "node:crypto";
import { type ComparedResult, claimOf, generate, mapOutline, type Result, type Target } from "@seedbed/compare";
import {
  type ClientOptions,
  checkOptions,
  failureText,
  isSeedbedError,
  type OptionNames,
  type SeedbedError,
} from "@seedbed/core";
import type { Finding, GenerationRecord, Verdict } from "@seedbed/report";
import { createWitness, type SeenExchange } from "../repository/witness.ts";
import { againstClaim, claimFindings } from "../run/claim-findings.ts";
import { verdictOf } from "../run/verdict.ts";
import type { Spec } from "../spec/create-spec.ts";
import type { Case } from "./smoke-cases.ts";

/** Where one generation of a smoke run goes, and by what it is judged. */
export interface SmokeOptions {
  /** Settings of the provider's client. */
  readonly client: ClientOptions;
  /** The contract that both sides are held against. */
  readonly spec: Spec;
  /** Whether it went to an emulator: a claim is not judged then. */
  readonly emulated: () => boolean;
  /** Keeps an image for the report and gives its path, its digest with it. */
  readonly keep: (bytes: Uint8Array, mediaType: string, name: string) => Promise<{ path?: string; sha256: string }>;
}

/** What came of one generation. */
export interface Smoked {
  /** What came of it. */
  readonly verdict: Verdict;
  /** What was found; empty where all holds. */
  readonly findings: readonly Finding[];
  /** What was made, for the report. */
  readonly generation: GenerationRecord;
  /** What went to the provider and came back. */
  readonly exchanges: readonly SeenExchange[];
}

/** Why a model is not asked for a case; undefined where it can be. */
export function unfit({ model }: Target, { mode, request }: Case): string | undefined {
  const { maxCount, maxImages } = model.capabilities;
  if (request.images && maxImages === 0) return `${model.id} takes no images`;
  if ((request.count ?? 1) > maxCount) return `${model.id} gives one image a generation`;
  return mode === "edit" && (request.images?.length ?? 0) > maxImages
    ? `${model.id} takes at most ${maxImages} images`
    : undefined;
}

/** Makes one real generation, and holds its traffic against the spec. */
export async function smoke(target: Target, testCase: Case, checkId: string, options: SmokeOptions): Promise<Smoked> {
  const names = { client: true, spec: true, emulated: true, keep: true } satisfies OptionNames<SmokeOptions>;
  checkOptions("smoke", options, names);
  const outline = mapOutline(target, testCase.request);
  const witness = createWitness(
    options.spec,
    String(options.client.baseUrl ?? target.provider.baseUrl),
    options.client.fetch ?? globalThis.fetch,
  );
  const claim = claimOf(outline.operation);
  const base = {
    checkId,
    provider: target.provider.id,
    model: target.model.id,
    operation: outline.operation.operationId,
    mode: testCase.mode,
    prompt: testCase.request.prompt,
    claim: claim && { minMs: claim.minMs, maxMs: claim.maxMs, per: claim.per, source: claim.source },
    askedSize: outline.askedSize,
    imagesAsked: outline.count,
  };
  const compared = await attempt(target, testCase, { ...options.client, fetch: witness.fetch });
  if ("error" in compared) {
    const seen = verdictOf(witness.findings);
    const verdict = seen === "violation" ? seen : blameOf(compared.error);
    const { name, message, billed, status, code } = compared.error;
    const error = {
      name,
      message,
      billed,
      ...(status === undefined ? {} : { status }),
      ...(code === undefined ? {} : { code }),
    };
    const findings = [...witness.findings, { field: "generation", message }];
    return {
      verdict,
      exchanges: witness.exchanges,
      findings,
      generation: {
        ...base,
        emulated: options.emulated(),
        verdict,
        latencyMs: null,
        cost: null,
        images: [],
        parity: [...outline.parity],
        error,
      },
    };
  }
  const { result } = compared;
  const made = { ...result, images: { fewest: outline.fewest, most: outline.count } };
  // What an emulator drew from a claim cannot speak for or against it.
  const claimed = options.emulated() ? [] : claimFindings(outline.operation, made);
  const unkept: Finding[] = [];
  // What was paid for is in the report, though its image cannot be kept.
  const keep = async (bytes: Uint8Array, mediaType: string, name: string) => {
    try {
      return await options.keep(bytes, mediaType, name);
    } catch (error) {
      unkept.push({ field: "", message: `${name} could not be kept: ${failureText(error)}` });
      return { sha256: createHash("sha256").update(bytes).digest("hex") };
    }
  };
  const images = await Promise.all(
    result.images.map(async ({ bytes, mediaType, width, height, truncated, sizeBytes }, index) => ({
      ...(await keep(bytes, mediaType, `${checkId.replaceAll("/", "-")}-${index + 1}`)),
      mediaType,
      width,
      height,
      ...(truncated ? { truncated } : {}),
      sizeBytes,
    })),
  );
  const found = merged([...witness.findings, ...driftOf(result), ...claimed]);
  const verdict = unkept.length > 0 ? "harness" : verdictOf(found);
  const findings = [...found, ...unkept];
  return {
    verdict,
    exchanges: witness.exchanges,
    findings,
    generation: {
      ...base,
      emulated: options.emulated(),
      verdict,
      latencyMs: Math.round(result.timing.latencyMs),
      cost: result.cost,
      ...(options.emulated() ? {} : { againstClaim: againstClaim(outline.operation, made) }),
      images,
      parity: [...result.parity],
    },
  };
}

async function attempt(target: Target, testCase: Case, client: ClientOptions): Promise<ComparedResult> {
  try {
    return { target, result: await generate(target, testCase.request, { client: () => client }) };
  } catch (error) {
    if (isSeedbedError(error)) return { target, error };
    throw error;
  }
}

/** A broken contract is the provider's; what did not come through, or was refused for our key or wallet, says nothing about it. */
function blameOf(error: SeedbedError): Verdict {
  const cause = isSeedbedError(error.cause) ? error.cause : error;
  if (
    cause.name === "ResponseValidationError" ||
    cause.name === "NotFoundError" ||
    cause.name === "GenerationFailedError"
  )
    return "violation";
  if (cause.name === "BudgetExceededError") return "skipped";
  if (cause.name === "UnexpectedError") return "harness";
  if (cause.status !== undefined && cause.status >= 300 && cause.status < 400) return "violation"; // it is not there any more
  if (["InvalidRequestError", "AuthenticationError", "InsufficientCreditsError"].includes(cause.name)) {
    return cause.name === "InvalidRequestError" && cause.status !== undefined ? "violation" : "harness";
  }
  return "transport";
}

/** What came is not quite what was asked, or the client saw what no document names. */
function driftOf({ askedSize, count, images, drift }: Result): Finding[] {
  const wrongSizes = images.flatMap(({ width, height }, index): Finding[] => {
    if (!askedSize || width === null || (width === askedSize.width && height === askedSize.height)) return [];
    const message = `images[${index}] is ${width} x ${height}, not ${askedSize.width} x ${askedSize.height}`;
    return [{ field: `images[${index}]`, message, expected: askedSize, actual: { width, height }, drift: "form" }];
  });
  const wrongNumber: Finding[] =
    images.length === count
      ? []
      : [
          {
            field: "images",
            message: `${images.length} images came, not ${count}`,
            expected: count,
            actual: images.length,
            drift: "form",
          },
        ];
  const told = drift.map(
    ({ field, message }): Finding => ({ field: `response.body.${field}`, message, drift: "field" }),
  );
  return [...told, ...wrongSizes, ...wrongNumber];
}

/** The spec and the client may have seen the same: each field once. */
function merged(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ field }, index) => findings.findIndex((other) => other.field === field) === index);
}
