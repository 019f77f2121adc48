import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Exchange, type Fixture, loadFixtures } from "../src/fixture/fixture.ts";
import { fixtureSchema } from "./known.ts";
import type { Subject } from "./subject.ts";

const sample = "novita/seedream5Lite/error-429-retry-after";

/** One fixture with something else in it. */
const changing =
  (change: (fixture: Fixture) => object, id = sample) =>
  (own: readonly Fixture[]): readonly Fixture[] => {
    const found = own.find((fixture) => fixture.id === id);
    if (!found) throw new Error(`${id} is gone`);
    return [{ ...found, ...change(structuredClone(found)) }];
  };

/** The same, written to a file and read again. */
const reading =
  (change: (fixture: Omit<Fixture, "id" | "file">) => unknown, name = "sample.json") =>
  async (own: readonly Fixture[]) => {
    const found = own.find((fixture) => fixture.id === sample);
    if (!found) throw new Error(`${sample} is gone`);
    const { id: _id, file: _file, ...stated } = structuredClone(found);
    const folder = await mkdtemp(path.join(tmpdir(), "seedbed-corpus-"));
    try {
      await mkdir(path.join(folder, "novita/seedream5Lite"), { recursive: true });
      const written = change(stated);
      const text = typeof written === "string" ? written : JSON.stringify(written);
      await writeFile(path.join(folder, "novita/seedream5Lite", name), text);
      return await loadFixtures(folder, fixtureSchema);
    } finally {
      await rm(folder, { recursive: true });
    }
  };

const exchanges = (change: (list: readonly Exchange[]) => readonly Exchange[]) =>
  changing((fixture) => ({ exchanges: change(fixture.exchanges) }));

/** The last exchange of the sample, a download, with another answer. */
const downloading = (response: Partial<Exchange["response"]>) =>
  exchanges((list) =>
    list.map((exchange, index) =>
      index === list.length - 1 ? { ...exchange, response: { ...exchange.response, ...response } } : exchange,
    ),
  );

/** Fixtures that are not what they say. */
export const fixtures: readonly Subject[] = [
  {
    name: "wrong-expectation",
    provider: "novita",
    verdict: "violation",
    at: /expect\.images\[0\]\.width: .*is 64, not 65/,
    fixtures: changing(() => ({ expect: { images: [{ width: 65 }] } })),
  },
  {
    name: "expects-an-error-that-does-not-come",
    provider: "novita",
    verdict: "violation",
    at: /expect\.error/,
    fixtures: changing(() => ({ expect: { error: { name: "RateLimitError" } } })),
  },
  {
    name: "expects-another-wait",
    provider: "novita",
    verdict: "violation",
    at: /expect\.timing\.waitedMs: .*7000, not 8000/,
    fixtures: changing(() => ({ expect: { timing: { waitedMs: 8000 } } })),
  },
  {
    name: "stale-spec-hash",
    provider: "novita",
    verdict: "violation",
    at: /provenance\.spec: .*changed since this fixture was made/,
    fixtures: changing(({ provenance }) => ({ provenance: { ...provenance, spec: "0123456789ab" } })),
  },
  {
    name: "wrong-image-size",
    provider: "novita",
    verdict: "violation",
    at: /expect\.images\[0\]\.(width|sizeBytes)/,
    fixtures: downloading({ image: "square-49x49.png" }),
  },
  {
    name: "image-is-gone",
    provider: "novita",
    verdict: "harness",
    at: /no-such-image/,
    fixtures: downloading({ image: "no-such-image.png" }),
  },
  {
    name: "image-is-a-web-page",
    provider: "novita",
    verdict: "violation",
    at: /^call: /,
    fixtures: exchanges((list) =>
      list.map((exchange, index) =>
        index === list.length - 1
          ? { ...exchange, response: { status: 200, headers: { "content-type": "image/jpeg" }, text: "<html>" } }
          : exchange,
      ),
    ),
  },
  {
    name: "exchange-that-is-never-made",
    provider: "novita",
    verdict: "violation",
    at: /^exchanges: .*were not made/,
    fixtures: exchanges((list) => [...list, ...list.slice(0, 1)]),
  },
  {
    name: "exchange-that-is-missing",
    provider: "novita",
    verdict: "violation",
    at: /^call: /,
    fixtures: exchanges((list) => list.slice(0, -1)),
  },
  {
    name: "request-body-that-is-not-sent",
    provider: "novita",
    verdict: "violation",
    at: /exchanges\[0\]\.request\.body\.seed.* is absent, not 1/,
    fixtures: exchanges((list) =>
      list.map((exchange) => ({
        ...exchange,
        request: {
          ...exchange.request,
          ...(exchange.request.body ? { body: { ...exchange.request.body, seed: 1 } } : {}),
        },
      })),
    ),
  },
  {
    name: "answer-that-no-document-describes",
    provider: "novita",
    verdict: "drift",
    at: /exchanges\[1\]\.response\.body\.usage: .*in no document/,
    fixtures: exchanges((list) =>
      list.map((exchange, index) =>
        index === 1
          ? {
              ...exchange,
              response: { ...exchange.response, json: { ...(exchange.response.json as object), usage: 1 } },
            }
          : exchange,
      ),
    ),
  },
  {
    name: "call-that-the-client-refuses",
    provider: "novita",
    verdict: "violation",
    at: /^call: .*size/,
    fixtures: changing(() => ({ call: { operation: "seedream5Lite", request: { prompt: "a", size: "9K" } } })),
  },
  {
    name: "wrong-provenance",
    provider: "novita",
    verdict: "refused",
    at: /sample\.json:\d+ does not fit the schema of a fixture: \/provenance/,
    fixtures: reading((fixture) => ({ ...fixture, provenance: { ...fixture.provenance, kind: "remembered" } })),
  },
  {
    name: "provenance-without-date",
    provider: "novita",
    verdict: "refused",
    at: /sample\.json:\d+ does not fit the schema of a fixture: \/provenance/,
    fixtures: reading(({ provenance: { date: _, ...provenance }, ...fixture }) => ({ ...fixture, provenance })),
  },
  {
    name: "of-another-operation-than-its-folder",
    provider: "novita",
    verdict: "refused",
    at: /does not lie there/,
    fixtures: reading((fixture) => ({ ...fixture, operation: "seedream6" })),
  },
  {
    name: "no-json",
    provider: "novita",
    verdict: "refused",
    at: /sample\.json:\d+/,
    fixtures: reading((fixture) => JSON.stringify(fixture, null, 2).slice(0, -2)),
  },
  {
    name: "field-with-a-typo",
    provider: "novita",
    verdict: "refused",
    at: /sample\.json:\d+ does not fit the schema of a fixture: \/titel/,
    fixtures: reading((fixture) => ({ ...fixture, titel: fixture.title })),
  },
];
