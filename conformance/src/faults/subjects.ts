import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import {
  type ClientOptions,
  createClock,
  isSeedbedError,
  type Provider,
  type RunOptions,
  type SeedbedError,
} from "@seedbed/core";
import { provider as novita } from "@seedbed/novita";
import { provider as segmind } from "@seedbed/segmind";
import { ampleMs } from "./due-clock.ts";
import type { Script } from "./scripted-server.ts";
import { reply } from "./scripts.ts";

export const providers: readonly Provider[] = [segmind, threeDAIStudio, novita];
export const apiKey = "sk-fault-suite-0123456789";

/** As much of a PNG as says that it is 4 by 3. */
export const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAAElFTkSuQmCC", "base64");
const dataUri = `data:image/png;base64,${png.toString("base64")}`;
const prompt = "a koi pond";

/** One operation of a provider: how it is called, and how the server answers when all is well. */
interface Entry {
  readonly request: object;
  readonly good: Script;
  /** The answer that names an image at an address; absent where the operation gives no image. */
  readonly imageAt?: (...urls: string[]) => object;
}

const segmindEntry = (request: object): Entry => ({
  request,
  good: reply(200, png, { "content-type": "image/png" }),
  imageAt: (...images) => ({ images }),
});
const submitEntry = (request: object): Entry => ({ request, good: reply(200, { task_id: "task-1" }) });
const requestEntry = (request: object): Entry => ({ request, good: reply(200, { request_id: "task-1" }) });

/** How a provider that has jobs answers while one is followed. */
interface JobAnswers {
  /** Its words for a job that waits, runs and is done. */
  readonly words: { readonly waiting: string; readonly running: string; readonly done: string };
  /** A poll that finds a job in a state. */
  is(status: string, more?: object): Script;
  /** All that gives the images of a job that is done. */
  finished(...urls: string[]): Script;
  readonly failed: Script;
}

/** By provider. */
export const jobAnswers: Readonly<Record<string, JobAnswers>> = {
  "3daistudio": {
    words: { waiting: "PENDING", running: "IN_PROGRESS", done: "FINISHED" },
    is: (status, more = {}) => reply(200, { status, progress: 0, results: null, ...more }),
    finished: (...urls) => {
      const results = urls.map((asset) => ({ asset, asset_type: "IMAGE" }));
      return reply(200, { status: "FINISHED", progress: 100, results });
    },
    failed: reply(200, { status: "FAILED", progress: 0, results: null, failure_reason: "no GPU" }),
  },
  segmind: {
    words: { waiting: "QUEUED", running: "PROCESSING", done: "COMPLETED" },
    is: (status, more = {}) => reply(200, { status, metrics: {}, ...more }),
    finished: (...urls) => {
      const images = urls.map((url) => ({ url }));
      const [status, result] = [{ status: "COMPLETED" }, { status: "COMPLETED", images }].map((body) =>
        reply(200, body),
      );
      return (response, seen, count) => (seen.path.endsWith("/status") ? status : result)?.(response, seen, count);
    },
    failed: reply(422, { status: "FAILED", error: "no GPU" }),
  },
};

/** The answers of a provider that must have jobs. */
export function jobAnswersOf({ id }: Provider): JobAnswers {
  const answers = jobAnswers[id];
  if (!answers) throw new Error(`${id} has jobs, and no answers to them stand in subjects.ts`);
  return answers;
}

/** Every operation by its id. One that is missing fails a test. */
export const entries: Readonly<Record<string, Entry>> = {
  seedreamV5LiteTextToImage: segmindEntry({ prompt }),
  seedreamV5LiteImageToImage: segmindEntry({ prompt, image_input: [dataUri] }),
  seedreamV3TextToImage: segmindEntry({ prompt, aspect_ratio: "16:9" }),
  seedreamV5LiteGenerate: submitEntry({ prompt }),
  seedreamV5LiteEdit: submitEntry({ prompt, image_urls: [dataUri] }),
  getGenerationRequestStatus: { request: { task_id: "task-1" }, good: reply(200, { status: "PENDING" }) },
  getWallet: { request: {}, good: reply(200, { balance: "150.00" }) },
  getWalletAtOlderPath: { request: {}, good: reply(200, { balance: "150.00" }) },
  submitSeedreamV5LiteTextToImage: requestEntry({ prompt }),
  submitSeedreamV5LiteImageToImage: requestEntry({ prompt, image_input: [dataUri] }),
  submitSeedreamV3TextToImage: requestEntry({ prompt, aspect_ratio: "16:9" }),
  getRequestStatus: { request: { request_id: "task-1" }, good: reply(200, { status: "QUEUED" }) },
  getRequestResult: { request: { request_id: "task-1" }, good: reply(200, { status: "COMPLETED", output: dataUri }) },
  getUserCredits: { request: {}, good: reply(200, { credits: 1 }) },
  seedream5Lite: {
    request: { prompt },
    good: reply(200, { images: [dataUri] }),
    imageAt: (...images) => ({ images }),
  },
};

export interface Subject extends Entry {
  readonly name: string;
  readonly provider: Provider;
  readonly operation: string;
  readonly method: "GET" | "POST";
  call(baseUrl: string, options?: ClientOptions, run?: RunOptions): Promise<unknown>;
}

export const subjects: readonly Subject[] = providers.flatMap((provider) =>
  Object.values(provider.operations).flatMap(({ operationId, method }) => {
    const entry = entries[operationId];
    if (!entry) return [];
    return {
      ...entry,
      name: `${provider.id} ${operationId}`,
      provider,
      operation: operationId,
      method,
      call: async (baseUrl: string, options: ClientOptions = {}, run: RunOptions = {}) =>
        provider
          .create({ apiKey, baseUrl, clock: createClock(timeScale), timeoutMs: ampleMs, ...options })
          .call(operationId, entry.request, run),
    };
  }),
);

/** How much faster than the wall the clients' clocks run. */
export const timeScale = 100;

export const paid = subjects.filter(({ method }) => method === "POST");
export const polls = subjects.filter(({ method }) => method === "GET");
export const withImages = subjects.filter(({ imageAt }) => imageAt);

/** The error of a call that must fail, and with one of Seedbed's. */
export async function failureOf(promise: Promise<unknown>): Promise<SeedbedError> {
  const error = await promise.then(
    () => new Error("it succeeded"),
    (reason: unknown) => reason,
  );
  if (!isSeedbedError(error)) throw error;
  return error;
}
