import { describe, expect, test } from "vitest";
import { connectPostgres } from "./postgres.ts";
import { testDatabase } from "./testing/test-database.ts";

const soon = { interval: 20 };

describe("a database", () => {
  const own = testDatabase();

  test("is called by its host, port and name, and by no password", async () => {
    const { port, pathname } = new URL(own.url);
    expect(own.database.place).toBe(`127.0.0.1:${port}${pathname}`);
    await expect(connectPostgres(own.url.replace(/[^/]+$/, "none"))).rejects.toThrow(
      `The database 127.0.0.1:${port}/none does not exist on that server. Nothing was sent.`,
    );
  });

  test("undoes the steps of which one fails, and goes on", async () => {
    await own.database.query("CREATE TABLE undone (a integer)");
    const steps = own.database.asOne(async (query) => {
      await query("INSERT INTO undone VALUES (1)");
      throw new Error("half way");
    });
    await expect(steps).rejects.toThrow("half way");
    expect(await own.database.query("SELECT * FROM undone")).toEqual([]);
    expect(await own.database.asOne((query) => query("INSERT INTO undone VALUES ($1), ($1) RETURNING a", [7]))).toEqual(
      [{ a: 7 }, { a: 7 }],
    );
    expect(await own.database.query("SELECT 1 AS a; SELECT 2 AS a")).toEqual([{ a: 1 }, { a: 2 }]);
    await expect(own.database.query("SELEC")).rejects.toThrow(/cannot be used \(syntax error/);
  });

  test("tells once that a session is over, and lets a transaction fail whose connection is cut", async () => {
    let over = 0;
    const session = await own.database.session(() => {
      over += 1;
    });
    const [row] = await session.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    session.end();
    session.end();
    expect(over).toBe(1);
    let lost = 0;
    const cut = await own.database.session(() => {
      lost += 1;
    });
    const [other] = await cut.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    expect(other?.pid).not.toBe(row?.pid);
    await own.database.query("SELECT pg_terminate_backend($1)", [other?.pid]);
    await expect.poll(() => lost, soon).toBe(1);
    const cutOff = own.database.asOne(async (query) => {
      const [self] = await query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      await own.database.query("SELECT pg_terminate_backend($1)", [self?.pid]);
      await query("SELECT 1");
    });
    await expect(cutOff).rejects.toThrow(expect.objectContaining({ name: "LedgerError" }));
    expect(await own.database.query("SELECT 1 AS a")).toEqual([{ a: 1 }]);
  });

  test("can be closed twice", async () => {
    const second = await connectPostgres(own.url, { connections: 1 });
    await Promise.all([second.close(), second.close()]);
    await expect(second.query("SELECT 1")).rejects.toThrow();
  });
});

test.each(["", "localhost", "mysql://a@b/c", "http://a.test", "xpostgres://a/b"])(
  "%j is not an address of a database",
  async (given) => {
    await expect(connectPostgres(given)).rejects.toThrow(
      expect.objectContaining({
        name: "InvalidRequestError",
        field: "url",
        message: "The address of a PostgreSQL database is written postgres://user:password@host:5432/name.",
      }),
    );
  },
);

test("a server that is not there is told by its place, without the password", async () => {
  const error: Error = await connectPostgres("postgresql://me:hunter2@127.0.0.1:9/books").then(
    never,
    (thrown) => thrown,
  );
  expect(error.message).toBe(
    "The database 127.0.0.1:9/books cannot be reached: nothing listens there. Nothing was sent.",
  );
});

function never(): never {
  throw new Error("it was reached");
}
