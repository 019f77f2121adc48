import { createProxy } from "@seedbed/core/proxy";
import { provider as segmind } from "@seedbed/segmind";

/** How many more images each visitor may make. Keep this in your session store. */
export const imagesLeft = new Map<string, number>();

/** Answers below `/api/seedbed`. The key is in SEGMIND_API_KEY, only on the server. */
export const createHandler = (emulatorUrl?: string) =>
  createProxy({
    allow: [
      {
        provider: segmind,
        operations: ["seedreamV3TextToImage"],
        ...(emulatorUrl ? { baseUrl: emulatorUrl } : {}),
      },
    ],
    authorize(request) {
      const visitor = /\bvisitor=([\w-]+)/.exec(request.headers.get("cookie") ?? "")?.[1] ?? "";
      const left = imagesLeft.get(visitor) ?? 0;
      if (left < 1) return false;
      imagesLeft.set(visitor, left - 1);
      return true;
    },
    maxRequestBytes: 100_000,
  });
