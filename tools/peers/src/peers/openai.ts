import { reply } from "../../../../conformance/src/faults/scripts.ts";
import { apiKey, fieldsOf, lengthOf, type Peer } from "../peer.ts";
import { countOf, png } from "../wire.ts";

export const peer: Peer = {
  id: "openai",
  label: "openai",
  packages: ["openai"],
  program: `import OpenAI from "openai";
export const call = () => new OpenAI({ apiKey: "key", dangerouslyAllowBrowser: true }).images.generate({ model: "gpt-image-1", prompt: "a koi pond" });`,
  wire: {
    good: (seen) =>
      reply(200, {
        created: 1,
        data: Array.from({ length: countOf(seen) }, () => ({ b64_json: png.toString("base64") })),
      }),
  },
  types: {
    setUp: `import OpenAI from "openai";
const client = new OpenAI({ apiKey: "key" });`,
    right: `await client.images.generate({ prompt: "a koi pond", quality: "high" });`,
    typo: `await client.images.generate({ prompt: "a koi pond", qualiti: "high" });`,
    wrongEnum: `await client.images.generate({ prompt: "a koi pond", quality: "highest" });`,
    missing: `await client.images.generate({ quality: "high" });`,
    unchecked: `(await client.images.generate({ prompt: "a koi pond" })).data[0].b64_json;`,
  },
  async create(load, baseUrl) {
    const { default: OpenAI } = await load("openai");
    const client = new OpenAI({ apiKey, baseURL: baseUrl });
    return {
      client,
      generate: ({ count, aspectRatio, signal, timeoutMs }) =>
        client.images.generate(
          { model: "gpt-image-1", prompt: "a koi pond", n: count, size: aspectRatio },
          { ...(signal && { signal }), ...(timeoutMs && { timeout: timeoutMs }) },
        ),
      imagesOf: (value) => lengthOf(fieldsOf(value).data),
    };
  },
};
