import { type ClientOptions, exact } from "@seedbed/core";
import {
  type Answer,
  type ClientFact,
  createClient,
  type Following,
  fieldAt,
  generation,
  query,
  reportedCost,
  submission,
} from "@seedbed/core/provider";
import { dialect } from "./errors.ts";
import type { SegmindClient } from "./gen/client.gen.ts";
import { operations, providerFact } from "./gen/operations.gen.ts";
import * as schemas from "./gen/schemas.gen.ts";

/** Where images are in any of the JSON forms, those of v2 among them: the seeds do not agree which. */
const images = { at: ["images", "output", "image", ""] };
const count = ({ max_images }: { prompt: string; max_images?: number }) => ({ min: 1, max: max_images ?? 1 });

/** `x-cost`: what the call cost in US dollars. No document gives its format, so what cannot be a cost is ignored. */
const costHeader = ({ headers }: Answer) =>
  reportedCost(headers.get("x-cost")?.trim().replace(/^\$/, ""), "USD", "x-cost header");

const status = {
  operation: operations.getRequestStatus,
  path: schemas.zGetRequestStatusPath,
  answer: schemas.zGetRequestStatusResponse,
  binding: ["status"],
};

/** How a request to the v2 API is followed: by its id, whatever addresses an answer names. */
const follow: Following = {
  status,
  fields: { state: "status", failure: "error" },
  result: {
    operation: operations.getRequestResult,
    answer: schemas.zGetRequestResultResponse,
    images,
    cost: (answer, value) => reportedCost(fieldAt(value, "metrics.cost"), "USD", "metrics.cost") ?? costHeader(answer),
  },
};

/** What all that answer with images have in common, and all that answer with a request. */
const made = { count, answer: schemas.zJsonResult, images, cost: costHeader };
const asked = { count, reply: schemas.zSubmittedRequest, follow };

const submitSeedreamV5LiteTextToImage = submission({
  operation: operations.submitSeedreamV5LiteTextToImage,
  body: schemas.zSeedreamV5LiteTextToImageBody,
  ...asked,
});
const submitSeedreamV5LiteImageToImage = submission({
  operation: operations.submitSeedreamV5LiteImageToImage,
  body: schemas.zSeedreamV5LiteImageToImageBody,
  ...asked,
});
const submitSeedreamV3TextToImage = submission({
  operation: operations.submitSeedreamV3TextToImage,
  body: schemas.zSeedreamV3TextToImageBody,
  ...asked,
});

/** Segmind's client, as data. */
export const segmind: ClientFact<SegmindClient> = {
  fact: providerFact,
  dialect,
  calls: {
    seedreamV5LiteTextToImage: generation({
      operation: operations.seedreamV5LiteTextToImage,
      body: schemas.zSeedreamV5LiteTextToImageBody,
      jobCall: submitSeedreamV5LiteTextToImage,
      ...made,
    }),
    seedreamV5LiteImageToImage: generation({
      operation: operations.seedreamV5LiteImageToImage,
      body: schemas.zSeedreamV5LiteImageToImageBody,
      jobCall: submitSeedreamV5LiteImageToImage,
      ...made,
    }),
    seedreamV3TextToImage: generation({
      operation: operations.seedreamV3TextToImage,
      body: schemas.zSeedreamV3TextToImageBody,
      jobCall: submitSeedreamV3TextToImage,
      ...made,
    }),
    submitSeedreamV5LiteTextToImage,
    submitSeedreamV5LiteImageToImage,
    submitSeedreamV3TextToImage,
    getRequestStatus: query(status),
    getRequestResult: query({
      operation: operations.getRequestResult,
      path: schemas.zGetRequestResultPath,
      answer: schemas.zGetRequestResultResponse,
      binding: ["status"],
    }),
    getUserCredits: query({ operation: operations.getUserCredits, answer: schemas.zGetUserCreditsResponse }),
  },
  // Both together. That a credit is a US dollar is inferred: prices, costs and balances stand in the same figures.
  async balance(client, options) {
    const { credits, "free-credits": free = 0 } = await client.getUserCredits({}, options);
    return { amount: exact(credits + free), currency: "USD", parts: { credits, "free-credits": free } };
  },
};

/**
 * Creates a client for Segmind.
 *
 * @param options - the key comes from `SEGMIND_API_KEY` unless given; `mode: "async"` makes images through the v2 API
 * @throws AuthenticationError where there is no key
 */
export function createSegmind(options: ClientOptions = {}): SegmindClient {
  return createClient(segmind, options);
}
