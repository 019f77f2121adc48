import type { Serve } from "../emulated.ts";
import type { Subject } from "../subject.ts";
import { instead, json } from "./answering.ts";

/** A server before which requests are changed. */
const asking =
  (change: (request: Request) => Promise<Request>) =>
  (serve: Serve): Serve =>
  async (request) =>
    serve(await change(request));

/** The request with another body. */
async function withBody(request: Request, change: (body: Record<string, unknown>) => unknown): Promise<Request> {
  if (request.method !== "POST") return request;
  const text = await request.text();
  const body = text === "" ? "" : JSON.stringify(change(JSON.parse(text)));
  return new Request(request.url, { method: "POST", headers: request.headers, body });
}

const withKey = (name: string, value: string) => async (request: Request) => {
  const headers = new Headers(request.headers);
  headers.set(name, value);
  const body = request.method === "POST" ? { body: await request.text() } : {};
  return new Request(request.url, { method: request.method, headers, ...body });
};

/** Servers that do something other than they document. */
export const behaviours: readonly Subject[] = [
  {
    name: "takes-out-of-range",
    provider: "segmind",
    verdict: "violation",
    at: /response\.status: .*answered 200, not 400/,
    server: asking((request) =>
      withBody(request, ({ max_images, ...body }) => ({ ...body, ...(max_images ? { max_images: 1 } : {}) })),
    ),
  },
  {
    name: "takes-unknown-field",
    provider: "novita",
    verdict: "violation",
    at: /answered 200, not 400/,
    server: asking((request) => withBody(request, ({ seedbed_unknown: _, ...body }) => body)),
  },
  {
    name: "takes-a-missing-prompt",
    provider: "3daistudio",
    verdict: "violation",
    at: /answered 200, not 400/,
    server: asking((request) => withBody(request, (body) => ({ prompt: "a default", ...body }))),
  },
  {
    name: "skips-authentication",
    provider: "novita",
    verdict: "violation",
    at: /answered 200, not 4/,
    server: asking(withKey("authorization", "Bearer any-key")),
  },
  {
    name: "takes-an-invalid-key",
    provider: "segmind",
    verdict: "violation",
    at: /answered 200, not 401/,
    server: asking(async (request) =>
      request.headers.get("x-api-key") === "invalid" ? withKey("x-api-key", "any-key")(request) : request,
    ),
  },
  {
    name: "refuses-a-documented-value",
    provider: "3daistudio",
    verdict: "violation",
    at: /answered 400, not a success/,
    server: asking((request) =>
      withBody(request, (body) => (body.image_size === "auto_3K" ? { ...body, image_size: "no" } : body)),
    ),
  },
  {
    name: "narrows-a-bound",
    provider: "segmind",
    verdict: "violation",
    at: /answered 400, not a success/,
    server: asking((request) =>
      withBody(request, (body) => (body.max_images === 15 ? { ...body, max_images: 99 } : body)),
    ),
  },
  {
    name: "gives-another-size",
    provider: "novita",
    verdict: "drift",
    at: /images\[0\]: .*is 2048 x 2048, not/,
    server: asking((request) =>
      withBody(request, (body) => (body.size === "2848x1600" ? { ...body, size: "2048x2048" } : body)),
    ),
  },
  {
    name: "gives-fewer-images",
    provider: "novita",
    verdict: "drift",
    at: /images: .*images came, not/,
    server: json({}, ({ images }) => ({ images: images.slice(0, 1) })),
  },
  {
    name: "gives-more-images",
    provider: "novita",
    verdict: "drift",
    at: /images: .*2 images came, not 1/,
    server: json({}, ({ images }) => ({ images: images.length === 1 ? [...images, ...images] : images })),
  },
  {
    name: "gives-addresses-that-are-gone",
    provider: "novita",
    verdict: "violation",
    at: /generation: .*(404|expired|gone)/,
    server: json({}, ({ images }) => ({ images: images.map((url: string) => `${url}-gone`) })),
  },
  {
    name: "gives-a-web-page-for-a-image",
    provider: "novita",
    verdict: "violation",
    at: /generation: .*/,
    server: json({}, () => ({ images: [`data:image/png;base64,${btoa("<html>sign in</html>")}`] })),
  },
  {
    name: "charges-twice",
    provider: "segmind",
    verdict: "drift",
    at: /cost: /,
    server: (serve) => async (request) => {
      const path = new URL(request.url).pathname;
      if (request.method === "POST" && path.includes("seedream")) await serve(request.clone());
      return serve(request);
    },
  },
  {
    name: "knows-another-key",
    provider: "novita",
    verdict: "harness",
    at: /key/,
    server: instead({}, () =>
      Response.json({ code: 401, reason: "FAILED_TO_AUTH", message: "no", metadata: {} }, { status: 401 }),
    ),
  },
];
