import { expect, test } from "vitest";
import { createTaskStore } from "./task-store.ts";

test("forgets the oldest task when there are more than it keeps", () => {
  const tasks = createTaskStore(2);
  for (const id of ["a", "b", "a", "c"]) tasks.set(id, { id });
  expect([tasks.size, tasks.get("a"), tasks.get("b")]).toEqual([2, undefined, { id: "b" }]);
});

test("holds what was saved, and nothing else, after it is loaded", () => {
  const [saved, loaded] = [createTaskStore(), createTaskStore()];
  saved.set("a", { id: "a" });
  loaded.set("b", {});
  loaded.load(JSON.parse(JSON.stringify(saved.save())));
  expect([loaded.size, loaded.get("a")]).toEqual([1, { id: "a" }]);
});
