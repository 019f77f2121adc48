import { checkOptions, InvalidRequestError, type OptionNames } from "@seedbed/core";
import type { Client, Pool, PoolClient } from "pg";
import { LedgerError } from "./ledger-error.ts";
import { inWords } from "./postgres-trouble.ts";

/** Asks a database; `$1` and on stand for the values. */
export type Query = <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>;

/** A PostgreSQL database, by a few connections of its own. */
export interface Database {
  /** Host, port and name, for people: neither user nor password. */
  readonly place: string;
  /** Asks it once. @throws LedgerError in one sentence */
  readonly query: Query;
  /** Does some steps as one transaction. What they throw undoes them. @throws LedgerError in one sentence */
  asOne<T>(steps: (query: Query) => Promise<T>): Promise<T>;
  /** Keeps a connection for as long as it lasts; `lost` is called once when it has ended. */
  session(lost: () => void): Promise<Session>;
  /** Lets go of every connection. */
  close(): Promise<void>;
}

/** A connection that is kept: what it holds ends with it. */
export interface Session {
  /** Asks by this connection. */
  readonly query: Query;
  /** Ends the connection. */
  end(): void;
}

/** How long a connection may take, in milliseconds. */
const connectTimeoutMs = 10_000;
/** How long an answer may take, in milliseconds: a wait for other writers is in it. */
const queryTimeoutMs = 60_000;

/**
 * Connects to a database.
 *
 * @param url - `postgres://user:password@host:5432/name`; its password comes into no message
 * @throws InvalidRequestError where it is no such address
 * @throws LedgerError where the package `pg` is not installed, or the database cannot be reached
 */
export async function connectPostgres(url: string, options: { readonly connections?: number } = {}): Promise<Database> {
  checkOptions("connectPostgres", options, { connections: true } satisfies OptionNames<typeof options>);
  const { connections = 6 } = options;
  const place = placeOf(url);
  const { Client, Pool } = await driver();
  const config = {
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMs,
    query_timeout: queryTimeoutMs,
    keepAlive: true,
    application_name: "seedbed",
  };
  const pool: Pool = new Pool({ ...config, max: connections });
  pool.on("error", () => {}); // an idle connection that breaks is replaced
  const database = databaseOf(pool, () => new Client(config), place);
  try {
    await database.query("SELECT 1");
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function databaseOf(pool: Pool, connection: () => Client, place: string): Database {
  let closing: Promise<void> | undefined;
  const taken = (): Promise<PoolClient> => inWords(place, () => pool.connect());
  const queryOf =
    (client: Pool | PoolClient | Client): Query =>
    <Row>(text: string, values?: readonly unknown[]) =>
      inWords(place, async () => {
        // Several statements give several results, though the types tell of one.
        const results = [await client.query(text, values && [...values])].flat();
        return results.flatMap(({ rows }) => rows) as Row[]; // as the query says
      });
  return {
    place,
    query: queryOf(pool),
    async asOne(steps) {
      const client = await taken();
      const query = queryOf(client);
      let broken: unknown;
      const lost = (error: Error) => {
        broken = error;
      };
      client.on("error", lost); // a connection that ends between two queries is told here alone
      try {
        await query("BEGIN");
        const result = await steps(query);
        await query("COMMIT");
        return result;
      } catch (error) {
        await query("ROLLBACK").catch((trouble) => {
          broken ??= trouble;
        });
        throw error;
      } finally {
        client.off("error", lost);
        client.release(broken !== undefined);
      }
    },
    async session(lost) {
      const client = connection();
      let over = false;
      const end = () => {
        if (over) return;
        over = true;
        client.end().catch(() => {}); // what is broken needs no closing
        lost();
      };
      client.on("error", end);
      client.on("end", end);
      await inWords(place, () => client.connect());
      return { query: queryOf(client), end };
    },
    close() {
      closing ??= pool.end().catch(() => {}); // what is broken needs no closing
      return closing;
    },
  };
}

/** Host, port and name of a database, for people. */
function placeOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new InvalidRequestError(
      "The address of a PostgreSQL database is written postgres://user:password@host:5432/name.",
      { field: "url" },
    );
  }
  return `${parsed.hostname || "localhost"}:${parsed.port || "5432"}${parsed.pathname}`;
}

/** The driver, looked up when it is needed: only a ledger in PostgreSQL needs it. */
async function driver(): Promise<Pick<typeof import("pg"), "Client" | "Pool">> {
  try {
    return (await import("pg")).default;
  } catch (error) {
    throw new LedgerError("PostgreSQL needs the package pg: npm install pg. Nothing was sent.", {
      field: "ledger",
      cause: error,
    });
  }
}
