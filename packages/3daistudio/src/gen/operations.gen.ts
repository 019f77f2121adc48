// Generated from specs/3daistudio (sha256 799191e60af515935bd5dc14894084f0130efb509e9faa1bf79d8f7f28dbced3) by `pnpm generate`. Do not edit: change the spec.

import type { FieldFact, Operation, ProviderFact } from "@seedbed/core";

export const providerFact = {
  "id": "3daistudio",
  "displayName": "3D AI Studio",
  "createFunction": "create3DAIStudio",
  "keyVariable": "THREEDAISTUDIO_API_KEY",
  "baseUrl": "https://api.3daistudio.com",
  "rateLimit": {
    "requests": 3,
    "perMs": 60000
  }
} as const satisfies ProviderFact;

export const operations = {
  "seedreamV5LiteGenerate": {
    "provider": "3daistudio",
    "operationId": "seedreamV5LiteGenerate",
    "method": "POST",
    "path": "/v1/images/seedream/v5/lite/generate/",
    "model": "3daistudio/seedream-v5-lite",
    "family": "seedream-5.0-lite",
    "price": {
      "amount": 10,
      "currency": "credits",
      "per": "image",
      "evidence": "seed",
      "source": "seed 003",
      "date": "2026-11-21"
    },
    "latency": {
      "minMs": 20000,
      "maxMs": 40000,
      "per": "image",
      "evidence": "seed",
      "source": "seed 003"
    },
    "resultExpiresMs": 86400000,
    "job": {
      "statusOperation": "getGenerationRequestStatus",
      "taskId": "task_id",
      "states": {
        "PENDING": "waiting",
        "IN_PROGRESS": "running",
        "FINISHED": "succeeded",
        "FAILED": "failed"
      }
    },
    "errors": [
      {
        "status": 400,
        "code": "validation_failed",
        "error": "InvalidRequestError",
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
        "code": "invalid_api_key",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 401,
        "code": "api_key_expired",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 401,
        "code": "api_key_revoked",
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
        "status": 402,
        "code": "insufficient_credits",
        "error": "InsufficientCreditsError",
        "billed": "no"
      },
      {
        "status": 402,
        "code": null,
        "error": "InsufficientCreditsError",
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
        "code": "rate_limited",
        "error": "RateLimitError",
        "billed": "no"
      },
      {
        "status": 429,
        "code": null,
        "error": "RateLimitError",
        "billed": "no"
      }
    ],
    "fields": {}
  },
  "seedreamV5LiteEdit": {
    "provider": "3daistudio",
    "operationId": "seedreamV5LiteEdit",
    "method": "POST",
    "path": "/v1/images/seedream/v5/lite/edit/",
    "model": "3daistudio/seedream-v5-lite",
    "family": "seedream-5.0-lite",
    "price": {
      "amount": 10,
      "currency": "credits",
      "per": "image",
      "evidence": "seed",
      "source": "seed 003",
      "date": "2026-11-21"
    },
    "latency": {
      "minMs": 20000,
      "maxMs": 40000,
      "per": "image",
      "evidence": "seed",
      "source": "seed 003"
    },
    "resultExpiresMs": 86400000,
    "job": {
      "statusOperation": "getGenerationRequestStatus",
      "taskId": "task_id",
      "states": {
        "PENDING": "waiting",
        "IN_PROGRESS": "running",
        "FINISHED": "succeeded",
        "FAILED": "failed"
      }
    },
    "errors": [
      {
        "status": 400,
        "code": "validation_failed",
        "error": "InvalidRequestError",
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
        "code": "invalid_api_key",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 401,
        "code": "api_key_expired",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 401,
        "code": "api_key_revoked",
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
        "status": 402,
        "code": "insufficient_credits",
        "error": "InsufficientCreditsError",
        "billed": "no"
      },
      {
        "status": 402,
        "code": null,
        "error": "InsufficientCreditsError",
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
        "code": "rate_limited",
        "error": "RateLimitError",
        "billed": "no"
      },
      {
        "status": 429,
        "code": null,
        "error": "RateLimitError",
        "billed": "no"
      }
    ],
    "fields": {
      "image_urls": {
        "imageInput": {
          "forms": [
            "data-uri"
          ],
          "maxBytes": 31457280
        }
      }
    }
  },
  "getGenerationRequestStatus": {
    "provider": "3daistudio",
    "operationId": "getGenerationRequestStatus",
    "method": "GET",
    "path": "/v1/generation-request/{task_id}/status/",
    "price": null,
    "latency": null,
    "resultExpiresMs": 86400000,
    "job": null,
    "errors": [
      {
        "status": 401,
        "code": "invalid_api_key",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 401,
        "code": "api_key_expired",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 401,
        "code": "api_key_revoked",
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
        "status": 404,
        "code": null,
        "error": "NotFoundError",
        "billed": "no"
      },
      {
        "status": 429,
        "code": "rate_limited",
        "error": "RateLimitError",
        "billed": "no"
      },
      {
        "status": 429,
        "code": null,
        "error": "RateLimitError",
        "billed": "no"
      }
    ],
    "fields": {}
  },
  "getWallet": {
    "provider": "3daistudio",
    "operationId": "getWallet",
    "method": "GET",
    "path": "/account/user/wallet/",
    "price": null,
    "latency": null,
    "resultExpiresMs": null,
    "job": null,
    "errors": [
      {
        "status": 401,
        "code": "invalid_api_key",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 401,
        "code": "api_key_expired",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 401,
        "code": "api_key_revoked",
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
        "status": 404,
        "code": null,
        "error": "NotFoundError",
        "billed": "no"
      },
      {
        "status": 429,
        "code": "rate_limited",
        "error": "RateLimitError",
        "billed": "no"
      },
      {
        "status": 429,
        "code": null,
        "error": "RateLimitError",
        "billed": "no"
      }
    ],
    "fields": {}
  },
  "getWalletAtOlderPath": {
    "provider": "3daistudio",
    "operationId": "getWalletAtOlderPath",
    "method": "GET",
    "path": "/user/wallet/",
    "price": null,
    "latency": null,
    "resultExpiresMs": null,
    "job": null,
    "errors": [
      {
        "status": 401,
        "code": "invalid_api_key",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 401,
        "code": "api_key_expired",
        "error": "AuthenticationError",
        "billed": "no"
      },
      {
        "status": 401,
        "code": "api_key_revoked",
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
        "status": 404,
        "code": null,
        "error": "NotFoundError",
        "billed": "no"
      },
      {
        "status": 429,
        "code": "rate_limited",
        "error": "RateLimitError",
        "billed": "no"
      },
      {
        "status": 429,
        "code": null,
        "error": "RateLimitError",
        "billed": "no"
      }
    ],
    "fields": {}
  }
} as const satisfies Record<string, Operation>;

/** All that is said of the fields. It stands apart from what every call carries. */
export const fields = {
  "seedreamV5LiteGenerate": {
    "prompt": {},
    "image_size": {
      "default": "auto_2K",
      "values": [
        "square_hd",
        "square",
        "portrait_4_3",
        "portrait_16_9",
        "landscape_4_3",
        "landscape_16_9",
        "auto_2K",
        "auto_3K"
      ]
    },
    "num_images": {
      "default": 1,
      "minimum": 1,
      "maximum": 6
    },
    "seed": {
      "minimum": 0
    },
    "enable_safety_checker": {
      "default": true
    }
  },
  "seedreamV5LiteEdit": {
    "prompt": {},
    "image_urls": {
      "maxItems": 10,
      "imageInput": {
        "forms": [
          "data-uri"
        ],
        "maxBytes": 31457280,
        "mediaTypes": [
          "image/jpeg",
          "image/png",
          "image/webp",
          "image/bmp",
          "image/tiff",
          "image/gif",
          "image/heic",
          "image/heif"
        ]
      }
    },
    "image_size": {
      "default": "auto_2K",
      "values": [
        "square_hd",
        "square",
        "portrait_4_3",
        "portrait_16_9",
        "landscape_4_3",
        "landscape_16_9",
        "auto_2K",
        "auto_3K"
      ]
    },
    "num_images": {
      "default": 1,
      "minimum": 1,
      "maximum": 6
    },
    "seed": {
      "minimum": 0
    },
    "enable_safety_checker": {
      "default": true
    }
  }
} as const satisfies Record<string, Record<string, FieldFact>>;
