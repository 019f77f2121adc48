import { reply } from "../../../../conformance/src/faults/scripts.ts";
import { apiKey, fieldsOf, lengthOf, type Peer, signalOf } from "../peer.ts";
import { countOf, imageUrls } from "../wire.ts";

const path = "/v1/seedream-v5-lite-text-to-image";

/** The types are those that are compiled from Segmind's spec, the same as for ours. */
export const peer: Peer = {
  id: "openapi-fetch",
  label: "openapi-fetch",
  packages: ["openapi-fetch"],
  program: `import createClient from "openapi-fetch";
export const call = () => createClient({ baseUrl: "http://127.0.0.1", headers: { "x-api-key": "key" } }).POST("${path}", { body: { prompt: "a koi pond" } });`,
  wire: { good: (seen, here) => reply(200, { images: imageUrls(here, countOf(seen)) }) },
  types: {
    setUp: `import createClient from "openapi-fetch";
import type { paths } from "./paths.ts";
const client = createClient<paths>({ baseUrl: "http://127.0.0.1" });`,
    right: `await client.POST("${path}", { body: { prompt: "a koi pond", size: "3K" } });`,
    typo: `await client.POST("${path}", { body: { prompt: "a koi pond", sise: "3K" } });`,
    wrongEnum: `await client.POST("${path}", { body: { prompt: "a koi pond", size: "9K" } });`,
    missing: `await client.POST("${path}", { body: { size: "3K" } });`,
    unchecked: `const { data } = await client.POST("${path}", { body: { prompt: "a koi pond" } }); data.images[0];`,
  },
  async create(load, baseUrl) {
    const { default: createClient } = await load("openapi-fetch");
    const client = createClient({ baseUrl, headers: { "x-api-key": apiKey } });
    return {
      client,
      async generate(asked) {
        const { data, error } = await client.POST(path, {
          body: { prompt: "a koi pond", max_images: asked.count, aspect_ratio: asked.aspectRatio },
          signal: signalOf(asked),
        });
        if (error) throw error; // as its documents do
        return data;
      },
      imagesOf: (value) => lengthOf(fieldsOf(value).images),
    };
  },
};
