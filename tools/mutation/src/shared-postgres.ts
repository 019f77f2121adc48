import {
  findPostgres,
  noPostgres,
  sharedVariable,
  startPostgres,
} from "../../../packages/ledger/src/testing/start-postgres.ts";

/** A server for all mutants of an area: one that each started would outlive the test that a mutant cuts off. */
export async function sharedPostgres() {
  const bin = findPostgres();
  if (bin === null) throw new Error(noPostgres);
  const server = await startPostgres(bin);
  return {
    env: { [sharedVariable]: server.database() },
    [Symbol.asyncDispose]: () => server.stop(),
  };
}
