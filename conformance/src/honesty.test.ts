import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import { provider as novita } from "@seedbed/novita";
import { provider as segmind } from "@seedbed/segmind";
import { beforeAll, expect, test } from "vitest";
import { type Fixture, loadFixtures } from "./fixture.ts";

const home = fileURLToPath(new URL("..", import.meta.url));
let fixtures: Fixture[];
beforeAll(async () => {
  fixtures = await loadFixtures(`${home}fixtures`, `${home}schemas/fixture.schema.json`);
});

const count = (kind: string) => fixtures.filter(({ provenance }) => provenance.kind === kind).length;

test("the README says what the fixtures rest on", async () => {
  const readme = await readFile(`${home}../README.md`, "utf8");
  expect(readme).toContain(
    `recorded ${count("recorded")}, documented ${count("documented")}, synthetic ${count("synthetic")}`,
  );
});

test.each([segmind, threeDAIStudio, novita])(
  "the README of $id says how many operations rest on a recorded success",
  async (provider) => {
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
  },
);

test("every operation has its seed's sample, and it is documented", () => {
  for (const { id, operations } of [segmind, threeDAIStudio, novita]) {
    for (const operation of Object.keys(operations)) {
      const sample = fixtures.find((fixture) => fixture.id === `${id}/${operation}/seed-sample`);
      expect(sample?.provenance.kind, `${id}/${operation}`).toBe("documented");
    }
  }
});

test("every documented status of every operation has a fixture", () => {
  const missing = [segmind, threeDAIStudio, novita].flatMap(({ id, operations }) =>
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
