import { AbortError, type ClientOptions, isSeedbedError, type SeedbedError } from "@seedbed/core";
import { circuitOpen } from "./breaker.ts";
import { type GenerateOptions, type ReadyCall, type Result, ready, run } from "./generate.ts";
import type { GenerationRequest } from "./prepare.ts";
import type { Target } from "./select-models.ts";

/** Why a provider did not make it. */
export interface Failure {
  readonly error: SeedbedError;
  /** It was asked; else nothing was sent to it. */
  readonly asked: boolean;
  /** It cannot take the request, or has no key. */
  readonly unfit: boolean;
  /** The ledger refused it before it was sent. */
  readonly refusedByLedger: boolean;
}

/** What a provider's turn comes to. */
export type Answer =
  | { readonly result: Result; readonly failure?: undefined }
  | { readonly failure: Failure; readonly result?: undefined };

/** Gives a provider its turn, once there is room for it. */
export type Turn = <T>(target: Target, call: () => Promise<T>) => Promise<T>;

/** Asks one provider. What is not an error of Seedbed's is thrown as it is. */
export async function askProvider(
  target: Target,
  request: GenerationRequest,
  options: GenerateOptions,
  turn: Turn,
  timeLeft: () => Pick<GenerateOptions, "timeoutMs">,
): Promise<Answer> {
  let refusedByLedger = false;
  let call: ReadyCall | undefined;
  const called = {
    ...options,
    ...watched(options, () => {
      refusedByLedger = true;
    }),
  };
  try {
    const result = await turn(target, async () => {
      options.signal?.throwIfAborted();
      call = await ready(target, request, called);
      return run(call, { ...called, ...timeLeft() });
    });
    return { result };
  } catch (thrown) {
    const error = call === undefined && options.signal?.aborted ? abortedBefore(target, thrown) : thrown;
    if (!isSeedbedError(error)) throw error;
    const wrong = error.name === "InvalidRequestError" || error.name === "AuthenticationError";
    const asked = call !== undefined && !refusedByLedger && error.code !== circuitOpen;
    return { failure: { error, asked, unfit: call === undefined && wrong, refusedByLedger } };
  }
}

/** The same client settings, with an ear at the ledger: what it refuses was not sent. */
function watched({ client }: GenerateOptions, onRefused: () => void): Pick<GenerateOptions, "client"> {
  return {
    client(provider) {
      const settings: ClientOptions = client?.(provider) ?? {};
      const { accounting } = settings;
      if (!accounting) return settings;
      const reserve: typeof accounting.reserve = async (attempt, signal) => {
        try {
          return await accounting.reserve(attempt, signal);
        } catch (error) {
          onRefused();
          throw error;
        }
      };
      const admit: typeof accounting.admit = (id, signal) => accounting.admit(id, signal);
      const failed: typeof accounting.failed = (job, problem) => accounting.failed?.(job, problem);
      const charged: typeof accounting.charged = (job, cost) => accounting.charged?.(job, cost);
      return { ...settings, accounting: { reserve, admit, failed, charged } };
    },
  };
}

function abortedBefore({ model: { id, provider } }: Target, cause: unknown): AbortError {
  return new AbortError(`${id} was not asked: the call was aborted before. Nothing was sent to it.`, {
    provider,
    cause,
  });
}
