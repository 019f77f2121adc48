import { expect, test } from "vitest";
import { askQuestion, check, recordCall, replay, smoke } from "../index.ts";

const never = {} as never; // nothing is read of it
test.each<[string, string, (options: never) => unknown]>([
  ["check", "fixture", (options) => check(options)],
  ["recordCall", "secret", (options) => recordCall(never, options)],
  ["askQuestion", "example", (options) => askQuestion(never, options)],
  ["replay", "folders", (options) => replay(never, options)],
  ["smoke", "specs", (options) => smoke(never, never, "x", options)],
])("%s refuses %s", async (place, name, call) => {
  await expect(async () => call({ [name]: 1 } as never)).rejects.toThrow(
    new RegExp(`^${place}: unknown option "${name}" \\(did you mean `),
  );
});
