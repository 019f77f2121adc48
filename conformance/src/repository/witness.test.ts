import novitaDocument from "@seedbed/novita/openapi.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { createSpec } from "../spec/create-spec.ts";
import { createWitness } from "./witness.ts";

const spec = createSpec(novitaDocument);
const place = "/v3/seedream-5.0-lite";
const headers = { authorization: "Bearer k", "content-type": "application/json" };
const post = (body: string): RequestInit => ({ method: "POST", headers, body });
const good = () => Response.json({ images: ["https://a.test/1.png"] });

describe("a witness", () => {
  test("sees both sides of a call, and hands the answer on whole", async () => {
    const witness = createWitness(spec, "https://gateway.test/novita//", async () => good());
    const response = await witness.fetch(`https://gateway.test/novita${place}?a=1`, post('{"prompt":"a"}'));
    expect(await response.json()).toEqual({ images: ["https://a.test/1.png"] });
    expect(witness.exchanges).toEqual([
      {
        operation: "seedream5Lite",
        request: { method: "POST", path: `${place}?a=1`, body: { prompt: "a" } },
        response: {
          status: 200,
          headers: { "content-type": "application/json" },
          body: { images: ["https://a.test/1.png"] },
        },
      },
    ]);
  });

  test("finds nothing where all holds, and names the side where it does not", async () => {
    const witness = createWitness(spec, "https://api.test", async () => Response.json({ images: 7 }));
    await witness.fetch(`https://api.test${place}`, post('{"prompt":7}'));
    expect(witness.findings.map(({ field }) => field)).toEqual(["request.body.prompt", "response.body.images"]);
    const clean = createWitness(spec, "https://api.test", async () => good());
    await clean.fetch(`https://api.test${place}`, post('{"prompt":"a"}'));
    expect(clean.findings).toEqual([]);
  });

  test("lets a download pass unseen, also from a host whose name begins alike", async () => {
    const witness = createWitness(spec, "https://api.test", async () => new Response("bytes"));
    for (const url of ["https://cdn.test/1.png", "https://api.test.evil/1.png"])
      expect(await (await witness.fetch(url)).text()).toBe("bytes");
    expect([witness.exchanges, witness.findings]).toEqual([[], []]);
  });

  test("keeps a call of no operation, and says so of the request alone", async () => {
    const witness = createWitness(spec, "https://api.test", async () => Response.json({ images: 7 }));
    await witness.fetch("https://api.test/none");
    expect(witness.exchanges).toEqual([
      {
        request: { method: "GET", path: "/none", body: undefined },
        response: { status: 200, headers: { "content-type": "application/json" }, body: { images: 7 } },
      },
    ]);
    expect(witness.findings.length).toBeGreaterThan(0);
    expect(witness.findings.every(({ field }) => field.startsWith("request."))).toBe(true);
  });

  test("reads no body that is not JSON, by its type or by its text", async () => {
    const answers = [
      new Response('{"a":1}', { headers: { "content-type": "text/plain" } }),
      new Response('{"a":', { headers: { "content-type": "application/problem+JSON" } }),
      new Response('{"a":1}', { headers: { "content-type": "application/problem+JSON" } }),
    ];
    const witness = createWitness(spec, "https://api.test", async () => answers.shift() ?? good());
    for (const body of ["no JSON", '{"prompt":"a"}', '{"prompt":"a"}'])
      await witness.fetch(`https://api.test${place}`, post(body));
    expect(witness.exchanges.map(({ request, response }) => [request.body, response?.body])).toEqual([
      [undefined, undefined],
      [{ prompt: "a" }, undefined],
      [{ prompt: "a" }, { a: 1 }],
    ]);
  });
});
