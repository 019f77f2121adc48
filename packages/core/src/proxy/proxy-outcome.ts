import { wasNeverSent } from "#network-failure";
import { errorFromAnswer } from "../call/classify.ts";
import type { ClientContext } from "../call/client-context.ts";
import type { Operation } from "../call/operation.ts";
import type { AttemptState } from "../money/accounting.ts";
import { joinChunks } from "../network/read-body.ts";

/** What came of a paid POST that a proxy sent. */
export interface ProxyOutcome {
  /** What was called. */
  readonly operation: Operation;
  /** The page's request, for its headers: they say whose it was. Its body has been read. */
  readonly request: Request;
  /** `accepted` was paid for, `unknown` may have been; `rejected` and `not-sent` were not. */
  readonly state: AttemptState;
  /** HTTP status of the provider's answer. Absent if there was none. */
  readonly status?: number;
  /** Of the answer, what a page may see. */
  readonly headers: Headers;
  /** The answer, without the key: an image, or what names one or a job. If it broke off, what came before. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** Whether that is all of the answer. */
  readonly isComplete: boolean;
  /** Whether the page had gone before the answer was complete, so that it does not have it. */
  readonly isPageGone: boolean;
}

/** Follows one paid POST to its end and says once what came of it. */
export interface OutcomeWatch {
  /** There is no answer. */
  failed(error: unknown): void;
  /** There is one, of which nothing is passed on. */
  withheld(response: Response): void;
  /** There is one, which goes on to the page. It is read to its end, whether the page is there or not. */
  passing(response: Response, headers: Headers, body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array>;
}

/** Follows a paid POST for a proxy's `onOutcome`, whose errors are ignored. */
export function watchOutcome(
  context: ClientContext,
  operation: Operation,
  request: Request,
  onOutcome: (outcome: ProxyOutcome) => void | Promise<void>,
): OutcomeWatch {
  let isCancelled = false;

  function end(state: AttemptState, answer: Partial<ProxyOutcome> = {}): void {
    const nothing = { headers: new Headers(), body: new Uint8Array(), isComplete: false };
    const isPageGone = isCancelled || request.signal.aborted;
    Promise.resolve({ ...nothing, ...answer, operation, request, state, isPageGone })
      .then(onOutcome)
      .catch(() => {}); // documented at ProxyOptions
  }

  function stateOf(response: Response, body: Uint8Array<ArrayBuffer>, isComplete: boolean): AttemptState {
    if (response.ok) return isComplete ? "accepted" : "unknown";
    try {
      const { billed } = errorFromAnswer(context, operation, response, body);
      return ({ no: "rejected", yes: "accepted", unknown: "unknown" } as const)[billed];
    } catch {
      return "unknown"; // it cannot be read
    }
  }

  return {
    failed: (error) => end(wasNeverSent(error) ? "not-sent" : "unknown"),
    withheld: (response) => end(stateOf(response, new Uint8Array(), false), { status: response.status }),
    passing(response, headers, body) {
      const chunks: Uint8Array[] = [];
      const finish = (isComplete: boolean) => {
        const whole = joinChunks(chunks);
        const state = stateOf(response, whole, isComplete);
        end(state, { status: response.status, headers: new Headers(headers), body: whole, isComplete });
      };
      return new ReadableStream({
        start(controller) {
          readAll(body, (chunk) => {
            chunks.push(chunk.slice()); // the page's server may give its own away
            if (!isCancelled) controller.enqueue(chunk);
          }).then(
            () => {
              finish(true);
              if (!isCancelled) controller.close();
            },
            (error: unknown) => {
              finish(false);
              if (!isCancelled) controller.error(error);
            },
          );
        },
        cancel() {
          isCancelled = true;
        },
      });
    },
  };
}

async function readAll(body: ReadableStream<Uint8Array>, take: (chunk: Uint8Array) => void): Promise<void> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    take(value);
  }
}
