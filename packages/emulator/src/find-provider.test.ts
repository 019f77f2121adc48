import { expect, test } from "vitest";
import { findProvider, type Mounted } from "./find-provider.ts";
import { matchesPath, readOperations } from "./operations.ts";

function provider(id: string, paths: Record<string, Record<string, { operationId: string }>>) {
  const operations = readOperations({ openapi: { paths } });
  const operationAt: Mounted["operationAt"] = (method, path) => {
    const here = operations.filter((operation) => matchesPath(operation.path, path));
    return here.find((operation) => operation.method === method) ?? here[0];
  };
  return { id, operationAt };
}
const providers = [
  provider("one", {
    "/v1/make/": { post: { operationId: "make" } },
    "/v1/task/{id}/": { get: { operationId: "task" } },
  }),
  provider("two", {
    "/v1/paint": { post: { operationId: "paint" } },
    "/v1/task/{id}/": { get: { operationId: "two" } },
  }),
];
const find = (method: string, path: string) => {
  const found = findProvider(providers, method, path);
  return found && [found.provider.id, found.path, found.operation?.operationId];
};

test.each([
  ["under its mount", "POST", "/two/v1/paint", ["two", "/v1/paint", "paint"]],
  ["under its mount without a known path", "GET", "/two/v9", ["two", "/v9", undefined]],
  ["at its mount alone", "GET", "/one", ["one", "/", undefined]],
  ["at the root", "POST", "/v1/paint", ["two", "/v1/paint", "paint"]],
  ["at the root with a parameter, mounted", "GET", "/one/v1/task/7/", ["one", "/v1/task/7/", "task"]],
  ["at the root without the final slash", "POST", "/v1/make", ["one", "/v1/make", "make"]],
  ["by its path whatever the method", "DELETE", "/v1/paint", ["two", "/v1/paint", "paint"]],
  ["nowhere, where two have the path", "GET", "/v1/task/7/", undefined],
  ["nowhere, where none has it", "GET", "/v2/paint", undefined],
  ["nowhere, where a name only begins like a mount", "GET", "/oneself/v1/make/", undefined],
])("finds the provider %s", (_name, method, path, want) => {
  expect(find(method, path)).toEqual(want);
});
