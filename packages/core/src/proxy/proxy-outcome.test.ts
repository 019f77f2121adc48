import { describe, expect, test, vi } from "vitest";
import type { ProxyOptions, ProxyOutcome } from "../proxy.ts";
import { brokenBody, refused, reset } from "../testing/failing.ts";
import { settle } from "../testing/fake-clock.ts";
import { key, type Play } from "../testing/fake-provider.ts";
import { at, post, refusalOf, start } from "../testing/start-proxy.ts";

/** Sends one POST and gives what the hook was called with, once all has happened. */
async function outcomeOf(play: Play, options: Partial<ProxyOptions> = {}, request = post()) {
  const outcomes: ProxyOutcome[] = [];
  const { proxy, sent } = start({ onOutcome: (outcome) => void outcomes.push(outcome), ...options }, play);
  const response = await proxy(request);
  const text = await response.text().catch((error: unknown) => String(error));
  await settle();
  expect(outcomes).toHaveLength(1);
  const [outcome] = outcomes as [ProxyOutcome];
  return { ...outcome, text: new TextDecoder().decode(outcome.body), page: text, sent };
}

describe("a paid POST whose page goes away", () => {
  test("while the provider works goes on, and the hook is given what came of it", async () => {
    const leaving = new AbortController();
    let finish = (_response: Response) => {};
    const { proxy, sent, outcomes } = watched(
      () =>
        new Promise<Response>((resolve) => {
          finish = resolve;
        }),
    );
    const request = post("/v1/make", { signal: leaving.signal, headers: { cookie: "visitor=7" } });
    const answering = proxy(request); // which no one reads any more
    await settle();
    leaving.abort();
    await settle();
    expect([sent.length, sent[0]?.signal.aborted, outcomes]).toEqual([1, false, []]);
    finish(Response.json({ images: ["https://cdn.test/1.png"] }, { headers: { "x-request-id": "r-1" } }));
    await answering;
    await settle();
    expect(outcomes).toMatchObject([
      { operation: { operationId: "make" }, state: "accepted", status: 200, isComplete: true, isPageGone: true },
    ]);
    const [outcome] = outcomes as [ProxyOutcome];
    expect(outcome.request.headers.get("cookie")).toBe("visitor=7");
    expect(outcome.headers.get("x-request-id")).toBe("r-1");
    expect(JSON.parse(new TextDecoder().decode(outcome.body))).toEqual({ images: ["https://cdn.test/1.png"] });
  });

  test("within the answer: it is read to its end", async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const { proxy, outcomes } = watched(() => new Response(readable));
    const response = await proxy(post());
    const writer = writable.getWriter();
    await writer.write(new Uint8Array(5000).fill(1));
    await response.body?.cancel();
    await writer.write(new Uint8Array(3000).fill(2));
    await writer.close();
    await settle();
    expect(outcomes).toMatchObject([{ state: "accepted", isComplete: true, isPageGone: true }]);
    expect(outcomes[0]?.body).toHaveLength(8000);
  });

  test("also without a hook", async () => {
    const leaving = new AbortController();
    const { proxy, sent } = start({}, () => {
      leaving.abort();
      return Response.json({});
    });
    expect(await refusalOf(await proxy(post("/v1/make", { signal: leaving.signal })))).toBe("400 proxy_page_gone");
    expect([sent.length, sent[0]?.signal.aborted]).toEqual([1, false]);
  });

  test("before it is sent costs nothing: it is not sent", async () => {
    const leaving = new AbortController();
    const authorize = () => {
      leaving.abort();
      return true;
    };
    const onOutcome = vi.fn();
    const { proxy, sent } = start({ authorize, onOutcome });
    await proxy(post("/v1/make", { signal: leaving.signal }));
    await settle();
    expect([sent, onOutcome.mock.calls]).toEqual([[], []]);
  });
});

/** A proxy that keeps what its hook is called with. */
function watched(play: Play) {
  const outcomes: ProxyOutcome[] = [];
  return { ...start({ onOutcome: (outcome) => void outcomes.push(outcome) }, play), outcomes };
}

describe("the hook is given what came of a paid POST", () => {
  const cut = () => new Response(brokenBody(`{"images":[${" ".repeat(500)}`, reset()));
  test.each<[string, Play, object]>([
    ["an answer", Response.json({ a: 1 }), { state: "accepted", status: 200, text: '{"a":1}', isComplete: true }],
    [
      "an answer without a body",
      new Response(null, { status: 204 }),
      { state: "accepted", text: "", isComplete: true },
    ],
    [
      "a refusal",
      Response.json({ error: "no" }, { status: 402 }),
      { state: "rejected", status: 402, isComplete: true },
    ],
    ["a 500", new Response("{}", { status: 500 }), { state: "unknown", status: 500 }],
    ["a 421, which the page is not shown", new Response("{}", { status: 421 }), { state: "rejected", status: 421 }],
    ["a redirect", new Response(null, { status: 302, headers: { location: "/" } }), { state: "unknown", status: 302 }],
    ["no connection", refused(), { state: "not-sent", isComplete: false }],
    ["a reset", reset(), { state: "unknown", isComplete: false }],
    [
      "an answer that breaks off",
      cut,
      { state: "unknown", text: expect.stringMatching(/^\{"images":\[ {400,}/), isComplete: false },
    ],
  ])("%s", async (_name, play, want) => {
    expect(await outcomeOf(play)).toMatchObject({ ...want, isPageGone: false });
  });

  test("no more than the limit of it, and without the key", async () => {
    const large = await outcomeOf(
      () => new Response(new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(400)) })),
      {
        maxResponseBytes: 1000,
      },
    );
    expect(large).toMatchObject({ state: "unknown", isComplete: false });
    expect(large.body.length).toBeLessThanOrEqual(1000);
    const echo = await outcomeOf(new Response(`wrong key ${key}`, { status: 401 }));
    expect(echo.text).toMatch(/^wrong key \*+$/);
  });

  test("with the page's own copy untouched, and no word on a GET", async () => {
    const { page, text } = await outcomeOf(new Response("an image"));
    expect([page, text]).toEqual(["an image", "an image"]);
    const onOutcome = vi.fn();
    await start({ onOutcome }).proxy(new Request(`${at}/v1/tasks/1`));
    await settle();
    expect(onOutcome).not.toHaveBeenCalled();
  });

  test.each<[string, () => never | Promise<never>]>([
    [
      "throws",
      () => {
        throw new Error("disk full");
      },
    ],
    [
      "rejects",
      async () => {
        throw new Error("disk full");
      },
    ],
    ["never ends", () => new Promise<never>(() => {})],
  ])("and what it does is its own affair: it %s", async (_name, onOutcome) => {
    const response = await start({ onOutcome }, new Response("an image")).proxy(post());
    expect(await response.text()).toBe("an image");
    await settle();
  });
});
