import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { raisedFloor } from "../src/coverage/coverage-floor.ts";

// Writes what a run exercised as the floor of later ones. A run that is below the floor has failed before it comes here.
const [run = ""] = process.argv.slice(2);
const file = path.resolve(import.meta.dirname, "../coverage-floor.json");
const floor = JSON.parse(await readFile(file, "utf8").catch(() => "{}"));
const { coverage, exitCode } = JSON.parse(await readFile(run, "utf8"));
if (exitCode !== 0) throw new Error(`${run} is of a run that did not pass: its coverage is not a floor.`);
await writeFile(file, `${JSON.stringify(raisedFloor(floor, coverage), null, 2)}\n`);
