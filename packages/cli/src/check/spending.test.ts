import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { runSeedbed } from "../testing/run-seedbed.ts";

interface Spent {
  currency: string;
  attempts: number;
  reserved: number;
  confirmed: number;
  worstCase: number;
}
interface Document {
  spent: Spent[];
  checks: {
    id: string;
    layer: string;
    verdict: string;
    reason?: string;
    findings: { drift?: string; message: string }[];
  }[];
  generations: { checkId: string; emulated: boolean; againstClaim?: { latency: string | null; cost: string | null } }[];
}

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

/**
 * A provider on loopback that is not an emulator: it takes every POST with a key, and says what was taken at the same time.
 * Until two of them were, it waits with each for another.
 */
async function startProvider(cost: string, anotherMs = 15) {
  let inFlight = 0;
  let wereTogether = false;
  const taken: { path: string; inFlight: number; several: boolean }[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const key = request.headers["x-api-key"];
    if (request.method !== "POST" || key === undefined || key === "invalid") {
      response.writeHead(401, { "content-type": "application/json" }).end('{"error":"Unauthorized"}');
      return;
    }
    inFlight += 1;
    taken.push({ path: request.url ?? "", inFlight, several: Number(body.max_images ?? 1) > 1 });
    wereTogether ||= inFlight > 1;
    for (const ends = performance.now() + anotherMs; !wereTogether && performance.now() < ends; )
      await new Promise((done) => setTimeout(done, 5));
    inFlight -= 1;
    response.writeHead(200, { "content-type": "image/png", "x-cost": cost }).end(png);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens
  return { url: `http://127.0.0.1:${port}`, taken, [Symbol.asyncDispose]: async () => void server.close() };
}

const live = (url: string, ...args: string[]) =>
  runSeedbed(["check", "--provider", "segmind", "--smoke", "--json", "--base-url", `segmind=${url}`, ...args], {
    cwd: process.cwd(),
  });

test("a server that takes what it should refuse is never sent more than the budget holds, however many are asked at once", async () => {
  await using provider = await startProvider("0.037", 10_000);
  const ran = await live(provider.url, "--max-spend", "usd=0.20");
  const { spent, checks } = ran.json<Document>();
  const [segmind] = spent;
  expect(segmind?.worstCase).toBeLessThanOrEqual(0.2);
  expect(segmind?.worstCase).toBeGreaterThan(0.15); // it was used
  // Each takes 0.035 at least, and the ledger had it before the request left.
  expect(provider.taken.length * 0.035).toBeLessThanOrEqual(0.2);
  expect(Math.max(...provider.taken.map(({ inFlight }) => inFlight))).toBeGreaterThan(1);
  expect(checks.filter(({ reason }) => /is left\. Nothing was sent/.test(reason ?? "")).length).toBeGreaterThan(5);
});

test("behind another address than an emulator's a key pays, and generations need a limit", async () => {
  await using provider = await startProvider("0.035");
  const address = `segmind=${provider.url}`;
  const place = { cwd: process.cwd(), env: { SEGMIND_API_KEY: "SG_0123456789" } };
  for (const flags of [["--smoke"], ["--case", "segmind/seedream-v3/text"]]) {
    const ran = await runSeedbed(["check", "--provider", "segmind", ...flags, "--base-url", address], place);
    expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/no emulator.*--max-spend/) });
  }
  expect(provider.taken).toEqual([]);
});

test("the cheapest generations are made first, and what is left out says what it would have cost", async () => {
  await using provider = await startProvider("0.035");
  // The cases of the server are not asked for: no room for one of them.
  const ran = await live(provider.url, "--case", "segmind/seedream-v3/text", "--max-spend", "usd=0.04");
  expect(ran.json<Document>()).toMatchObject({
    spent: [{ currency: "USD", attempts: 1, reserved: 0.037, confirmed: 0.035, worstCase: 0.035, unknown: 0 }],
    generations: [{ emulated: false, againstClaim: { latency: "below", cost: "below" } }],
  });
  const { checks } = ran.json<Document>();
  const [made] = checks.filter(({ layer }) => layer === "smoke");
  expect(made?.verdict).toBe("drift");
  expect(made?.findings.filter(({ drift }) => drift === "claim").map(({ message }) => message)).toEqual([
    expect.stringMatching(/^it took [0-2](\.\d)? s, below the claim of about 5\.8 s per generation \(seed 002\)$/),
    "it cost 0.035 USD, below the price of 0.037 USD per generation (seed 002)",
  ]);
  const text = await live(provider.url, "--case", "segmind/seedream-v3/text", "--max-spend", "usd=0.04");
  expect(text.stderr.replace(/\s+/g, " ")).toContain(
    "Segmind: $0.035 confirmed, at most $0.035; $0.037 set aside for 1 call",
  );
});

test("an emulated run judges no claim, and says that nothing was paid", async () => {
  const args = ["check", "--smoke", "--case", "segmind/seedream-v3/text", "--provider", "segmind", "--json"];
  const ran = await runSeedbed(args, { cwd: process.cwd() });
  const { spent, generations, checks } = ran.json<Document & { spent: { emulated: boolean }[] }>();
  expect(spent).toMatchObject([{ emulated: true }]);
  expect(generations[0]).not.toHaveProperty("againstClaim");
  expect(checks.flatMap(({ findings }) => findings).filter(({ drift }) => drift === "claim")).toEqual([]);
  expect(ran.stderr.replace(/\s+/g, " ")).toContain("Segmind (emulated, nothing was paid)");
});
