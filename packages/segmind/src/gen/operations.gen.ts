// Generated from specs/segmind (sha256 5d498d2339ff6b5dec5afc35cbf1d113c448777debf23b28415fef0822b63372) by `pnpm generate`. Do not edit: change the spec.

import type { FieldFact, Operation, ProviderFact } from "@seedbed/core";

export const providerFact = {
  "id": "segmind",
  "displayName": "Segmind",
  "createFunction": "createSegmind",
  "keyVariable": "SEGMIND_API_KEY",
  "baseUrl": "https://api.segmind.com",
  "rateLimit": null
} as const satisfies ProviderFact;

export const operations = {
  "seedreamV5LiteTextToImage": {
    "provider": "segmind",
    "operationId": "seedreamV5LiteTextToImage",
    "method": "POST",
    "path": "/v1/seedream-v5-lite-text-to-image",
    "imageTypes": [
      "image/jpeg",
      "image/png",
      "image/webp"
    ],
    "model": "segmind/seedream-v5-lite",
    "family": "seedream-5.0-lite",
    "price": {
      "amount": 0.035,
      "currency": "USD",
      "per": "generation",
      "evidence": "seed",
      "source": "seed 000",
      "date": "2026-11-21"
    },
    "latency": {
      "minMs": 36400,
      "maxMs": 36400,
      "per": "generation",
      "evidence": "seed",
      "source": "seed 000"
    },
    "resultExpiresMs": null,
    "job": null,
    "errors": [
      {
        "status": 400,
        "code": null,
        "error": "InvalidRequestError",
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
        "status": 405,
        "code": null,
        "error": "InvalidRequestError",
        "billed": "no"
      },
      {
        "status": 406,
        "code": null,
        "error": "InsufficientCreditsError",
        "billed": "no"
      },
      {
        "status": 410,
        "code": null,
        "error": "NotFoundError",
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
        "code": null,
        "error": "ProviderError",
        "billed": "unknown"
      },
      {
        "status": 502,
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
    "fields": {}
  },
  "seedreamV5LiteImageToImage": {
    "provider": "segmind",
    "operationId": "seedreamV5LiteImageToImage",
    "method": "POST",
    "path": "/v1/seedream-v5-lite-image-to-image",
    "imageTypes": [
      "image/jpeg",
      "image/png",
      "image/webp"
    ],
    "model": "segmind/seedream-v5-lite",
    "family": "seedream-5.0-lite",
    "price": {
      "amount": 0.035,
      "currency": "USD",
      "per": "generation",
      "evidence": "seed",
      "source": "seed 001",
      "date": "2026-11-21"
    },
    "latency": {
      "minMs": 46510,
      "maxMs": 46510,
      "per": "generation",
      "evidence": "seed",
      "source": "seed 001"
    },
    "resultExpiresMs": null,
    "job": null,
    "errors": [
      {
        "status": 400,
        "code": null,
        "error": "InvalidRequestError",
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
        "status": 405,
        "code": null,
        "error": "InvalidRequestError",
        "billed": "no"
      },
      {
        "status": 406,
        "code": null,
        "error": "InsufficientCreditsError",
        "billed": "no"
      },
      {
        "status": 410,
        "code": null,
        "error": "NotFoundError",
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
        "code": null,
        "error": "ProviderError",
        "billed": "unknown"
      },
      {
        "status": 502,
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
      "image_input": {
        "imageInput": {
          "forms": [
            "url",
            "data-uri"
          ],
          "maxBytes": 31457280
        }
      }
    }
  },
  "seedreamV3TextToImage": {
    "provider": "segmind",
    "operationId": "seedreamV3TextToImage",
    "method": "POST",
    "path": "/v1/seedream-v3-text-to-image",
    "imageTypes": [
      "image/jpeg",
      "image/png",
      "image/webp"
    ],
    "model": "segmind/seedream-v3",
    "family": "seedream-3.0",
    "price": {
      "amount": 0.037,
      "currency": "USD",
      "per": "generation",
      "evidence": "seed",
      "source": "seed 002",
      "date": "2026-11-21"
    },
    "latency": {
      "minMs": 5800,
      "maxMs": 5800,
      "per": "generation",
      "evidence": "seed",
      "source": "seed 002"
    },
    "resultExpiresMs": null,
    "job": null,
    "errors": [
      {
        "status": 400,
        "code": null,
        "error": "InvalidRequestError",
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
        "status": 405,
        "code": null,
        "error": "InvalidRequestError",
        "billed": "no"
      },
      {
        "status": 406,
        "code": null,
        "error": "InsufficientCreditsError",
        "billed": "no"
      },
      {
        "status": 410,
        "code": null,
        "error": "NotFoundError",
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
        "code": null,
        "error": "ProviderError",
        "billed": "unknown"
      },
      {
        "status": 502,
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
    "fields": {}
  },
  "submitSeedreamV5LiteTextToImage": {
    "provider": "segmind",
    "operationId": "submitSeedreamV5LiteTextToImage",
    "method": "POST",
    "path": "/v2/seedream-v5-lite-text-to-image",
    "model": "segmind/seedream-v5-lite",
    "family": "seedream-5.0-lite",
    "price": {
      "amount": 0.035,
      "currency": "USD",
      "per": "generation",
      "evidence": "vendor",
      "source": "segmind.com/models/seedream-v5-lite-text-to-image/api",
      "date": "2026-11-21"
    },
    "latency": {
      "minMs": 36400,
      "maxMs": 36400,
      "per": "generation",
      "evidence": "vendor",
      "source": "segmind.com/models/seedream-v5-lite-text-to-image/api"
    },
    "resultExpiresMs": 3600000,
    "job": {
      "statusOperation": "getRequestStatus",
      "taskId": "request_id",
      "states": {
        "QUEUED": "waiting",
        "PROCESSING": "running",
        "COMPLETED": "succeeded",
        "FAILED": "failed"
      }
    },
    "errors": [
      {
        "status": 400,
        "code": null,
        "error": "InvalidRequestError",
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
        "status": 405,
        "code": null,
        "error": "InvalidRequestError",
        "billed": "no"
      },
      {
        "status": 406,
        "code": null,
        "error": "InsufficientCreditsError",
        "billed": "no"
      },
      {
        "status": 410,
        "code": null,
        "error": "NotFoundError",
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
        "code": null,
        "error": "ProviderError",
        "billed": "unknown"
      }
    ],
    "fields": {}
  },
  "submitSeedreamV5LiteImageToImage": {
    "provider": "segmind",
    "operationId": "submitSeedreamV5LiteImageToImage",
    "method": "POST",
    "path": "/v2/seedream-v5-lite-image-to-image",
    "model": "segmind/seedream-v5-lite",
    "family": "seedream-5.0-lite",
    "price": {
      "amount": 0.035,
      "currency": "USD",
      "per": "generation",
      "evidence": "vendor",
      "source": "segmind.com/models/seedream-v5-lite-image-to-image/api",
      "date": "2026-11-21"
    },
    "latency": {
      "minMs": 46510,
      "maxMs": 46510,
      "per": "generation",
      "evidence": "vendor",
      "source": "segmind.com/models/seedream-v5-lite-image-to-image/api"
    },
    "resultExpiresMs": 3600000,
    "job": {
      "statusOperation": "getRequestStatus",
      "taskId": "request_id",
      "states": {
        "QUEUED": "waiting",
        "PROCESSING": "running",
        "COMPLETED": "succeeded",
        "FAILED": "failed"
      }
    },
    "errors": [
      {
        "status": 400,
        "code": null,
        "error": "InvalidRequestError",
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
        "status": 405,
        "code": null,
        "error": "InvalidRequestError",
        "billed": "no"
      },
      {
        "status": 406,
        "code": null,
        "error": "InsufficientCreditsError",
        "billed": "no"
      },
      {
        "status": 410,
        "code": null,
        "error": "NotFoundError",
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
        "code": null,
        "error": "ProviderError",
        "billed": "unknown"
      }
    ],
    "fields": {
      "image_input": {
        "imageInput": {
          "forms": [
            "url",
            "data-uri"
          ],
          "maxBytes": 31457280
        }
      }
    }
  },
  "submitSeedreamV3TextToImage": {
    "provider": "segmind",
    "operationId": "submitSeedreamV3TextToImage",
    "method": "POST",
    "path": "/v2/seedream-v3-text-to-image",
    "model": "segmind/seedream-v3",
    "family": "seedream-3.0",
    "price": {
      "amount": 0.037,
      "currency": "USD",
      "per": "generation",
      "evidence": "vendor",
      "source": "segmind.com/models/seedream-v3-text-to-image/api",
      "date": "2026-11-21"
    },
    "latency": {
      "minMs": 5800,
      "maxMs": 5800,
      "per": "generation",
      "evidence": "vendor",
      "source": "segmind.com/models/seedream-v3-text-to-image/api"
    },
    "resultExpiresMs": 3600000,
    "job": {
      "statusOperation": "getRequestStatus",
      "taskId": "request_id",
      "states": {
        "QUEUED": "waiting",
        "PROCESSING": "running",
        "COMPLETED": "succeeded",
        "FAILED": "failed"
      }
    },
    "errors": [
      {
        "status": 400,
        "code": null,
        "error": "InvalidRequestError",
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
        "status": 405,
        "code": null,
        "error": "InvalidRequestError",
        "billed": "no"
      },
      {
        "status": 406,
        "code": null,
        "error": "InsufficientCreditsError",
        "billed": "no"
      },
      {
        "status": 410,
        "code": null,
        "error": "NotFoundError",
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
        "code": null,
        "error": "ProviderError",
        "billed": "unknown"
      }
    ],
    "fields": {}
  },
  "getRequestStatus": {
    "provider": "segmind",
    "operationId": "getRequestStatus",
    "method": "GET",
    "path": "/v2/requests/{request_id}/status",
    "price": null,
    "latency": null,
    "resultExpiresMs": 3600000,
    "job": null,
    "errors": [
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
        "status": 422,
        "code": null,
        "error": "GenerationFailedError",
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
        "code": null,
        "error": "ProviderError",
        "billed": "no"
      }
    ],
    "fields": {}
  },
  "getRequestResult": {
    "provider": "segmind",
    "operationId": "getRequestResult",
    "method": "GET",
    "path": "/v2/requests/{request_id}",
    "price": null,
    "latency": null,
    "resultExpiresMs": 3600000,
    "job": null,
    "errors": [
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
        "status": 422,
        "code": null,
        "error": "GenerationFailedError",
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
        "code": null,
        "error": "ProviderError",
        "billed": "no"
      }
    ],
    "fields": {}
  },
  "getUserCredits": {
    "provider": "segmind",
    "operationId": "getUserCredits",
    "method": "GET",
    "path": "/v1/get-user-credits",
    "price": null,
    "latency": null,
    "resultExpiresMs": null,
    "job": null,
    "errors": [
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
        "code": null,
        "error": "RateLimitError",
        "billed": "no"
      },
      {
        "status": 500,
        "code": null,
        "error": "ProviderError",
        "billed": "no"
      }
    ],
    "fields": {}
  }
} as const satisfies Record<string, Operation>;

/** All that is said of the fields. It stands apart from what every call carries. */
export const fields = {
  "seedreamV5LiteTextToImage": {
    "prompt": {},
    "aspect_ratio": {
      "default": "16:9",
      "values": [
        "1:1",
        "4:3",
        "3:4",
        "16:9",
        "9:16",
        "3:2",
        "2:3",
        "21:9"
      ]
    },
    "max_images": {
      "default": 1,
      "minimum": 1,
      "maximum": 15
    },
    "optimize_prompt": {
      "default": "standard",
      "values": [
        "standard",
        "fast"
      ]
    },
    "size": {
      "default": "2K",
      "values": [
        "2K",
        "3K"
      ]
    },
    "watermark": {
      "default": false
    }
  },
  "seedreamV5LiteImageToImage": {
    "prompt": {},
    "image_input": {
      "maxItems": 10,
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
          "image/gif",
          "image/heic",
          "image/heif"
        ]
      }
    },
    "aspect_ratio": {
      "default": "16:9",
      "values": [
        "1:1",
        "4:3",
        "3:4",
        "16:9",
        "9:16",
        "3:2",
        "2:3",
        "21:9"
      ]
    },
    "max_images": {
      "default": 1,
      "minimum": 1,
      "maximum": 15
    },
    "optimize_prompt": {
      "default": "fast",
      "values": [
        "standard",
        "fast"
      ]
    },
    "size": {
      "default": "3K",
      "values": [
        "2K",
        "3K"
      ]
    },
    "watermark": {
      "default": false
    }
  },
  "seedreamV3TextToImage": {
    "aspect_ratio": {
      "default": "16:9",
      "values": [
        "16:9",
        "4:3",
        "1:1",
        "3:4",
        "9:16"
      ]
    },
    "prompt": {},
    "guidance_scale": {
      "default": 2.5,
      "minimum": 1,
      "maximum": 10
    },
    "seed": {
      "minimum": 1,
      "maximum": 999999
    }
  },
  "submitSeedreamV5LiteTextToImage": {
    "prompt": {},
    "aspect_ratio": {
      "default": "16:9",
      "values": [
        "1:1",
        "4:3",
        "3:4",
        "16:9",
        "9:16",
        "3:2",
        "2:3",
        "21:9"
      ]
    },
    "max_images": {
      "default": 1,
      "minimum": 1,
      "maximum": 15
    },
    "optimize_prompt": {
      "default": "standard",
      "values": [
        "standard",
        "fast"
      ]
    },
    "size": {
      "default": "2K",
      "values": [
        "2K",
        "3K"
      ]
    },
    "watermark": {
      "default": false
    }
  },
  "submitSeedreamV5LiteImageToImage": {
    "prompt": {},
    "image_input": {
      "maxItems": 10,
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
          "image/gif",
          "image/heic",
          "image/heif"
        ]
      }
    },
    "aspect_ratio": {
      "default": "16:9",
      "values": [
        "1:1",
        "4:3",
        "3:4",
        "16:9",
        "9:16",
        "3:2",
        "2:3",
        "21:9"
      ]
    },
    "max_images": {
      "default": 1,
      "minimum": 1,
      "maximum": 15
    },
    "optimize_prompt": {
      "default": "fast",
      "values": [
        "standard",
        "fast"
      ]
    },
    "size": {
      "default": "3K",
      "values": [
        "2K",
        "3K"
      ]
    },
    "watermark": {
      "default": false
    }
  },
  "submitSeedreamV3TextToImage": {
    "aspect_ratio": {
      "default": "16:9",
      "values": [
        "16:9",
        "4:3",
        "1:1",
        "3:4",
        "9:16"
      ]
    },
    "prompt": {},
    "guidance_scale": {
      "default": 2.5,
      "minimum": 1,
      "maximum": 10
    },
    "seed": {
      "minimum": 1,
      "maximum": 999999
    }
  }
} as const satisfies Record<string, Record<string, FieldFact>>;
