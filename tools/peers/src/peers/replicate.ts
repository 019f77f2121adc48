import { reply } from "../../../../conformance/src/faults/scripts.ts";
import { type Asked, apiKey, lengthOf, type Peer, signalOf } from "../peer.ts";
import { countOf, imageUrls } from "../wire.ts";

const inState =
  (first: string, later: string): Peer["wire"]["good"] =>
  (seen, here) => {
    const status = seen.method === "POST" ? first : later;
    const output = status === "succeeded" ? imageUrls(here, countOf(seen)) : null;
    return reply(200, { id: "task-1", model: "bytedance/seedream-4", version: "v", status, output, urls: {} });
  };

export const peer: Peer = {
  id: "replicate",
  label: "replicate",
  packages: ["replicate"],
  program: `import Replicate from "replicate";
export const call = () => new Replicate({ auth: "key" }).run("bytedance/seedream-4", { input: { prompt: "a koi pond" } });`,
  wire: {
    good: inState("succeeded", "succeeded"),
    job: { running: inState("starting", "processing"), unknown: inState("starting", "paused") },
  },
  types: {
    setUp: `import Replicate from "replicate";
const client = new Replicate({ auth: "key" });`,
    right: `await client.run("bytedance/seedream-4", { input: { prompt: "a koi pond", size: "2K" } });`,
    typo: `await client.run("bytedance/seedream-4", { input: { prompt: "a koi pond", sise: "2K" } });`,
    wrongEnum: `await client.run("bytedance/seedream-4", { input: { prompt: "a koi pond", size: "9K" } });`,
    missing: `await client.run("bytedance/seedream-4", { input: { size: "2K" } });`,
    unchecked: `const [first] = (await client.run("bytedance/seedream-4", { input: { prompt: "a koi pond" } })) as string[]; first.length;`,
  },
  async create(load, baseUrl) {
    const { default: Replicate } = await load("replicate");
    const client = new Replicate({ auth: apiKey, baseUrl });
    const run = (asked: Asked): Promise<unknown> =>
      client.run("bytedance/seedream-4", {
        input: { prompt: "a koi pond", max_images: asked.count, aspect_ratio: asked.aspectRatio },
        signal: signalOf(asked),
      });
    return { client, generate: run, runJob: run, imagesOf: lengthOf };
  },
};
