import type { EmulationSwitch } from "@seedbed/core/emulation";

/** What the documents of 3D AI Studio leave open about submitting and polling. */
export const switches = {
  resultShape: {
    default: "seed",
    values: ["seed", "newer"],
    description: "Fields of a result: those of the seed, or those of the vendor's newer page.",
  },
  pendingResults: {
    default: "null",
    values: ["null", "empty", "absent"],
    description: "What `results` is while a task is unfinished or has failed.",
  },
  progress: {
    default: "smooth",
    values: ["smooth", "coarse"],
    description: "Whether `progress` grows by ones or stands at 50 until the end.",
  },
  editAssetType: {
    default: "IMAGE",
    values: ["IMAGE", "EDITED_IMAGE"],
    description: "Which of the vendor's asset types an edit gives.",
  },
  expiredAnswer: {
    default: "not-found",
    values: ["not-found", "gone", "empty-results", "dead-links"],
    description: "What a poll gives after the results have expired: 404, 410, no results, or links that answer 404.",
  },
  expiryFrom: {
    default: "finish",
    values: ["finish", "submit"],
    description: "When the 24 hours of a result begin.",
  },
  pollsCount: {
    default: true,
    values: [true, false],
    description:
      "Whether polls and the wallet count against the three requests a minute: integrators act as if they did.",
  },
  retryAfter: {
    default: "on",
    values: ["on", "off"],
    description: "Whether a 429 has Retry-After: the wording of its body is that of a framework which sends it.",
  },
  throttledCode: {
    default: "RATE_LIMITED",
    values: ["RATE_LIMITED", "rate_limited"],
    description: "Code of a 429: upper case in the one body that was seen, lower case in the seed's table.",
  },
  errorCodeCase: {
    default: "lower",
    values: ["lower", "upper"],
    description: "Case of the other error codes; the seed's table has them in lower case.",
  },
  errorKeys: {
    default: "error/error_code",
    values: ["error/error_code", "message/code", "detail/code", "detail/error_code"],
    description:
      "Names of text and code in error bodies: the first as in the 429 that was seen, the others as clients look for them.",
  },
  missingSlash: {
    default: "redirect",
    values: ["redirect", "not-found", "served"],
    description: "What a path without its final slash gives: 301 as the framework does, 404, or the answer.",
  },
  submitStatus: {
    default: 200,
    values: [200, 201],
    description: "Status of an accepted task: clients expect 200, one also takes 201.",
  },
  failedStatus: {
    default: 200,
    values: [200, 422],
    description: "Status of a poll that finds the task failed; all clients expect 200.",
  },
  editUrls: {
    default: "refused",
    values: ["refused", "accepted"],
    description: "Whether `image_urls` takes addresses besides data URIs.",
  },
  storageAuthorization: {
    default: "refused",
    values: ["refused", "ignored"],
    description: "What the storage host does with an Authorization header: integrations have seen 400.",
  },
  assetFormat: {
    default: "image/png",
    values: ["image/png", "image/jpeg"],
    description: "Type of the images: the seed's sample names .png files, the upstream default is JPEG.",
  },
  autoLayout: {
    default: "varied",
    values: ["varied", "square"],
    description: "Which shape `auto_2K` and `auto_3K` give: one that depends on the prompt, or always a square.",
  },
  seedEffect: {
    default: "reproducible",
    values: ["reproducible", "none"],
    description:
      "Whether the same `seed` gives the same image, as the page says; the upstream model documents no seed.",
  },
  unknownFields: {
    default: "refused",
    values: ["refused", "ignored"],
    description: "What happens to fields that the page does not name.",
  },
  walletPath: {
    default: "both",
    values: ["both", "newer", "older"],
    description: "Which of the two paths of the wallet is served: a newer page has one, an older page the other.",
  },
  validationForm: {
    default: "text",
    values: ["text", "by-field"],
    description: "The body of a 400: a text and a code, or lists of texts by field as the framework sends them.",
  },
  failureReason: {
    default: "text",
    values: ["text", "null"],
    description: "What `failure_reason` of a failed task is: no example is known, and clients take null.",
  },
} as const satisfies Record<string, EmulationSwitch>;
