import { reply } from "../../../../conformance/src/faults/scripts.ts";
import { apiKey, fieldsOf, lengthOf, type Peer, signalOf } from "../peer.ts";
import { besideImages, imageUrls } from "../wire.ts";

const model = "fal-ai/bytedance/seedream/v4/text-to-image";

export const peer: Peer = {
  id: "ai-sdk",
  label: "ai with @ai-sdk/fal",
  packages: ["ai", "@ai-sdk/fal"],
  program: `import { generateImage } from "ai";
import { createFal } from "@ai-sdk/fal";
export const call = () => generateImage({ model: createFal({ apiKey: "key" }).image("${model}"), prompt: "a koi pond" });`,
  wire: {
    good: besideImages((_, here) => {
      const [url] = imageUrls(here, 1);
      return reply(200, { images: [{ url, width: 4, height: 3, content_type: "image/png" }] });
    }),
  },
  types: {
    setUp: `import { generateImage } from "ai";
import { createFal } from "@ai-sdk/fal";
const model = createFal({ apiKey: "key" }).image("${model}");`,
    right: `await generateImage({ model, prompt: "a koi pond", aspectRatio: "16:9" });`,
    typo: `await generateImage({ model, prompt: "a koi pond", aspectRatioo: "16:9" });`,
    wrongEnum: `await generateImage({ model, prompt: "a koi pond", aspectRatio: "17:5" });`,
    missing: `await generateImage({ model, aspectRatio: "16:9" });`,
    unchecked: null,
  },
  async create(load, baseUrl) {
    const [{ generateImage }, { createFal }] = [await load("ai"), await load("@ai-sdk/fal")];
    const client = createFal({ apiKey, baseURL: baseUrl });
    return {
      client,
      generate: ({ count, aspectRatio, ...rest }) =>
        generateImage({
          model: client.image(model),
          prompt: "a koi pond",
          n: count,
          aspectRatio,
          abortSignal: signalOf(rest),
        }),
      imagesOf: (value) =>
        lengthOf(fieldsOf(value).images) || lengthOf(value && (value as { images?: unknown }).images), // a getter of a class
    };
  },
};
