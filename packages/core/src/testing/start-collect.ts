import type { ClientOptions } from "../call/client-options.ts";
import { withDeadline } from "../call/deadline.ts";
import type { SeedbedError } from "../call/errors.ts";
import { collectImages, type ImageSource } from "../images/collect-images.ts";
import { failure } from "./failing.ts";
import { createFakeClock } from "./fake-clock.ts";
import { contextOf, make } from "./fake-provider.ts";
import { pngResponse } from "./image.ts";

/** Answers by address and by how often it was asked. */
export type Host = (url: string, count: number) => Response | Promise<Response>;

/** Collects from a host that answers by address and by how often it was asked. */
export function collect(
  sources: readonly ImageSource[],
  host: Host = () => pngResponse(),
  options: ClientOptions = {},
  signal?: AbortSignal,
) {
  const clock = createFakeClock();
  const asked: Request[] = [];
  const context = contextOf({
    clock,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      asked.push(request);
      return host(request.url, asked.filter(({ url }) => url === request.url).length);
    },
    ...options,
  });
  const promise = withDeadline(clock, 60_000, signal, (deadline) => collectImages(context, make, sources, deadline));
  promise.catch(() => {}); // looked at below
  return { clock, asked, promise };
}

/** What the collecting fails with. */
export async function failing(...all: Parameters<typeof collect>) {
  const { clock, promise, asked } = collect(...all);
  return { error: (await clock.finish(failure(promise))) as SeedbedError, asked, clock };
}

/** An address of an image. */
export const at = (name: string) => ({ text: `https://cdn.test/${name}.png` });
