import { expect, test } from "vitest";
import type { Database } from "./postgres-database.ts";
import { admissionWaitIn, admitIn } from "./postgres-rate-limit.ts";

/** Asks for a turn of a database that answers with these rows. */
async function admit(rows: { wait: number }[], timeScale = 1, signal = new AbortController().signal) {
  const asked: unknown[] = [];
  const waits: number[] = [];
  const database = {
    async query(_text: string, values: unknown[]) {
      asked.push(values);
      return rows;
    },
  } as object as Database;
  const clock = { now: () => 0, delay: async (ms: number) => void waits.push(ms) };
  await admitIn(database, "books", "acme", { requests: 3, perMs: 60_000 }, { clock, timeScale, signal });
  return { asked, waits };
}

test("a turn keeps a sixtieth of the window clear of the limit, by the scale of time", async () => {
  expect((await admit([{ wait: 0 }])).asked).toEqual([["acme", 3, 61_000]]);
  expect((await admit([{ wait: 0 }], 10)).asked).toEqual([["acme", 3, 6100]]);
});

test("a turn that has come is not waited for, and one to come is, in the clock's own time", async () => {
  for (const rows of [[{ wait: 0 }], [{ wait: -5 }], []]) expect((await admit(rows)).waits).toEqual([]);
  expect((await admit([{ wait: 7 }], 10)).waits).toEqual([70]);
});

test("how long a turn would be waited for is in the clock's own time, and asks for none", async () => {
  const asked: string[] = [];
  const databaseOf = (rows: { wait: number | null }[]) =>
    ({ query: async (text: string) => (asked.push(text) > 0 ? rows : []) }) as object as Database;
  const wait = (rows: { wait: number | null }[]) =>
    admissionWaitIn(databaseOf(rows), "books", "acme", { requests: 3, perMs: 60_000 }, 10);
  expect([await wait([{ wait: 7 }]), await wait([{ wait: -5 }]), await wait([{ wait: null }]), await wait([])]).toEqual(
    [70, 0, 0, 0],
  );
  for (const text of asked) expect(text).toMatch(/^SELECT/);
});
