import { reply } from "../../../../conformance/src/faults/scripts.ts";
import { apiKey, fieldsOf, lengthOf, type Peer, signalOf } from "../peer.ts";
import { countOf, imageUrls } from "../wire.ts";

const model = "fal-ai/bytedance/seedream/v4/text-to-image";
let asked = 1; // a result is fetched by a GET, which does not say how many were asked for
const queued = { status: "IN_QUEUE", request_id: "task-1", response_url: "", status_url: "", cancel_url: "" };
const inState =
  (status: string): Peer["wire"]["good"] =>
  (seen, here) => {
    if (seen.method !== "GET") {
      asked = countOf(seen);
      return reply(200, queued);
    }
    return reply(
      200,
      seen.path.includes("/status")
        ? { ...queued, status }
        : { images: imageUrls(here, asked).map((url) => ({ url })) },
    );
  };

/** `subscribe` is the first call of its README: it submits, polls and fetches. */
export const peer: Peer = {
  id: "fal",
  label: "@fal-ai/client",
  packages: ["@fal-ai/client"],
  program: `import { fal } from "@fal-ai/client";
export const call = () => { fal.config({ credentials: "key" }); return fal.subscribe("${model}", { input: { prompt: "a koi pond" } }); };`,
  wire: {
    good: inState("COMPLETED"),
    namesImage: ({ method, path }) => method === "GET" && !path.includes("/status"),
    job: { running: inState("IN_PROGRESS"), unknown: inState("PAUSED") },
  },
  types: {
    setUp: `import { fal } from "@fal-ai/client";`,
    right: `await fal.subscribe("${model}", { input: { prompt: "a koi pond", image_size: "square_hd" } });`,
    typo: `await fal.subscribe("${model}", { input: { prompt: "a koi pond", image_sise: "square_hd" } });`,
    wrongEnum: `await fal.subscribe("${model}", { input: { prompt: "a koi pond", image_size: "square_9k" } });`,
    missing: `await fal.subscribe("${model}", { input: { image_size: "square_hd" } });`,
    unchecked: `(await fal.subscribe("${model}", { input: { prompt: "a koi pond" } })).data.images[0].url;`,
  },
  async create(load, baseUrl) {
    const { createFalClient } = await load("@fal-ai/client");
    const client = createFalClient({
      credentials: apiKey,
      // It has no option for the host: its own option for fetch sends each call to the loopback server.
      fetch: (url: string, init: RequestInit) => fetch(url.replace(/^https:\/\/[a-z.]*fal\.run/, baseUrl), init),
    });
    const subscribe: (asked: Parameters<Awaited<ReturnType<Peer["create"]>>["generate"]>[0]) => Promise<unknown> = (
      wanted,
    ) =>
      client.subscribe(model, {
        input: { prompt: "a koi pond", num_images: wanted.count, aspect_ratio: wanted.aspectRatio },
        abortSignal: wanted.timeoutMs === undefined ? wanted.signal : signalOf(wanted),
      });
    return {
      client,
      generate: subscribe,
      runJob: ({ timeoutMs, signal }) =>
        client.subscribe(model, {
          input: { prompt: "a koi pond" },
          abortSignal: signal,
          ...(timeoutMs && { timeout: timeoutMs }),
        }),
      imagesOf: (value) => lengthOf(fieldsOf(fieldsOf(value).data).images),
    };
  },
};
