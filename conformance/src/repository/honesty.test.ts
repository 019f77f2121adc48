import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import { provider as novita } from "@seedbed/novita";
import { provider as segmind } from "@seedbed/segmind";
import { beforeAll, expect, test } from "vitest";
import { type Fixture, loadFixtures } from "../fixture/fixture.ts";

const providers = [segmind, threeDAIStudio, novita];
const home = fileURLToPath(new URL("../..", import.meta.url));
let fixtures: Fixture[];
beforeAll(async () => {
  fixtures = await loadFixtures(`${home}fixtures`, `${home}schemas/fixture.schema.json`);
});

interface SpecOperation extends Record<string, unknown> {
  readonly operationId?: string;
  readonly "x-evidence"?: string;
  readonly responses: Record<string, { $ref?: string; "x-evidence"?: string }>;
}

/** A provider's bundled spec, as far as it is looked at here. */
const specs = new Map(
  providers.map(({ id }) => [id, JSON.parse(readFileSync(`${home}../packages/${id}/openapi.json`, "utf8"))]),
);
function specOf(id: string, operationId: string): SpecOperation {
  const paths: Record<string, SpecOperation>[] = Object.values(specs.get(id).paths);
  const found = paths.flatMap((item) => Object.values(item)).find((each) => each.operationId === operationId);
  if (!found) throw new Error(`${id} has no ${operationId} in its spec`);
  return found;
}
function follow(id: string, { $ref, ...response }: SpecOperation["responses"][string]) {
  return $ref ? specs.get(id).components.responses[$ref.split("/").at(-1) ?? ""] : response;
}
const restsOnSeed = (id: string, operation: string) => specOf(id, operation)["x-evidence"] === "seed";

const count = (kind: string) => fixtures.filter(({ provenance }) => provenance.kind === kind).length;

test("every fixture is stamped with the spec that it was made for", () => {
  expect(fixtures.filter(({ provenance }) => provenance.spec === undefined).map(({ id }) => id)).toEqual([]);
});

test("the README says what the fixtures rest on", async () => {
  const readme = await readFile(`${home}../README.md`, "utf8");
  expect(readme).toContain(
    `recorded ${count("recorded")}, documented ${count("documented")}, synthetic ${count("synthetic")}`,
  );
});

test.each(providers)("the README of $id says how many operations rest on a recorded success", async (provider) => {
  const operations = Object.keys(provider.operations);
  const succeeded = operations.filter((operation) =>
    fixtures.some(
      (fixture) =>
        fixture.provider === provider.id &&
        fixture.operation === operation &&
        fixture.provenance.kind === "recorded" &&
        !("error" in fixture.expect),
    ),
  );
  const readme = await readFile(`${home}../packages/${provider.id}/README.md`, "utf8");
  expect(readme).toContain(`Recorded successes: ${succeeded.length} of ${operations.length} operations.`);
  const seeded = operations.filter((operation) => restsOnSeed(provider.id, operation)).length;
  const others = operations.length - seeded;
  if (others > 0)
    expect(readme).toContain(`${seeded} of them rest on a seed, ${others} on the provider's other pages.`);
});

test("seven operations rest on the seeds, and what does not names none", () => {
  const all = providers.flatMap(({ id, operations }) => Object.keys(operations).map((name) => [id, name] as const));
  expect(all.filter(([id, name]) => restsOnSeed(id, name)).map(([, name]) => name)).toHaveLength(7);
  for (const [id, name] of all.filter(([id, name]) => !restsOnSeed(id, name))) {
    const { "x-evidence": evidence, responses, ...operation } = specOf(id, name);
    expect(evidence, `${id}/${name}`).toBe("vendor");
    expect(JSON.stringify([operation["x-price"], operation["x-latency"], operation["x-job"]])).not.toMatch(/seed\b/);
    const claimed = Object.values(responses).map((response) => follow(id, response)["x-evidence"]);
    if (id === "segmind") expect(claimed, `${id}/${name}`).not.toContain("seed"); // 3D AI Studio's 401, 404, 429 are shared
    const own = fixtures.filter(({ provider, operation }) => provider === id && operation === name);
    expect(own.filter(({ provenance }) => /seed \d/.test(provenance.source)).map((fixture) => fixture.id)).toEqual([]);
  }
});

test("every operation has its seed's sample or, where no seed has it, its vendor's, and it is documented", () => {
  for (const { id, operations } of providers) {
    for (const name of Object.keys(operations)) {
      const start = `${id}/${name}/${restsOnSeed(id, name) ? "seed-sample" : "vendor-sample"}`;
      // No page shows a whole result of v2: what the SDK's tests name stands for it.
      const wanted = name === "getRequestResult" ? `${id}/${name}/one-image` : start;
      const sample = fixtures.find((fixture) => fixture.id.startsWith(wanted));
      expect(sample?.provenance.kind, wanted).toBe("documented");
    }
  }
});

test("every documented status of every operation has a fixture", () => {
  const missing = providers.flatMap(({ id, operations }) =>
    Object.values(operations).flatMap(({ operationId, errors }) =>
      [...new Set(errors.map(({ status }) => status))]
        .filter(
          (status) =>
            !fixtures.some(
              (fixture) =>
                fixture.provider === id &&
                fixture.operation === operationId &&
                fixture.exchanges.some(({ response }) => response.status === status),
            ),
        )
        .map((status) => `${id}/${operationId} ${status}`),
    ),
  );
  expect(missing).toEqual([]);
});
