import { reply } from "../../../../conformance/src/faults/scripts.ts";
import { type Asked, apiKey, lengthOf, type Peer } from "../peer.ts";
import { besideImages, countOf, imageUrls } from "../wire.ts";

const prompt = "a koi pond";
const jobState =
  (status: string): Peer["wire"]["good"] =>
  (seen) =>
    seen.method === "POST" ? reply(200, { task_id: "task-1" }) : reply(200, { status, progress: 0, results: null });

/** Segmind's client for a call, 3D AI Studio's for a job, and the normalized request of `@seedbed/compare` for an aspect ratio. */
export const peer: Peer = {
  id: "ours",
  label: "Seedbed",
  packages: ["@seedbed/segmind"],
  program: `import { createSegmind } from "@seedbed/segmind";
export const call = () => createSegmind({ apiKey: "key" }).seedreamV5LiteTextToImage({ prompt: "a koi pond" });`,
  wire: {
    good: besideImages((seen, here) =>
      seen.path.startsWith("/v1/seedream-")
        ? reply(200, { images: imageUrls(here, countOf(seen)) })
        : seen.method === "POST"
          ? reply(200, { task_id: "task-1" })
          : reply(200, {
              status: "FINISHED",
              progress: 100,
              results: imageUrls(here, 1).map((asset) => ({ asset, asset_type: "IMAGE" })),
            }),
    ),
    job: { running: jobState("IN_PROGRESS"), unknown: jobState("PAUSED") },
  },
  types: {
    setUp: `import { createSegmind } from "@seedbed/segmind";
const client = createSegmind({ apiKey: "key" });`,
    right: `await client.seedreamV5LiteTextToImage({ prompt: "a koi pond", size: "3K" });`,
    typo: `await client.seedreamV5LiteTextToImage({ prompt: "a koi pond", sise: "3K" });`,
    wrongEnum: `await client.seedreamV5LiteTextToImage({ prompt: "a koi pond", size: "9K" });`,
    missing: `await client.seedreamV5LiteTextToImage({ size: "3K" });`,
    unchecked: `(await client.seedreamV5LiteTextToImage({ prompt: "a koi pond" })).images[0].width;`,
  },
  async create(load, baseUrl) {
    const { createSegmind } = await load("@seedbed/segmind");
    const studio = await load("@seedbed/3daistudio");
    const options = { apiKey, baseUrl };
    const client = createSegmind(options);
    // A check may set a timeout so short that by default nothing would be sent.
    const run = ({ signal, timeoutMs }: Asked) => ({
      ...(signal && { signal }),
      ...(timeoutMs && { timeoutMs, minTimeoutMs: 0 }),
    });
    return {
      client,
      async generate(asked) {
        if (!asked.aspectRatio)
          return client.seedreamV5LiteTextToImage(
            { prompt, ...(asked.count && { max_images: asked.count }) },
            run(asked),
          );
        const { generate, selectModels } = await load("@seedbed/compare");
        const [target] = selectModels([studio.provider], ["3daistudio/seedream-v5-lite"]);
        const request = { prompt, aspectRatio: asked.aspectRatio };
        return generate(target, request, { client: () => options, pollIntervalMs: 100 });
      },
      async runJob(asked) {
        const jobs = studio.create3DAIStudio(options);
        const job = await jobs.submit("seedreamV5LiteGenerate", { prompt }, run(asked));
        return jobs.waitForResult(job, run(asked));
      },
      imagesOf: (value) => lengthOf((value as { images?: unknown } | null)?.images), // an error's field may be inherited
    };
  },
};
