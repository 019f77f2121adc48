import { InvalidRequestError } from "@seedbed/core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LedgerError } from "./ledger-error.ts";
import { inWords, mayPass, patiently } from "./postgres-trouble.ts";

const coded = (code: string, message = "words of the driver") => Object.assign(new Error(message), { code });
const said = (error: unknown) =>
  inWords("localhost:5432/books", () => Promise.reject(error)).then(
    () => "nothing",
    (thrown: unknown) => thrown,
  );

describe("trouble with a database", () => {
  test.each([
    ["25006", "may not be written: it is read-only"],
    ["28000", "lets this user not in"],
    ["28P01", "refuses the password"],
    ["3D000", "does not exist on that server"],
    ["42501", "may not be read or written by this user"],
    ["53100", "cannot be written: its disk is full"],
    ["53300", "has no connection left: close some, or raise its max_connections"],
    ["57P01", "was shut down"],
    ["57P03", "is starting or stopping"],
    ["ECONNREFUSED", "cannot be reached: nothing listens there"],
    ["ECONNRESET", "broke the connection off"],
    ["EHOSTUNREACH", "cannot be reached"],
    ["ENOTFOUND", "cannot be reached: its host is not known"],
    ["EPIPE", "broke the connection off"],
    ["ETIMEDOUT", "does not answer"],
    ["XX000", "cannot be used (words of the driver)"],
  ])("%s is one sentence", async (code, words) => {
    const cause = coded(code);
    expect(await said(cause)).toMatchObject({
      name: "LedgerError",
      message: `The database localhost:5432/books ${words}. Nothing was sent.`,
      field: "ledger",
      cause,
    });
  });

  test("without a message is told by its code", async () => {
    expect(await said(coded("XX001", ""))).toMatchObject({
      message: expect.stringContaining("cannot be used (XX001)"),
    });
  });

  test.each(["Connection terminated unexpectedly", "Query read timeout"])(
    "of the driver's own, %s, has no code",
    async (words) => {
      expect(await said(new Error(words))).toMatchObject({
        name: "LedgerError",
        message: expect.stringContaining(words),
      });
    },
  );

  test("what is none of it goes on as it is", async () => {
    const ours = new InvalidRequestError("ours", { field: "x" });
    for (const error of [ours, new RangeError("another"), "a text", Object.assign(new Error("x"), { code: 7 })])
      expect(await said(error)).toBe(error);
    expect(await inWords("p", async () => 7)).toBe(7);
  });
});

describe("trouble that may pass", () => {
  test.each([
    "08000",
    "08006",
    "53300",
    "57P01",
    "57P02",
    "57P03",
    "EAI_AGAIN",
    "ECONNRESET",
    "ECONNREFUSED",
    "EHOSTUNREACH",
    "ENOTFOUND",
    "EPIPE",
    "ETIMEDOUT",
  ])("%s", (code) => {
    expect(mayPass(coded(code))).toBe(true);
    expect(mayPass(new LedgerError("in words", { cause: coded(code) }))).toBe(true);
  });
  test.each(["53100", "57P04", "28P01", "080000", "x08000", "23505", "53300x", "ECONN-"])("%s does not", (code) => {
    expect(mayPass(coded(code))).toBe(false);
  });
  test("the driver's own words on a connection, and nothing else without a code", () => {
    expect(mayPass(new Error("Connection terminated"))).toBe(true);
    expect(mayPass(new Error("timeout exceeded when trying to connect"))).toBe(true);
    for (const other of [new Error("syntax"), "connection", undefined, new LedgerError("connection lost")])
      expect(mayPass(other)).toBe(false);
  });
});

describe("what is to be on record is written", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const failing = (times: number, error: Error) => {
    let tries = 0;
    return vi.fn(async () => {
      tries += 1;
      if (tries <= times) throw error;
      return "written";
    });
  };
  const away = coded("ECONNREFUSED");

  test("again after a pause, each longer, for a minute", async () => {
    const write = failing(8, away);
    const written = patiently(write);
    const tries: number[] = [];
    for (const pauseMs of [200, 500, 1000, 2000, 4000, 8000, 15_000, 30_000]) {
      await vi.advanceTimersByTimeAsync(pauseMs - 1);
      tries.push(write.mock.calls.length);
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(tries).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await written).toBe("written");
    expect(write).toHaveBeenCalledTimes(9);
  });

  test("and no longer", async () => {
    const write = failing(99, away);
    const refused = expect(patiently(write)).rejects.toBe(away);
    await vi.advanceTimersByTimeAsync(60_700);
    await refused;
    expect(write).toHaveBeenCalledTimes(9);
  });

  test("once, where the trouble will not pass, or there is none", async () => {
    const full = failing(1, coded("53100"));
    await expect(patiently(full)).rejects.toThrow("words of the driver");
    expect(full).toHaveBeenCalledTimes(1);
    expect(await patiently(failing(0, away))).toBe("written");
  });
});
