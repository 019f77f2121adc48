import { createClock, isSeedbedError } from "@seedbed/core";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apiKey, entries, png, providers } from "./subjects.ts";

const runs = { numRuns: 150, seed: 20_261_121 };

const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeAll(() => void process.on("unhandledRejection", note));
afterAll(() => void process.off("unhandledRejection", note));

/** A request that is almost right: some of its fields replaced, dropped or added to. */
function requests(valid: object) {
  const fields = Object.fromEntries(
    Object.entries(valid).map(([name, value]) => [
      name,
      fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, fc.anything()),
    ]),
  );
  const near = fc.record(fields, { requiredKeys: [] });
  const more = fc.dictionary(
    fc.oneof(fc.constantFrom("size", "seed", "image", "num_images", "max_images"), fc.string()),
    fc.anything(),
  );
  return fc.oneof(
    fc.constant(valid),
    near,
    fc.tuple(near, more).map(([a, b]) => ({ ...b, ...a })),
  );
}

const base64 = `data:image/png;base64,${png.toString("base64")}`;
const image = fc.oneof(
  fc.constant(base64),
  fc.webUrl(),
  fc.string(),
  fc.constantFrom("https://", "http://[", "data:,", "file:///"),
);

/** Bodies from noise to almost right. */
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
  fc.constant(png),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.concat([png.subarray(0, 20), bytes])),
  fc
    .record(
      {
        task_id: fc.oneof(fc.constant("task-1"), fc.string()),
        request_id: fc.oneof(fc.constant("task-1"), fc.string()),
        status: fc.constantFrom("FINISHED", "COMPLETED", "FAILED", "PENDING", "__proto__", "constructor"),
        progress: fc.oneof(fc.double(), fc.constant(100)),
        images: fc.array(image, { maxLength: 3 }),
        output: fc.oneof(image, fc.array(image, { maxLength: 3 })),
        results: fc.array(fc.record({ asset: image, asset_type: fc.string() }), { maxLength: 3 }),
        metrics: fc.anything(),
        balance: fc.oneof(fc.constant("150.00"), fc.anything()),
        credits: fc.oneof(fc.double(), fc.anything()),
        error: fc.anything(),
      },
      { requiredKeys: [] },
    )
    .map((value) => Buffer.from(JSON.stringify(value) ?? "")),
  fc.constantFrom(
    Buffer.from(JSON.stringify({ status: "FINISHED", results: [{ asset: base64, asset_type: "IMAGE" }] })),
    Buffer.from(JSON.stringify({ status: "COMPLETED", output: base64, metrics: { cost: 0.05 } })),
  ),
);

const headers = fc.dictionary(
  fc.constantFrom(
    "content-type",
    "retry-after",
    "date",
    "x-cost",
    "location",
    "x-request-id",
    "x-rate-limit-reset-at-utc",
    "content-range",
    "accept-ranges",
    "etag",
  ),
  fc.oneof(
    fc.string({ unit: fc.constantFrom(..."abc019 :/;,=-.$") }),
    fc.constantFrom(
      "application/json",
      "image/png",
      "1",
      "-1",
      "1e9",
      "bytes",
      "Infinity",
      "/there",
      "https://other.example/",
      "bytes 0-1/2",
    ),
  ),
);
const status = fc.oneof(
  { weight: 4, arbitrary: fc.constant(200) },
  fc.constantFrom(
    201,
    202,
    204,
    206,
    301,
    302,
    307,
    400,
    401,
    402,
    403,
    404,
    406,
    408,
    410,
    416,
    422,
    429,
    500,
    502,
    503,
    504,
  ),
  fc.integer({ min: 200, max: 599 }),
);
/** What fetch does: it answers, or it fails, or the body breaks off. */
const answers = fc.record({
  kind: fc.constantFrom("whole", "whole", "whole", "broken", "failed"),
  status,
  headers,
  body: bodies,
});
type Answer = typeof answers extends fc.Arbitrary<infer T> ? T : never;

function play({ kind, status, headers, body }: Answer): Response {
  if (kind === "failed")
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("gone"), { code: "ECONNRESET" }) });
  if ([204, 205, 304].includes(status)) return new Response(null, { status, headers });
  if (kind === "whole") return new Response(new Uint8Array(body), { status, headers });
  const broken = new ReadableStream({
    pull(controller) {
      if (body.length > 0) controller.enqueue(new Uint8Array(body));
      controller.error(new TypeError("terminated"));
    },
  });
  return new Response(broken, { status, headers });
}

const operations = providers.flatMap((provider) =>
  Object.values(provider.operations).map(({ operationId, method }) => ({
    name: `${provider.id} ${operationId}`,
    provider,
    operation: operationId,
    run: method === "POST",
  })),
);

test.each(operations)(
  "$name: whatever is asked and answered, it ends, and with one of Seedbed's errors",
  async (subject) => {
    const { provider, operation, run } = subject;
    const asked = requests(entries[operation]?.request ?? {});
    await fc.assert(
      fc.asyncProperty(asked, fc.array(answers, { minLength: 1, maxLength: 4 }), async (request, script) => {
        let count = 0;
        const fetch = async () => play(script[Math.min(count++, script.length - 1)] as Answer); // there is one at least
        const client = provider.create({ apiKey, fetch, clock: createClock(1_000_000), timeoutMs: 200_000 });
        const call = run ? client.run(operation, request) : client.call(operation, request);
        let timer: NodeJS.Timeout | undefined;
        const hang = new Promise((_, reject) => {
          timer = setTimeout(() => reject(new Error("it hangs")), 120_000);
        });
        const error = await Promise.race([call, hang]).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        clearTimeout(timer);
        if (error !== undefined && !isSeedbedError(error)) throw error;
        expect(JSON.stringify(error ?? "")).not.toContain(apiKey);
      }),
      runs,
    );
    await new Promise((next) => setImmediate(next));
    expect(unhandled).toEqual([]);
  },
);
