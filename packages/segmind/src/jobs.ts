import {
  type Answer,
  type Api,
  type ClientContext,
  checkRequest,
  type Drift,
  estimateCost,
  fieldAt,
  findImages,
  imageInAnswer,
  type Job,
  type JobReading,
  type JobState,
  knownOperation,
  type Operation,
  type RunOptions,
  readAnswer,
  reportedCost,
  singleCall,
  type Transmit,
  textAt,
  unreadable,
  type WaitCall,
} from "@seedbed/core";
import { operations, providerFact } from "./gen/operations.gen.ts";
import {
  zGetRequestResultResponse,
  zGetRequestStatusPath,
  zGetRequestStatusResponse,
  zSubmittedRequest,
} from "./gen/schemas.gen.ts";
import type { components, paths } from "./gen/types.gen.ts";
import { costHeader, imagesPath, mislabelled } from "./result.ts";

/** Segmind's answer to a submit. @interface */
export type SubmittedRequest = components["schemas"]["SubmittedRequest"];
/** Segmind's answer to a poll. @interface */
export type RequestStatus = components["schemas"]["RequestStatus"];
/** What a v2 request gave. @interface */
export type RequestResult = components["schemas"]["RequestResult"];

const { submitSeedreamV5LiteTextToImage, submitSeedreamV5LiteImageToImage, submitSeedreamV3TextToImage } = operations;
const submits = { submitSeedreamV5LiteTextToImage, submitSeedreamV5LiteImageToImage, submitSeedreamV3TextToImage };
const states: Readonly<Record<string, JobState>> = submitSeedreamV3TextToImage.job.states;

/** The v2 operation beside one of v1. */
export function submitName<Name extends string>(name: Name): `submit${Capitalize<Name>}` {
  return `submit${name.charAt(0).toUpperCase()}${name.slice(1)}` as `submit${Capitalize<Name>}`; // the same, in types
}

/** How status and result are asked for: by the id, whatever addresses an answer names. */
export function askOf(context: ClientContext, api: Api<paths>) {
  const transmits = {
    status: (request_id: string): Transmit => {
      const params = { path: { request_id } };
      return (init) => api.GET("/v2/requests/{request_id}/status", { params, ...init });
    },
    result: (request_id: string): Transmit => {
      const params = { path: { request_id } };
      return (init) => api.GET("/v2/requests/{request_id}", { params, ...init });
    },
  };
  const once =
    (operation: Operation, transmit: (id: string) => Transmit) =>
    async (request: { request_id: string }, options?: RunOptions): Promise<Answer> => {
      const { request_id } = checkRequest(operation, zGetRequestStatusPath, request);
      return singleCall(context, operation, transmit(request_id), options);
    };
  return {
    transmits,
    status: once(operations.getRequestStatus, transmits.status),
    result: once(operations.getRequestResult, transmits.result),
  };
}

/** How a job is followed: its status is polled, then its result fetched. */
export function waitCallOf(context: ClientContext, { transmits }: ReturnType<typeof askOf>, job: Job): WaitCall {
  const submitted = submits[knownOperation(providerFact.id, submits, job.operation)];
  checkRequest(operations.getRequestStatus, zGetRequestStatusPath, { request_id: job.taskId });
  const asked = typeof job.request.max_images === "number" ? job.request.max_images : 1;
  return {
    operation: operations.getRequestStatus,
    cost: estimateCost(submitted, { min: 1, max: asked }, context.prices),
    latency: submitted.latency,
    images: asked,
    transmit: transmits.status,
    read: readState,
    result: { operation: operations.getRequestResult, transmit: transmits.result, read: readImages },
  };
}

/** Reads the answer to a submit. */
export function readSubmitted(
  context: ClientContext,
  operation: Operation,
  answer: Answer,
): { reply: SubmittedRequest; taskId: string; drift: Drift[] } {
  const { value, drift } = readAnswer(context, operation, answer, zSubmittedRequest, ["request_id"]);
  const reply = value as SubmittedRequest; // its id is as documented; what else is not, is drift
  // An id that could not be polled is said to be one now, with the answer's text, and not after the wait.
  if (!zGetRequestStatusPath.safeParse(reply).success) {
    throw unreadable(context, operation, answer, "answered a request id that cannot be asked for", {
      field: "request_id",
    });
  }
  return { reply, taskId: reply.request_id, drift };
}

/** Reads the answer to a poll, as Segmind gives it. */
export function readStatus(context: ClientContext, answer: Answer): { value: RequestStatus; drift: Drift[] } {
  const { value, drift } = readAnswer(context, operations.getRequestStatus, answer, zGetRequestStatusResponse, [
    "status",
  ]);
  return { value: value as RequestStatus, drift }; // its state is as documented; what else is not, is drift
}

/** Reads a result, as Segmind gives it. */
export function readRequest(context: ClientContext, answer: Answer): { value: RequestResult; drift: Drift[] } {
  const { value, drift } = readAnswer(context, operations.getRequestResult, answer, zGetRequestResultResponse, [
    "status",
  ]);
  return { value: value as RequestResult, drift }; // its state is as documented; what else is not, is drift
}

function readState(context: ClientContext, answer: Answer): JobReading {
  const { value, drift } = readStatus(context, answer);
  const failure = textAt(value, "error");
  return {
    state: (Object.hasOwn(states, value.status) && states[value.status]) || "unknown",
    providerState: value.status,
    progress: null,
    images: [],
    ...(failure ? { failure } : {}),
    drift,
  };
}

function readImages(context: ClientContext, answer: Answer) {
  const image = imageInAnswer(answer);
  const header = costHeader(answer.headers);
  if (image) return { images: [image], drift: mislabelled(answer), ...(header ? { reported: header } : {}) };
  const { value, drift } = readAnswer(context, operations.getRequestResult, answer, zGetRequestResultResponse);
  const reported = reportedCost(fieldAt(value, "metrics.cost"), "USD", "metrics.cost") ?? header;
  return { images: findImages(value, imagesPath), drift, ...(reported ? { reported } : {}) };
}
