// Generated from specs/novita (sha256 88ba5d4b55f68956e1b96164aa4615a40da2916fda5d95e7e49dbd77491d5755) by `pnpm generate`. Do not edit: change the spec.

import type { FieldFact, Operation, ProviderFact } from "@seedbed/core";

export const providerFact = {
  "id": "novita",
  "displayName": "Novita",
  "createFunction": "createNovita",
  "keyVariable": "NOVITA_API_KEY",
  "baseUrl": "https://api.novita.ai",
  "rateLimit": null
} as const satisfies ProviderFact;

export const operations = {
  "seedream5Lite": {
    "provider": "novita",
    "operationId": "seedream5Lite",
    "method": "POST",
    "path": "/v3/seedream-5.0-lite",
    "model": "novita/seedream-5.0-lite",
    "family": "seedream-5.0-lite",
    "price": null,
    "latency": {
      "minMs": 26000,
      "maxMs": 26000,
      "per": "generation",
      "evidence": "third-party",
      "source": "live tests of the upstream lite model at 2K, not a statement of Novita"
    },
    "resultExpiresMs": null,
    "job": null,
    "errors": [
      {
        "status": 400,
        "code": "INVALID_REQUEST_BODY",
        "error": "InvalidRequestError",
        "billed": "no"
      },
      {
        "status": 400,
        "code": "IMAGE_FILE_EXCEEDS_MAX_SIZE",
        "error": "InvalidRequestError",
        "billed": "no"
      },
      {
        "status": 400,
        "code": "INVALID_IMAGE_FORMAT",
        "error": "InvalidRequestError",
        "billed": "no"
      },
      {
        "status": 400,
        "code": "IMAGE_EXCEEDS_MAX_RESOLUTION",
        "error": "InvalidRequestError",
        "billed": "no"
      },
      {
        "status": 400,
        "code": "INVALID_IMAGE_SIZE",
        "error": "InvalidRequestError",
        "billed": "no"
      },
      {
        "status": 400,
        "code": "IMAGE_NO_FACE_DETECTED",
        "error": "InvalidRequestError",
        "billed": "no"
      },
      {
        "status": 400,
        "code": "INVALID_CUSTOM_OUTPUT_PATH",
        "error": "InvalidRequestError",
        "billed": "no"
      },
      {
        "status": 400,
        "code": "INVALID_AUDIO_FILE",
        "error": "InvalidRequestError",
        "billed": "no"
      },
      {
        "status": 400,
        "code": "ILLEGAL_PROMPT",
        "error": "ContentPolicyViolationError",
        "billed": "no"
      },
      {
        "status": 400,
        "code": "ILLEGAL_IMAGE_CONTENT",
        "error": "ContentPolicyViolationError",
        "billed": "no"
      },
      {
        "status": 400,
        "code": "BILLING_BALANCE_NOT_ENOUGH",
        "error": "InsufficientCreditsError",
        "billed": "no"
      },
      {
        "status": 400,
        "code": "MISSING_API_KEY",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 400,
        "code": null,
        "error": "InvalidRequestError",
        "billed": "no"
      },
      {
        "status": 401,
        "code": "FAILED_TO_AUTH",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 401,
        "code": null,
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 403,
        "code": "INVALID_API_KEY",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 403,
        "code": "BILLING_AUTH_FAILED",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 403,
        "code": "FEATURE_NOT_ALLOWED",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 403,
        "code": "API_NOT_ALLOWED",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 403,
        "code": "NEED_REAL_NAME_VERIFY",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 403,
        "code": "ACCESS_DENY",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 403,
        "code": "NOT_ENOUGH_BALANCE",
        "error": "InsufficientCreditsError",
        "billed": "no"
      },
      {
        "status": 403,
        "code": null,
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 404,
        "code": "API_NOT_FOUND",
        "error": "NotFoundError",
        "billed": "no"
      },
      {
        "status": 404,
        "code": "MODEL_NOT_FOUND",
        "error": "NotFoundError",
        "billed": "no"
      },
      {
        "status": 404,
        "code": "TASK_NOT_FOUND",
        "error": "NotFoundError",
        "billed": "no"
      },
      {
        "status": 404,
        "code": null,
        "error": "NotFoundError",
        "billed": "no"
      },
      {
        "status": 429,
        "code": "RATE_LIMIT_EXCEEDED",
        "error": "RateLimitError",
        "billed": "no"
      },
      {
        "status": 429,
        "code": "TOKEN_LIMIT_EXCEEDED",
        "error": "RateLimitError",
        "billed": "no"
      },
      {
        "status": 429,
        "code": null,
        "error": "RateLimitError",
        "billed": "no"
      },
      {
        "status": 500,
        "code": "BILLING_FAILED",
        "error": "ProviderError",
        "billed": "unknown"
      },
      {
        "status": 500,
        "code": "CREATE_TASK_FAILED",
        "error": "ProviderError",
        "billed": "unknown"
      },
      {
        "status": 500,
        "code": "GET_RESULT_FAILED",
        "error": "ProviderError",
        "billed": "unknown"
      },
      {
        "status": 500,
        "code": "TASK_FAILED",
        "error": "ProviderError",
        "billed": "unknown"
      },
      {
        "status": 500,
        "code": null,
        "error": "ProviderError",
        "billed": "unknown"
      },
      {
        "status": 503,
        "code": "SERVICE_NOT_AVAILABLE",
        "error": "ProviderError",
        "billed": "unknown"
      },
      {
        "status": 503,
        "code": null,
        "error": "ProviderError",
        "billed": "unknown"
      },
      {
        "status": 504,
        "code": null,
        "error": "ProviderError",
        "billed": "unknown"
      }
    ],
    "fields": {
      "size": {
        "values": [
          "2K",
          "3K"
        ],
        "pixels": {
          "min": 3686400,
          "max": 10404496
        },
        "aspect": {
          "min": 0.0625,
          "max": 16
        }
      },
      "image": {
        "imageInput": {
          "forms": [
            "url",
            "data-uri"
          ],
          "maxBytes": 31457280
        }
      }
    }
  }
} as const satisfies Record<string, Operation>;

/** All that is said of the fields. It stands apart from what every call carries. */
export const fields = {
  "seedream5Lite": {
    "prompt": {},
    "size": {
      "default": "2048x2048",
      "values": [
        "2K",
        "3K"
      ],
      "pixels": {
        "min": 3686400,
        "max": 10404496
      },
      "aspect": {
        "min": 0.0625,
        "max": 16
      }
    },
    "image": {
      "maxItems": 14,
      "imageInput": {
        "forms": [
          "url",
          "data-uri"
        ],
        "maxBytes": 31457280,
        "mediaTypes": [
          "image/jpeg",
          "image/png",
          "image/webp",
          "image/bmp",
          "image/tiff",
          "image/gif"
        ]
      }
    },
    "watermark": {
      "default": true
    },
    "optimize_prompt_options": {},
    "sequential_image_generation": {
      "default": "disabled",
      "values": [
        "auto",
        "disabled"
      ]
    },
    "sequential_image_generation_options": {}
  }
} as const satisfies Record<string, Record<string, FieldFact>>;
