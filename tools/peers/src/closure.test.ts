import { expect, test } from "vitest";
import { closureOf } from "./checks/size.ts";

test("counts what comes with a package: nested, optional and peer ones, each once, and none that was not installed", () => {
  const lock = {
    packages: {
      "node_modules/a": { dependencies: { b: "1", c: "1" }, peerDependencies: { d: "1" } },
      "node_modules/b": { dependencies: { c: "2" }, optionalDependencies: { e: "1", fsevents: "1" } },
      "node_modules/b/node_modules/c": { dependencies: { a: "1" } },
      "node_modules/c": {},
      "node_modules/d": {},
      "node_modules/e": {},
      "node_modules/stranger": {},
    },
  };
  expect([...closureOf(lock, ["a"])].sort()).toEqual([
    "node_modules/a",
    "node_modules/b",
    "node_modules/b/node_modules/c",
    "node_modules/c",
    "node_modules/d",
    "node_modules/e",
  ]);
});
