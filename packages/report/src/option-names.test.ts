import { expect, test } from "vitest";
import { createProgress, renderHtml, renderTerminal } from "./index.ts";

const never = {} as never; // nothing is read of it
test.each<[string, string, (options: never) => unknown]>([
  ["renderHtml", "readImages", (options) => renderHtml(never, options)],
  ["renderTerminal", "color", (options) => renderTerminal(never, options)],
  ["createProgress", "isTTYs", (options) => createProgress(options)],
])("%s refuses %s", (place, name, call) => {
  expect(() => call({ [name]: 1 } as never)).toThrow(
    new RegExp(`^${place}: unknown option "${name}" \\(did you mean `),
  );
});
