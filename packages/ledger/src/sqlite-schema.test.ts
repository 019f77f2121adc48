import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { migrate, migrations } from "./sqlite-schema.ts";
import { freshFolder } from "./testing/fresh-folder.ts";

const made = (text: string) => {
  const database = new DatabaseSync(":memory:");
  database.exec(text);
  return database;
};

test("a file of this version is only looked at", () => {
  const file = path.join(freshFolder(), "books.db");
  const writer = new DatabaseSync(file);
  migrate(writer, file);
  writer.close();
  const reader = new DatabaseSync(file, { readOnly: true });
  expect(() => migrate(reader, file)).not.toThrow();
  reader.close();
});

test.each(migrations.map((_, version) => version))("a file of version %i comes out as a new one does", (version) => {
  const tables = (database: DatabaseSync) => {
    migrate(database, "books.db");
    return database.prepare("SELECT name, sql FROM sqlite_schema ORDER BY name").all();
  };
  const before = `PRAGMA application_id = ${0x53656564}; ${migrations.slice(0, version).join("")}; PRAGMA user_version = ${version}`;
  const brought = tables(made(before));
  expect(brought).toEqual(tables(made("")));
  const indexOf = (name: string) => brought.find((each) => each.name === name)?.sql;
  expect(indexOf("attempts_by_run")).toBe("CREATE INDEX attempts_by_run ON attempts (run)");
  expect(indexOf("attempts_by_day")).toBe("CREATE INDEX attempts_by_day ON attempts (substr(reserved_at, 1, 10))");
});

test.each([
  ["another program's", "PRAGMA user_version = 1"],
  ["a newer one", `PRAGMA application_id = ${0x53656564}; PRAGMA user_version = 99`],
])("%s is refused as the field that names it", (_name, text) => {
  expect(() => migrate(made(text), "books.db")).toThrow(
    expect.objectContaining({ name: "LedgerError", field: "ledger" }),
  );
});
