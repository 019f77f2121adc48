import { expect, test } from "vitest";
import { withServer } from "./scripted-server.ts";
import { entries, providers, subjects } from "./subjects.ts";

test("every operation of every provider is under fault", () => {
  const operations = providers.flatMap((provider) => Object.keys(provider.operations));
  expect(Object.keys(entries).sort()).toEqual(operations.sort());
  expect(subjects).toHaveLength(operations.length);
});

test.each(subjects)("$name: where nothing is wrong, one request and an answer", async (subject) => {
  await withServer(subject.good, async (server) => {
    expect(await subject.call(server.url)).toBeDefined();
    expect(server.seen.map(({ method }) => method)).toEqual([subject.method]);
  });
});
