import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { createReference, entryPoints } from "./reference.ts";
import { undocumented } from "./undocumented.ts";

const planted = { name: "planted", source: fileURLToPath(new URL("testing/planted.ts", import.meta.url)) };
let names: string[];

beforeAll(async () => {
  const reference = await createReference([...entryPoints(), planted]);
  const project = await reference.convert();
  if (!project) throw new Error("TypeDoc could not read the sources.");
  expect(project.children?.map(({ name }) => name).sort()).toEqual(
    [...entryPoints().map(({ name }) => name), planted.name].sort(),
  );
  names = undocumented(project);
});

test("every public name of every published package is documented, and so is each member of what is public", () => {
  expect(entryPoints().length).toBeGreaterThan(15);
  expect(names.filter((name) => !name.startsWith("planted "))).toEqual([]);
});

test("a public name without a word is found", () => {
  const found = names.filter((name) => name.startsWith("planted ")).map((name) => name.split(" ")[1]);
  expect(found).toEqual(["Said.unsaid", "Said.unsaidMethod", "Unsaid", "Unsaid.unsaid", "unsaid", "unsaidFunction"]);
});
