import { describe, expect, test } from "vitest";
import { LedgerError } from "./ledger-error.ts";
import type { Database, Query } from "./postgres-database.ts";
import { makeTables, migrate } from "./postgres-schema.ts";

/** A database of which only the transactions are kept, with the version that its ledger has. */
function fake(version?: number, failures: Error[] = []) {
  const asked: [string, readonly unknown[] | undefined][] = [];
  const database = {
    place: "localhost:5432/books",
    async asOne(steps: (query: Query) => Promise<void>) {
      const query = (async (text: string, values?: readonly unknown[]) => {
        asked.push([text, values]);
        if (text.startsWith("SELECT version")) return version === undefined ? [] : [{ version }];
        return [];
      }) as Query;
      await steps(query);
      const failure = failures.shift();
      if (failure) throw failure;
    },
  } as object as Database;
  const texts = () => asked.map(([text]) => text.trim().split(/\s+/).slice(0, 3).join(" "));
  return { database, asked, texts };
}

describe("the tables of a ledger", () => {
  test("are made where there are none, under a lock", async () => {
    const { database, asked, texts } = fake();
    await migrate(database, "books");
    expect(texts()).toEqual([
      "SELECT pg_advisory_xact_lock($1)",
      "CREATE SCHEMA IF",
      "SELECT version FROM",
      "CREATE SEQUENCE holders",
      "INSERT INTO ledger",
    ]);
    expect(asked[0]?.[1]).toEqual([0x53656564]);
    expect(asked[1]?.[0]).toMatch(/^CREATE SCHEMA IF NOT EXISTS books; SET LOCAL search_path TO books;/);
    expect(asked.at(-1)?.[1]).toEqual([1]);
  });

  test("are brought on from an older version, and left where they are of this one", async () => {
    const older = fake(0);
    await migrate(older.database, "books");
    expect(older.texts().slice(-2)).toEqual(["CREATE SEQUENCE holders", "UPDATE ledger SET"]);
    const current = fake(1);
    await migrate(current.database, "books");
    expect(current.texts()).toHaveLength(3);
  });

  test("of a newer version are left alone, in one sentence", async () => {
    await expect(migrate(fake(2).database, "books")).rejects.toThrow(
      expect.objectContaining({
        name: "LedgerError",
        field: "ledger",
        message:
          "The ledger in localhost:5432/books was written by a newer version (2; this one knows 1): update seedbed. Nothing was sent.",
      }),
    );
  });
});

describe("a schema", () => {
  test.each(["a", "_x", "books_2", "a".repeat(40)])("may be called %s", async (name) => {
    await expect(migrate(fake(1).database, name)).resolves.toBeUndefined();
  });
  test.each(["", "2a", "Books", "a-b", "a;drop", "a".repeat(41), "a\n", "a b"])(
    "may not be called %j",
    async (name) => {
      const { database, asked } = fake(1);
      await expect(migrate(database, name)).rejects.toThrow(
        expect.objectContaining({
          name: "InvalidRequestError",
          field: "schema",
          message: `A schema is named in at most 40 lower-case letters, digits and _; it is "${name.replace("\n", " ")}".`,
        }),
      );
      expect(asked).toEqual([]);
    },
  );
});

describe("who makes tables while another does", () => {
  const clash = (code: string) => new LedgerError("in words", { cause: Object.assign(new Error("x"), { code }) });
  const tried = async (...failures: Error[]) => {
    let tries = 0;
    const made = makeTables(fake(1, failures).database, 7, async () => {
      tries += 1;
    });
    const error = await made.then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    return { tries, error };
  };
  test.each(["23505", "42P06", "42P07", "42710"])("begins anew after %s", async (code) => {
    expect(await tried(clash(code))).toEqual({ tries: 2, error: undefined });
  });
  test("three times, and no more", async () => {
    const same = clash("42P07");
    expect(await tried(same, same, same)).toEqual({ tries: 4, error: undefined });
    expect(await tried(same, same, same, same)).toEqual({ tries: 4, error: same });
  });
  test("and not after other trouble", async () => {
    for (const other of [
      clash("53100"),
      clash("x23505"),
      clash("427100"),
      new LedgerError("x", { cause: new Error("y") }),
      new Error("z"),
    ])
      expect(await tried(other)).toEqual({ tries: 1, error: other });
  });
});
