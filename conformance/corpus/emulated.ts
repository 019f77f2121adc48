import { emulation as threeDAIStudio } from "@seedbed/3daistudio/emulation";
import type { ClientOptions } from "@seedbed/core";
import type { ImageRequest } from "@seedbed/core/emulation";
import { emulation as novita } from "@seedbed/novita/emulation";
import { emulation as segmind } from "@seedbed/segmind/emulation";
// Without the server around it: no socket is opened.
import { assembleProviders } from "../../packages/emulator/src/assemble-providers.ts";
import { requireAjv } from "../../packages/emulator/src/require-ajv.ts";

/** The providers that the corpus is made for. */
export type ProviderId = "novita" | "segmind" | "3daistudio";

/** Answers requests in the process. */
export type Serve = (request: Request) => Promise<Response>;

/** What is played, by provider. */
export const emulations = { novita, segmind, "3daistudio": threeDAIStudio };
const filesUrl = "https://files.seedbed.invalid";
/** Longer than any wait between polls: a deadline, which must not come at once. */
const longestLeapMs = 200_000;

/** One emulated provider at its own address, in the process, with a clock that leaps over every wait. */
export function emulated(id: ProviderId): { serve: Serve; clock: NonNullable<ClientOptions["clock"]> } {
  const options = { latencyScale: 0.2, rateLimits: false } as const;
  const { answer, control, readFile, begin } = assembleProviders([emulations[id]], options, {
    draw: async (request) => headOfImage(request),
    loadAjv: requireAjv,
    filesUrl: () => filesUrl,
  });
  begin();
  const { clock } = control;
  const deadlines = new Set<{ readonly atMs: number; come(): void }>();
  const leap = async (milliseconds: number) => {
    await clock.advance(milliseconds);
    for (const deadline of deadlines) if (deadline.atMs <= clock.now()) deadline.come();
  };
  return {
    async serve(request) {
      const url = new URL(request.url);
      if (url.origin === filesUrl) return (await readFile(request)) ?? Response.error();
      url.pathname = `/${id}${url.pathname}`;
      const body = request.method === "POST" ? { body: await request.arrayBuffer() } : {};
      const answering = answer(new Request(url, { method: request.method, headers: request.headers, ...body }), {
        break() {},
      });
      let done = false;
      void answering.finally(() => {
        done = true;
      });
      // A generation sleeps by the emulator's clock: it is put forward until the answer is there.
      for (await nextTurn(); !done; await nextTurn()) await leap(5_000);
      return (await answering) ?? Response.error();
    },
    clock: {
      now: () => clock.now(),
      async delay(milliseconds, signal) {
        signal?.throwIfAborted();
        if (milliseconds <= longestLeapMs) return leap(milliseconds);
        return new Promise((resolve, reject) => {
          const deadline = { atMs: clock.now() + milliseconds, come: resolve };
          deadlines.add(deadline);
          signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
        });
      },
    },
  };
}

const nextTurn = () => new Promise((resolve) => setTimeout(resolve, 0));

/** As much of an image as tells its type and its size. */
export function headOfImage({ width, height, mediaType }: ImageRequest): Uint8Array<ArrayBuffer> {
  if (mediaType === "image/jpeg") {
    const frame = [0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255];
    return Uint8Array.from([0xff, 0xd8, ...frame, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xff, 0xd9]);
  }
  const bytes = new Uint8Array(45);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([8, 2], 24);
  bytes.set([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82], 33);
  return bytes;
}
