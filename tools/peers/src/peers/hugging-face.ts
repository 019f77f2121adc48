import { apiKey, type Peer, signalOf } from "../peer.ts";
import { image } from "../wire.ts";

export const peer: Peer = {
  id: "hugging-face",
  label: "@huggingface/inference",
  packages: ["@huggingface/inference"],
  program: `import { InferenceClient } from "@huggingface/inference";
export const call = () => new InferenceClient("key").textToImage({ endpointUrl: "http://127.0.0.1", inputs: "a koi pond" });`,
  wire: { good: () => image },
  types: {
    setUp: `import { InferenceClient } from "@huggingface/inference";
const client = new InferenceClient("key");`,
    right: `await client.textToImage({ provider: "fal-ai", inputs: "a koi pond", parameters: { num_inference_steps: 5 } });`,
    typo: `await client.textToImage({ provider: "fal-ai", inputs: "a koi pond", parameters: { num_inference_step: 5 } });`,
    wrongEnum: `await client.textToImage({ provider: "fal-aye", inputs: "a koi pond" });`,
    missing: `await client.textToImage({ provider: "fal-ai" });`,
    unchecked: null,
  },
  async create(load, baseUrl) {
    const { InferenceClient } = await load("@huggingface/inference");
    const client = new InferenceClient(apiKey);
    return {
      client,
      generate: (asked) =>
        client.textToImage(
          {
            endpointUrl: baseUrl,
            inputs: "a koi pond",
            parameters: { num_images: asked.count, aspect_ratio: asked.aspectRatio },
          },
          { signal: signalOf(asked) },
        ),
      imagesOf: (value) => (value instanceof Blob ? 1 : 0),
    };
  },
};
