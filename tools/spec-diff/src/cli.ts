import path from "node:path";
import { parseArgs } from "node:util";
import { SpecDiffInputError, specDiff } from "./spec-diff.ts";

const usage = "Usage: pnpm spec-diff <old> <new> [--json]\n\nEach is a spec's file, or a folder with an openapi.yaml.";

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  const [before, after, ...more] = positionals.map((file) => path.resolve(process.env.INIT_CWD ?? ".", file));
  if (values.help) {
    console.log(usage);
  } else if (!before || !after || more.length > 0) {
    throw new SpecDiffInputError(`Two specs are needed.\n${usage}`);
  } else {
    const diff = await specDiff(before, after);
    if (values.json) console.log(JSON.stringify(diff));
    else
      for (const { bump, id, location, message } of diff.changes)
        console.log(`${bump.padEnd(5)}  ${message}  (${id}, ${location})`);
    if (!values.json) console.log(`bump: ${diff.bump}`);
  }
} catch (error) {
  const wrong = error instanceof SpecDiffInputError || (error instanceof TypeError && "code" in error);
  console.error(`spec-diff: ${error instanceof Error ? error.message : error}`);
  process.exitCode = wrong ? 2 : 1;
}
