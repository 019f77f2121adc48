import { afterAll, beforeAll, beforeEach } from "vitest";
import { connectPostgres, type Database } from "../postgres.ts";
import { findPostgres, noPostgres, startPostgres, type TestPostgres } from "./start-postgres.ts";

/** A database of its own for the tests of a `describe`, which are skipped with the reason where there is no PostgreSQL. */
export function testDatabase(): { readonly url: string; readonly database: Database } {
  const bin = findPostgres();
  let server: TestPostgres | undefined;
  let opened: { url: string; database: Database } | undefined;
  beforeAll(async () => {
    if (bin === null) return;
    server = await startPostgres(bin);
    const url = server.database();
    opened = { url, database: await connectPostgres(url) };
  });
  afterAll(async () => {
    await opened?.database.close();
    await server?.stop();
  });
  beforeEach(({ skip }) => skip(bin === null, noPostgres));
  const there = () => {
    if (!opened) throw new Error("it is opened before the tests");
    return opened;
  };
  return {
    get url() {
      return there().url;
    },
    get database() {
      return there().database;
    },
  };
}
