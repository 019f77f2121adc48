import { EventEmitter } from "node:events";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connectPostgres } from "./postgres-database.ts";

// What the database makes of its driver, by a driver that is told what to answer. With a real server: postgres-database.test.ts.

/** A connection, or a pool that is one, which answers by `answer` and keeps what it was asked and told. */
class Driver extends EventEmitter {
  readonly told: unknown[] = [];
  readonly config: object;
  constructor(config: object) {
    super();
    this.config = config;
    made.push(this);
  }
  async connect() {
    return this;
  }
  async query(text: string) {
    this.told.push(text);
    return answer(text);
  }
  release(isBroken: boolean) {
    this.told.push(isBroken ? "thrown away" : "given back");
  }
  async end() {
    this.told.push("ended");
  }
}
const made: Driver[] = [];
let answer: (text: string) => unknown;
beforeEach(() => {
  made.length = 0;
  answer = () => ({ rows: [] });
  vi.doMock("pg", () => ({ default: { Client: Driver, Pool: Driver } }));
});
afterEach(() => void vi.doUnmock("pg"));

const failingAt = (failed: string, error: Error) => (text: string) => {
  if (text === failed) throw error;
  return { rows: [] };
};

test("it is asked whether it is there, by connections that are told from others and kept alive", async () => {
  const database = await connectPostgres("postgres://me:secret@db.test/books", { connections: 2 });
  expect(database.place).toBe("db.test:5432/books");
  expect(made.map(({ config, told }) => [config, told])).toEqual([
    [
      {
        connectionString: "postgres://me:secret@db.test/books",
        connectionTimeoutMillis: 10_000,
        query_timeout: 60_000,
        keepAlive: true,
        application_name: "seedbed",
        max: 2,
      },
      ["SELECT 1"],
    ],
  ]);
  await database.session(() => {});
  expect(made[1]?.config).toMatchObject({ keepAlive: true, application_name: "seedbed" });
});

test("without a host it is called as the one of this machine", async () => {
  expect((await connectPostgres("postgresql:///books")).place).toBe("localhost:5432/books");
});

test("one that does not answer is let go of", async () => {
  answer = failingAt("SELECT 1", Object.assign(new Error("x"), { code: "57P03" }));
  await expect(connectPostgres("postgres://db.test/books")).rejects.toThrow(
    "The database db.test:5432/books is starting or stopping. Nothing was sent.",
  );
  expect(made[0]?.told).toEqual(["SELECT 1", "ended"]);
});

test("an idle connection that breaks ends nothing", async () => {
  await connectPostgres("postgres://db.test/books");
  expect(() => made[0]?.emit("error", new Error("broken"))).not.toThrow();
});

test("steps that hold are kept, and their connection is given back", async () => {
  const database = await connectPostgres("postgres://db.test/books");
  expect(await database.asOne(async (query) => (await query("steps")).length)).toBe(0);
  expect(made[0]?.told.slice(1)).toEqual(["BEGIN", "steps", "COMMIT", "given back"]);
  expect(made[0]?.listenerCount("error")).toBe(1); // the pool's own
});

test("steps that fail are undone, on a connection that can be used again", async () => {
  const database = await connectPostgres("postgres://db.test/books");
  await expect(database.asOne(() => Promise.reject(new TypeError("no")))).rejects.toThrow(new TypeError("no"));
  expect(made[0]?.told.slice(1)).toEqual(["BEGIN", "ROLLBACK", "given back"]);
});

test("a connection that cannot undo is thrown away, and what had failed is told", async () => {
  const database = await connectPostgres("postgres://db.test/books");
  answer = failingAt("ROLLBACK", new Error("gone"));
  await expect(database.asOne(() => Promise.reject(new TypeError("no")))).rejects.toThrow(new TypeError("no"));
  expect(made[0]?.told.slice(1)).toEqual(["BEGIN", "ROLLBACK", "thrown away"]);
});

test("a connection that breaks between two steps is thrown away", async () => {
  const database = await connectPostgres("postgres://db.test/books");
  await database.asOne(async () => void made[0]?.emit("error", new Error("cut")));
  expect(made[0]?.told.slice(1)).toEqual(["BEGIN", "COMMIT", "thrown away"]);
});

test("a session is over once, whether it is ended, ends, or breaks", async () => {
  const database = await connectPostgres("postgres://db.test/books");
  let lost = 0;
  const session = await database.session(() => {
    lost += 1;
  });
  made[1]?.emit("end");
  made[1]?.emit("error", new Error("broken"));
  session.end();
  expect([lost, made[1]?.told]).toEqual([1, ["ended"]]);
});

test("where the driver is not installed it says what to install", async () => {
  vi.doMock("pg", () => {
    throw new Error("not there");
  });
  await expect(connectPostgres("postgres://db.test/books")).rejects.toThrow(
    expect.objectContaining({
      name: "LedgerError",
      field: "ledger",
      message: "PostgreSQL needs the package pg: npm install pg. Nothing was sent.",
      cause: expect.anything(),
    }),
  );
});
