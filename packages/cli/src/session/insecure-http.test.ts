import { provider as novita } from "@seedbed/novita";
import { expect, test } from "vitest";
import type { Terminal } from "../terminal/terminal.ts";
import { openPlace } from "./destination.ts";

test("--allow-insecure-http lets a client call another machine by plain http", async () => {
  const terminal = { env: { NOVITA_API_KEY: "a-key" } } as Partial<Terminal> as Terminal; // as far as it is looked at
  const flags = { baseUrl: ["novita=http://emulator:4010/novita"], allowInsecureHttp: true };
  await using place = await openPlace([novita], flags, terminal);
  const options = place.client("novita");
  expect(options).toMatchObject({ baseUrl: "http://emulator:4010/novita", allowInsecureHttp: true });
  expect(() => novita.create(options)).not.toThrow();
  expect(() => novita.create({ ...options, allowInsecureHttp: false })).toThrow("plain http");
});
