import * as z from "zod/mini";
import { type ClientContext, createContext, type Dialect } from "../call/client-context.ts";
import type { ClientOptions } from "../call/client-options.ts";
import type { GenerateCall } from "../call/generate.ts";
import type { Operation } from "../call/operation.ts";
import { readAnswer } from "../call/parse-answer.ts";
import { type Transmit, transmitOf } from "../call/transmit.ts";
import { findImages, textAt } from "../images/find-images.ts";
import type { SubmitCall } from "../job/submit-job.ts";
import type { JobReading, WaitCall } from "../job/wait-for-job.ts";
import type { ProviderFact } from "../provider/provider-fact.ts";

/** A key with characters that change in a URL and in JSON. */
export const key = 'SG_0123+456/789"abc=';

export const fact = {
  id: "acme",
  displayName: "Acme",
  createFunction: "createAcme",
  keyVariable: "ACME_API_KEY",
  baseUrl: "https://api.acme.test",
  rateLimit: null,
} as const satisfies ProviderFact;

export const dialect: Dialect = {
  authorize: (apiKey) => ({ "x-api-key": apiKey }),
  requestIdHeader: "x-request-id",
  readError: (body) => {
    const { code, error } = (body ?? {}) as { code?: string; error?: string };
    return { ...(code ? { code } : {}), ...(error ? { message: error } : {}) };
  },
};

const shared = { provider: "acme", resultExpiresMs: null, job: null, latency: null, fields: {}, errors: [] } as const;

export const make = {
  ...shared,
  operationId: "make",
  method: "POST",
  path: "/v1/make",
  model: "acme/seedream",
  family: "seedream",
  price: { amount: 0.035, currency: "USD", per: "generation", evidence: "seed", source: "a test", date: "2026-11-21" },
  fields: { prompt: {}, size: { values: ["2K"], pixels: { min: 100, max: 10_000 }, aspect: { min: 0.25, max: 4 } } },
} as const satisfies Operation;

export const submit = {
  ...make,
  operationId: "submit",
  path: "/v1/submit",
  resultExpiresMs: 86_400_000,
} as const satisfies Operation;

export const look = {
  ...shared,
  operationId: "look",
  method: "GET",
  path: "/v1/tasks/{task_id}",
  price: null,
} as const satisfies Operation;

/** What a call sends, as far as the tests look at it. */
export interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly signal: AbortSignal;
  readonly body: string;
}

/** An answer, or what is thrown in its place, or what makes either of the request. */
export type Play = Response | Error | ((request: Request) => Response | Promise<Response>);

/** A fetch that plays its answers in order, the last again and again, and keeps what it was asked. */
export function playFetch(...plays: readonly Play[]) {
  const sent: Sent[] = [];
  const fetch = async (input: Request | string | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const play = plays[Math.min(sent.length, plays.length - 1)];
    const { url, method, headers, signal } = request;
    sent.push({ url, method, headers, signal, body: await request.clone().text() });
    if (play instanceof Error) throw play;
    if (typeof play === "function") return play(request);
    return play?.clone() ?? Response.error();
  };
  return { fetch, sent };
}

/** With what `playFetch` gives, if need be: `sent` is not an option. */
export function contextOf({ sent: _sent, ...options }: ClientOptions & { sent?: unknown } = {}): ClientContext {
  return createContext(fact, dialect, { apiKey: key, ...options });
}

export function transmitMake(context: ClientContext, body: object = { prompt: "a koi pond" }): Transmit {
  return transmitOf(context, make, { body });
}

export function transmitLook(context: ClientContext, taskId = "t-1"): Transmit {
  return transmitOf(context, look, { path: { task_id: taskId } });
}

export interface Body {
  prompt: string;
  size?: string;
  image?: string;
}

export const zBody = z.strictObject({
  prompt: z.string().check(z.minLength(1)),
  size: z.optional(z.string()),
  image: z.optional(z.string()),
});

const zImages = z.looseObject({ images: z.array(z.string()) });

/** An operation that answers `{"images": […]}`. */
export function makeCall(context: ClientContext): GenerateCall<Body> {
  return {
    operation: make,
    validator: zBody,
    images: () => ({ min: 1, max: 2 }),
    transmit: (body) => transmitMake(context, body),
    read: (context, answer) => {
      const { value, drift } = readAnswer(context, make, answer, zImages);
      return { images: findImages(value, { at: ["images"] }), drift };
    },
  };
}

const zTask = z.looseObject({ task_id: z.string() });

export function submitCall(context: ClientContext): SubmitCall<Body, { task_id: string }> {
  return {
    operation: submit,
    validator: zBody,
    imageFields: ["image"],
    images: () => ({ min: 1, max: 1 }),
    transmit: (body) => transmitMake(context, body),
    read: (context, answer) => {
      const { value, drift } = readAnswer(context, submit, answer, zTask, ["task_id"]);
      const reply = value as { task_id: string }; // what binds was looked at
      return { reply, taskId: reply.task_id, drift };
    },
  };
}

const zStatus = z.looseObject({
  state: z.union([z.enum(["waiting", "running", "succeeded", "failed"]), z.string()]),
  images: z.optional(z.array(z.string())),
  why: z.optional(z.string()),
});

export function waitCall(context: ClientContext): WaitCall {
  return {
    operation: look,
    cost: null,
    latency: null,
    images: 1,
    transmit: (taskId) => transmitLook(context, taskId),
    read: (context, answer): JobReading => {
      const { value, drift } = readAnswer(context, look, answer, zStatus, ["state"]);
      const documented = ["waiting", "running", "succeeded", "failed"] as const;
      const providerState = textAt(value, "state") ?? "";
      const why = textAt(value, "why");
      return {
        state: documented.find((state) => state === providerState) ?? "unknown",
        providerState,
        progress: null,
        images: findImages(value, { at: ["images"] }),
        ...(why ? { failure: why } : {}),
        drift,
      };
    },
  };
}
