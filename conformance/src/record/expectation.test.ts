import { describe, expect, test } from "vitest";
import { essenceOf, expectOf } from "./expectation.ts";

const image = {
  mediaType: "image/png",
  width: 1,
  height: 2,
  sizeBytes: 3,
  url: "https://a.test/1",
  bytes: "…",
  sha: 1,
};
const job = { version: 1, provider: "acme", model: "acme/m", taskId: "t-1", submittedAt: "now", request: {} };
const outcome = {
  images: [image],
  cost: { max: 0.03, basis: "reported" },
  requestId: "r-1",
  parity: { seed: { sent: 7, status: "sent", note: "x" } },
  drift: [{ field: "body.new", message: "words" }],
  timing: { totalMs: 12 },
  job,
};

describe("what a fixture expects", () => {
  test("of a generation is all but what hangs on the clock", () => {
    expect(expectOf(outcome)).toEqual({
      images: [{ mediaType: "image/png", width: 1, height: 2, sizeBytes: 3, url: "https://a.test/1" }],
      cost: { max: 0.03, basis: "reported" },
      requestId: "r-1",
      parity: { seed: { sent: 7, status: "sent" } },
      drift: [{ field: "body.new", message: "words" }],
      job: { version: 1, provider: "acme", model: "acme/m", taskId: "t-1" },
    });
  });

  test("of one that tells little names nothing that is not there", () => {
    const bare = expectOf({ cost: null, drift: [], parity: {} });
    expect(bare).toEqual({ images: [], cost: null, drift: [] });
    expect(Object.keys(bare)).toEqual(["images", "cost", "drift"]);
  });

  test("of an error is what names it", () => {
    const error = {
      name: "ProviderError",
      status: 402,
      code: "funds",
      billed: "no",
      requestId: "r",
      message: "m",
      stack: "s",
    };
    expect(expectOf({ error, images: [image] })).toEqual({
      error: { name: "ProviderError", status: 402, code: "funds", billed: "no", requestId: "r" },
    });
  });

  test("of a reply is the reply, and of one that is a job what does not change", () => {
    expect(expectOf({ reply: { balance: 3 } })).toEqual({ reply: { balance: 3 } });
    expect(expectOf({ reply: job })).toEqual({
      reply: { version: 1, provider: "acme", model: "acme/m", taskId: "t-1" },
    });
    expect(expectOf({ reply: null })).toEqual({ reply: null });
  });

  test.each([undefined, null, "text", 1, [1]])("of %j is nothing", (value) => expect(expectOf(value)).toEqual({}));
});

describe("what must be the same before and after the redaction", () => {
  test("of a generation", () => {
    expect(essenceOf(outcome)).toEqual({
      images: [{ mediaType: "image/png" }],
      cost: { max: 0.03, basis: "reported" },
      parity: { seed: { status: "sent" } },
      drift: [{ field: "body.new" }],
    });
  });

  test("a price of the caller's own is in no file, and one that is missing is null", () => {
    expect(essenceOf({ ...outcome, cost: { max: 1, basis: "configured" } })).not.toHaveProperty("cost");
    expect(essenceOf({ ...outcome, cost: undefined })).toHaveProperty("cost", null);
    expect(essenceOf({ cost: null })).toEqual({ images: [], cost: null, parity: {}, drift: [] });
  });

  test("of an error and of a reply", () => {
    expect(
      essenceOf({ error: { name: "E", status: 1, code: "c", billed: "no", requestId: "r", message: "m" } }),
    ).toEqual({
      error: { name: "E", status: 1, code: "c", billed: "no" },
    });
    expect(essenceOf({ reply: { balance: 3 } })).toEqual({ cost: null, parity: {}, drift: [] });
  });
});
