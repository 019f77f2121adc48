import type { EmulationSwitch } from "@seedbed/core/emulation";

/** What the documents of Segmind leave open about the three Seedream endpoints, on v1 and on v2. */
export const switches = {
  responseForm: {
    default: "bytes",
    values: ["bytes", "json"],
    description: "Whether v1 answers with the image itself or with JSON: the seeds say both.",
  },
  jsonForm: {
    default: "list",
    values: ["list", "output", "files", "base64"],
    description:
      "The JSON of an answer, shown nowhere: a list of addresses, `output`, `images` with files, or `image` in base64.",
  },
  multipleForm: {
    default: "json-urls",
    values: ["json-urls", "first-image-bytes"],
    description: "What answers in bytes do with several images: a JSON answer after all, or the first image alone.",
  },
  billing: {
    default: "per-generation",
    values: ["per-generation", "per-image"],
    description: "Whether the price per generation is taken once, or once for each image as the upstream model does.",
  },
  mediaType: {
    default: "image/jpeg",
    values: ["image/jpeg", "image/png", "image/webp"],
    description: "Type of the images: no page names it; integrations save .jpg, one says PNG.",
  },
  bearer: {
    default: "refused",
    values: ["refused", "accepted"],
    description:
      "Whether a key in `Authorization: Bearer` counts: the vendor's material says no, one integration sends it.",
  },
  fastPrompt: {
    default: "accepted",
    values: ["accepted", "refused"],
    description: "Whether `optimize_prompt: fast` works: the seeds allow it, the upstream lite model refuses it.",
  },
  enumStatus: {
    default: 400,
    values: [400, 406],
    description: "Status for a value that is not in a list: one copy of the vendor's error list says 406.",
  },
  unknownFields: {
    default: "refused",
    values: ["refused", "ignored"],
    description: "What happens to fields that the page does not name.",
  },
  dataUris: {
    default: "accepted",
    values: ["accepted", "refused"],
    description: "Whether `image_input` takes data URIs: every sample has addresses.",
  },
  headerNumbers: {
    default: "short",
    values: ["short", "six-decimals"],
    description: "How numbers are written in `x-cost`, `x-remaining-credits` and `x-generation-time`.",
  },
  resetFormat: {
    default: "iso",
    values: ["iso", "iso-without-zone", "epoch-seconds"],
    description: "How `x-rate-limit-reset-at-utc` writes the time.",
  },
  resultLifetimeHours: {
    default: 168,
    values: [1, 24, 168],
    description:
      "How long the address of a result lives: an older page of the vendor says an hour, a newer one seven days.",
  },
  requestLifetimeHours: {
    default: 1,
    values: [1, 24, 168],
    description:
      "How long v2 keeps a request: an older page says an hour, a newer one that it ends before the files do.",
  },
  asyncOutput: {
    default: "first",
    values: ["first", "list"],
    description: "What `output` of v2 is for several images: the first address, or a list of them.",
  },
  asyncImages: {
    default: "files",
    values: ["files", "absent"],
    description:
      "Whether a result of v2 has `images`: the vendor's SDK tests name them, the live call that was seen had `output`.",
  },
  earlyResult: {
    default: "status",
    values: ["status", "not-found"],
    description: "What the result of v2 answers before the request has completed: its state, or 404.",
  },
  pollsCount: {
    default: true,
    values: [true, false],
    description: "Whether polls and the balance count towards the rate limit.",
  },
  retryAfter: {
    default: "absent",
    values: ["absent", "seconds"],
    description: "Whether a 429 has Retry-After beside `x-rate-limit-reset-at-utc`: it is not documented.",
  },
  creditsMessage: {
    default: "balance-and-cost",
    values: ["balance-and-cost", "bare"],
    description:
      "The text of a 406 for too little credit: its exact words are not known, one source says it names both.",
  },
  authErrorForm: {
    default: "error",
    values: ["error", "described"],
    description:
      "The body of a 401: `error` alone, or also `error_description` and `status_code` as the console has them.",
  },
  asyncTimings: {
    default: "empty",
    values: ["empty", "absent"],
    description: "What `timings` of v2 is: an object whose inside is not known, or nothing.",
  },
} as const satisfies Record<string, EmulationSwitch>;
