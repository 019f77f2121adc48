import path from "node:path";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { createClock } from "@seedbed/core";
import type { Commitment, SpendingScope } from "./attempt-record.ts";
import { createRunningSums } from "./commitments.ts";
import { ended } from "./ended.ts";
import { type Holder, hold, holdersOf, isGone, syncFolder } from "./holder.ts";
import { conditionsOf, namesOf, scopeOf } from "./sqlite-conditions.ts";
import { openSqliteLog, type SqliteLog } from "./sqlite-log.ts";
import {
  type AttemptRow,
  type CommitmentRow,
  columnsOf,
  commitmentsOfRows,
  hasDamagedCost,
  recordOf,
} from "./sqlite-rows.ts";
import { migrate } from "./sqlite-schema.ts";
import { inWords, isBusy } from "./sqlite-trouble.ts";
import type { Store } from "./store.ts";

/** A store that has a file to let go of. */
export interface SqliteStore extends Store {
  close(): void;
}

/** How a store is opened. */
export interface SqliteStoreOptions {
  readonly file: string;
  readonly run: string;
  /** One for each opening. */
  readonly holder: string;
  readonly busyTimeoutMs: number;
  readonly now: string;
  readonly open: (file: string) => DatabaseSync;
}

const select = `SELECT attempts.*,
  (SELECT json_group_array(tag) FROM tags WHERE attempt = attempts.id ORDER BY tag) AS tags FROM attempts`;
const totals = `SELECT provider, currency, count(*) AS attempts, sum(cost_max) AS worst,
  sum(CASE state WHEN 'accepted' THEN cost_min END) AS confirmed, sum(${hasDamagedCost}) AS damaged FROM attempts
  WHERE state IN ('reserved', 'accepted', 'unknown')`;
const lost =
  "The process ended before the outcome was written: the request may have left, and may have been accepted and billed.";

/**
 * Opens a ledger's file.
 *
 * @throws LedgerError where it cannot be used
 */
export function openSqliteStore(options: SqliteStoreOptions): SqliteStore {
  const { file, busyTimeoutMs } = options;
  return inWords(file, () => {
    const database = options.open(file);
    try {
      database.exec(`PRAGMA busy_timeout = ${Math.round(busyTimeoutMs)}`); // nothing else can be done until it is open
      // NORMAL: a commit outlasts kill -9 by itself. That it outlasts a power cut is waited for at the log, once for many.
      database.exec("PRAGMA synchronous = NORMAL; PRAGMA fullfsync = ON");
      database.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}`);
      setWal(database, busyTimeoutMs);
    } catch (error) {
      database.close();
      throw error;
    }
    return storeOf(database, options);
  });
}

/** How long SQLite itself waits, which stops the thread: in each try, and in a call that gives no promise. Real milliseconds. */
const [triesMs, longestBlockMs] = [3, 500];

/** 32 MiB: moving the log into the file waits for the disk, which an open loop's starts would be late by. */
const checkpointPages = 8192;

/** SQLite does not wait by itself here, where two processes make the same new file. */
function setWal(database: DatabaseSync, timeoutMs: number): void {
  const ends = Date.now() + timeoutMs;
  for (;;) {
    try {
      database.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > ends) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

function storeOf(
  database: DatabaseSync,
  { file, run, holder: id, busyTimeoutMs, now, open }: SqliteStoreOptions,
): SqliteStore {
  let holder: Holder | undefined;
  let log: SqliteLog | undefined;
  let closed = false;
  const sums = createRunningSums(run);
  let sumsVersion: unknown;
  const statements = new Map<string, StatementSync>();

  function asOneSoon<T>(steps: () => T): T {
    return inWords(file, () => {
      prepared("BEGIN IMMEDIATE").run();
      try {
        const result = steps();
        prepared("COMMIT").run();
        return result;
      } catch (error) {
        rollBack();
        throw error;
      }
    });
  }

  function asOne<T>(steps: () => T): T {
    const result = asOneSoon(steps);
    log?.syncNow();
    return result;
  }

  /** How long SQLite itself waits for another process, which stops the thread. */
  function waitAtMost(milliseconds: number): void {
    database.exec(`PRAGMA busy_timeout = ${milliseconds}`);
  }

  function rollBack(): void {
    try {
      database.exec("ROLLBACK");
    } catch {} // there is none: it never began, or SQLite has rolled it back
    sums.forget();
  }

  /** The sums hold until another connection writes, or this one what they are not told of. */
  function forgetOldSums(): void {
    const version = Object.values(prepared("PRAGMA data_version").get() ?? {})[0];
    if (version !== sumsVersion) sums.forget();
    sumsVersion = version;
  }

  function recover(at: string): void {
    asOne(() => {
      const underWay = rows<{ holder: string }>("SELECT DISTINCT holder FROM attempts WHERE state = 'reserved'");
      for (const { holder: other } of underWay) {
        if (other === id || !isGone(file, other, open)) continue;
        change(
          `UPDATE attempts SET state = 'unknown', settled_at = max(reserved_at, ?), receipt = json_set(receipt, '$.problem', ?)
           WHERE state = 'reserved' AND holder = ?`,
          at,
          lost,
          other,
        );
        sums.forget();
      }
    });
  }

  function prepared(query: string): StatementSync {
    const statement = statements.get(query) ?? database.prepare(query);
    statements.set(query, statement);
    return statement;
  }
  const rows = <Row>(query: string, ...values: SQLInputValue[]) => prepared(query).all(...values) as unknown[] as Row[]; // as the query says
  const change = (query: string, ...values: SQLInputValue[]) => prepared(query).run(...values);
  const records = (where: string, ...values: SQLInputValue[]) =>
    inWords(file, () => rows<AttemptRow>(`${select} ${where}`, ...values).map(recordOf));

  try {
    asOneSoon(() => {
      migrate(database, file);
      holder = hold(file, id, open);
      for (const other of holdersOf(file)) if (other !== id && !hasAttempts(other)) isGone(file, other, open);
    });
    log = openSqliteLog(file);
    recover(now);
    syncFolder(path.dirname(file));
    waitAtMost(triesMs);
  } catch (error) {
    close();
    throw error;
  }

  function close(): void {
    if (closed) return;
    closed = true;
    try {
      log?.close();
    } finally {
      database.close();
      holder?.release();
    }
  }

  function hasAttempts(other: string): boolean {
    return rows("SELECT 1 FROM attempts WHERE state = 'reserved' AND holder = ?", other).length > 0;
  }

  function addUp(scope: SpendingScope): Commitment[] {
    const { where, values } = scopeOf(scope, run);
    return commitmentsOfRows(rows<CommitmentRow>(`${totals} ${where} GROUP BY provider, currency`, ...values));
  }

  return {
    asOne,
    asOneSoon,
    waiting: { isBusy, timeoutMs: busyTimeoutMs, clock: createClock() },
    blocking(steps) {
      waitAtMost(Math.min(Math.round(busyTimeoutMs), longestBlockMs));
      try {
        return steps();
      } finally {
        if (!closed) waitAtMost(triesMs);
      }
    },
    synced: () => log.synced(),
    recover,
    insert(attempt) {
      const columns = { ...columnsOf(attempt), holder: id };
      const names = Object.keys(columns);
      const { lastInsertRowid } = change(
        `INSERT INTO attempts (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
        ...Object.values(columns),
      );
      for (const tag of attempt.tags ?? [])
        change("INSERT INTO tags (tag, attempt) VALUES (?, ?)", tag, lastInsertRowid);
      const record = { ...attempt, id: String(lastInsertRowid) };
      sums.changed(undefined, record);
      return record;
    },
    end(attemptId, changes) {
      const [found] = records("WHERE id = ? AND state IN ('reserved', 'unknown')", attemptId);
      if (!found) return;
      const changed = ended(found, changes);
      const columns = columnsOf(changed);
      const names = Object.keys(columns);
      change(
        `UPDATE attempts SET ${names.map((name) => `${name} = ?`).join(", ")} WHERE id = ?`,
        ...Object.values(columns),
        attemptId,
      );
      sums.changed(found, changed);
    },
    finish(job, resultMs) {
      change(
        `UPDATE attempts SET receipt = json_set(receipt, '$.resultMs', ?) WHERE ${ofJob}`,
        resultMs,
        ...namesOf(job),
      );
    },
    reject(job, problem, settledAt) {
      change(
        `UPDATE attempts SET state = 'rejected', settled_at = max(reserved_at, ?), receipt = json_set(receipt, '$.problem', ?)
         WHERE ${acceptedOf}`,
        settledAt,
        problem,
        ...namesOf(job),
        job.submittedAt,
      );
      sums.forget();
    },
    charge(job, { min, max, currency, basis, source = null }) {
      change(
        `UPDATE attempts SET cost_min = ?, cost_max = ?, currency = ?, cost_basis = ?, cost_source = ? WHERE ${acceptedOf}`,
        ...[min, max, currency, basis, source],
        ...namesOf(job),
        job.submittedAt,
      );
      sums.forget();
    },
    get: (attemptId) => records("WHERE id = ?", attemptId)[0],
    standing: (idempotencyKey) =>
      records("WHERE idempotency_key = ? AND state IN ('reserved', 'accepted', 'unknown') LIMIT 1", idempotencyKey)[0],
    list(filter) {
      const { where, values } = conditionsOf(filter);
      return records(`${where} ORDER BY id`, ...values);
    },
    committed(scope) {
      return inWords(file, () => {
        forgetOldSums();
        return sums.of(scope, () => addUp(scope));
      });
    },
    close,
  };
}

/** By the index of days: a job's attempt was reserved when it was submitted, or the day before if it had to wait. */
const ofJob = `substr(reserved_at, 1, 10) IN (?, ?) AND provider = ? AND json_extract(receipt, '$.job.taskId') = ?`;

/** The attempt that was accepted with a job. */
const acceptedOf = `${ofJob} AND json_extract(receipt, '$.job.submittedAt') = ? AND state = 'accepted'`;
