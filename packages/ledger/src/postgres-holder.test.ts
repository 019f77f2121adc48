import { expect, test } from "vitest";
import type { Database, Query } from "./postgres-database.ts";
import { checkIn, livingHolders } from "./postgres-holder.ts";

/** A database whose sessions can be lost, and whose answers are given. */
function fake(answer: (text: string, session: number) => Promise<unknown[]> = async (_, session) => [{ id: session }]) {
  const sessions: { lose: () => void; ended: number }[] = [];
  const asked: string[] = [];
  const database = {
    async session(lost: () => void) {
      const number = sessions.length + 1;
      const own = { lose: lost, ended: 0 };
      sessions.push(own);
      return {
        query: (text: string) => {
          asked.push(text);
          return answer(text, number);
        },
        end() {
          own.ended += 1;
        },
      };
    },
  } as object as Database;
  return { database, sessions, asked };
}

test("a sign of life is taken once, kept, and another one after the connection was lost", async () => {
  const { database, sessions, asked } = fake();
  const holder = checkIn(database, "ledger");
  expect(await Promise.all([holder.current(), holder.current()])).toEqual([1, 1]);
  expect(await holder.current()).toBe(1);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain("nextval('ledger.holders')");
  sessions[0]?.lose();
  expect(await holder.current()).toBe(2);
  holder.release();
  expect(sessions.map(({ ended }) => ended)).toEqual([0, 1]);
});

test("one that could not be taken is asked for again, and its connection is let go", async () => {
  let fails = true;
  const { database, sessions } = fake(async (_, session) => {
    if (fails) throw new Error("no lock");
    return [{ id: session }];
  });
  const holder = checkIn(database, "ledger");
  await expect(holder.current()).rejects.toThrow("no lock");
  expect(sessions[0]?.ended).toBe(1);
  fails = false;
  expect(await holder.current()).toBe(2);
});

test("who never held anything has nothing to let go of", () => {
  const { database, sessions } = fake();
  checkIn(database, "ledger").release();
  expect(sessions).toEqual([]);
});

test("an answer without a row is the number 0", async () => {
  expect(await checkIn(fake(async () => []).database, "ledger").current()).toBe(0);
});

test("the living are those that the server tells, each schema by a class of its own", async () => {
  const asked: string[] = [];
  const query = (async (text: string) => {
    asked.push(text);
    return [{ id: 3 }, { id: 5 }];
  }) as Query;
  expect(await livingHolders(query, "ledger")).toEqual([3, 5]);
  await livingHolders(query, "ledger2");
  const classes = asked.map((text) => Number(/classid::bigint = (\d+)/.exec(text)?.[1]));
  // FNV-1a of both names, without the sign bit.
  expect(classes).toEqual(
    [0x811c9dc5, 0x811c9dc5].map((basis, index) => fnv(basis, ["ledger", "ledger2"][index] ?? "")),
  );
  expect(classes[0]).not.toBe(classes[1]);
});

function fnv(basis: number, text: string): number {
  let hash = BigInt(basis);
  for (const letter of text) hash = ((hash ^ BigInt(letter.charCodeAt(0))) * 0x01000193n) & 0xffffffffn;
  return Number(hash & 0x7fffffffn);
}
