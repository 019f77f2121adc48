import { afterAll, expect } from "vitest";

/** What a test file may replace, and must put back: the next file in its worker finds it so. */
const stateOfProcess = () => ({
  cwd: process.cwd(),
  environment: Object.keys(process.env).sort(),
  fetch: globalThis.fetch,
  Headers: globalThis.Headers,
  Request: globalThis.Request,
  Response: globalThis.Response,
  dispatcher: Reflect.get(globalThis, Symbol.for("undici.globalDispatcher.1")),
  listeners: ["SIGHUP", "SIGINT", "SIGTERM", "uncaughtException", "unhandledRejection"].map((event) => [
    event,
    process.listenerCount(event),
  ]),
});

const before = stateOfProcess();
afterAll(() => {
  const after = stateOfProcess();
  const name = (key: keyof typeof before) => (before[key] === after[key] ? "as it was" : "replaced");
  expect({ ...after, fetch: name("fetch"), Request: name("Request"), Response: name("Response") }).toEqual({
    ...before,
    fetch: "as it was",
    Request: "as it was",
    Response: "as it was",
  });
});
