import { expect, test } from "vitest";
import { replaceIdentifiers, replacementsOf } from "./identifiers.ts";

const uuid = "2C7F59EA-13f1-402c-9353-915a2b5a2124";

test("what is named as an id is one, and anything else is not", () => {
  const named = (name: string, value: unknown = "abcd-1234") => [...replacementsOf([], [{ [name]: value }]).keys()];
  for (const name of [
    "task_id",
    "taskId",
    "request-id",
    "x-trace-id",
    "recordid",
    "job_id",
    "generation_id",
    "prediction_id",
    "correlation-id",
  ])
    expect(named(name), name).toEqual(["abcd-1234"]);
  for (const name of ["id", "subtask_id", "task_ids", "task", "user_id"]) expect(named(name), name).toEqual([]);
  expect(named("task_id", "short-1")).toEqual([]);
  expect(named("task_id", "has spaces in it")).toEqual([]);
  expect(named("task_id", "12:34.56-7")).toEqual(["12:34.56-7"]);
  expect(named("task_id", 123456789)).toEqual([]);
  expect(named("task_id", ["list-0001", "list-0002"])).toEqual(["list-0001", "list-0002"]);
  expect([...replacementsOf([], [[{ deep: { job_id: "deep-0001" } }]]).keys()]).toEqual(["deep-0001"]);
});

test("stand-ins keep the form, count on, and are the same for the same id", () => {
  const found = replacementsOf([`a ${uuid} and ${uuid}, not 2c7f59ea`], [{ task_id: "Task-8f2ac" }, { job_id: uuid }]);
  expect([...found]).toEqual([
    ["Task-8f2ac", "0000-00001"],
    [uuid, "00000000-0000-4000-8000-000000000002"],
  ]);
});

test("with more ids than fit the last digit, the number takes more of them", () => {
  const many = Array.from({ length: 12 }, (_, index) => ({ job_id: `jobs-abc${"abcdefghijkl"[index]}` }));
  expect([...replacementsOf([], many).values()].slice(8)).toEqual(["0000-0009", "0000-0010", "0000-0011", "0000-0012"]);
});

test("a UUID within a longer name is not a UUID, but an id in its own form", () => {
  expect([...replacementsOf([], [{ task_id: `t-${uuid}` }]).values()]).toEqual([
    "0-00000000-0000-0000-0000-000000000001",
  ]);
});

test("the longest id is replaced first, everywhere", () => {
  const stand = new Map([
    ["abc", "1"],
    ["abcdef", "2"],
  ]);
  expect(replaceIdentifiers("abcdef abc abcdef", stand)).toBe("2 1 2");
});
