import type { EmulationSwitch } from "@seedbed/core/emulation";

/** What the documents of Novita leave open about Seedream 5.0 lite. */
export const switches = {
  imageForm: {
    default: "url",
    values: ["url", "base64", "data-uri"],
    description: "What stands in `images`: addresses by a sibling's page, base64 as some integrations also accept.",
  },
  mediaType: {
    default: "image/jpeg",
    values: ["image/jpeg", "image/png"],
    description: "Type of the images: not documented, JPEG is the upstream default.",
  },
  urlLifetimeHours: {
    default: 24,
    values: [1, 24, 168],
    description: "How long an address lives: not documented; an hour, a day and a week are what siblings have.",
  },
  tierSize: {
    default: "square",
    values: ["square", "observed"],
    description: "Pixels of `2K` and `3K` alone: a square, or the wide format that an upstream example came back in.",
  },
  sizeLimits: {
    default: "seed",
    values: ["seed", "upstream"],
    description:
      "Largest image: 10,404,496 pixels by the seed, 16,777,216 and `4K` by the upstream model's newer page.",
  },
  imageItems: {
    default: "strings",
    values: ["strings", "strings-or-objects"],
    description:
      'Whether items of `image` may also be objects, `{"url": …}`: the seed prints `{}`, one client sends them.',
  },
  plainBase64: {
    default: "accepted",
    values: ["accepted", "refused"],
    description: "Whether base64 without the head of a data URI is taken: the seed says only Base64.",
  },
  optimizeModes: {
    default: "any",
    values: ["any", "standard"],
    description:
      "Modes of `optimize_prompt_options`: the seed lists none, sibling and upstream model take `standard` alone.",
  },
  sequentialDefault: {
    default: 15,
    values: [1, 2, 4, 15],
    description: "How many images `auto` may make without `max_images`: 15 upstream, nothing by the seed.",
  },
  sequentialCount: {
    default: 0,
    values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
    description: "How many images the model decides to make at most with `auto`; 0 is as many as are allowed.",
  },
  totalImages: {
    default: "unlimited",
    values: ["unlimited", "fifteen"],
    description: "Whether references and images together may be 15 at most, as with the sibling 4.5.",
  },
  moderatedImage: {
    default: "omitted",
    values: ["omitted", "empty", "null"],
    description: "What stands for one moderated image of a sequence: nothing, an empty text, or null.",
  },
  balanceError: {
    default: "403",
    values: ["403", "400"],
    description:
      "Too low a balance: 403 NOT_ENOUGH_BALANCE as observed, or 400 BILLING_BALANCE_NOT_ENOUGH by the table.",
  },
  authErrors: {
    default: "observed",
    values: ["observed", "table"],
    description:
      "Bad keys: 401 FAILED_TO_AUTH as observed, or 400 MISSING_API_KEY and 403 INVALID_API_KEY by the image table.",
  },
  traceHeader: {
    default: "sent",
    values: ["sent", "absent"],
    description: "Whether image endpoints send `x-trace-id`: recorded on the LLM route only.",
  },
  chargeUsd: {
    default: 0.035,
    values: [0, 0.028, 0.035, 0.04],
    description: "What the emulated wallet is charged for an image. Made up: no page of Novita gives a price.",
  },
  unknownFields: {
    default: "refused",
    values: ["refused", "ignored"],
    description: "What happens to fields that the page does not name: some integrations send such fields.",
  },
  retryAfter: {
    default: "absent",
    values: ["absent", "seconds"],
    description: "Whether a 429 says in Retry-After how long to wait: no page gives a limit or a header.",
  },
  moderationMessage: {
    default: "plain",
    values: ["plain", "upstream-json"],
    description:
      "The text of a refused prompt: plain, or the upstream model's error as JSON, which one integration reads.",
  },
} as const satisfies Record<string, EmulationSwitch>;
