import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { faultChecks } from "./checks/index.ts";
import type { Placed } from "./observe.ts";
import { peer as openapiFetch } from "./peers/openapi-fetch.ts";
import { peer as ours } from "./peers/ours.ts";

let folder: string;
let both: Placed[];

// Ours from its sources, beside a client that is in the repository: no network and no build is needed.
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-peers-test-"));
  const packages = new URL("../../../packages/", import.meta.url);
  await mkdir(path.join(folder, "node_modules"));
  await symlink(
    fileURLToPath(new URL("core/node_modules/openapi-fetch", packages)),
    path.join(folder, "node_modules/openapi-fetch"),
  );
  await writeFile(
    path.join(folder, "load.mjs"),
    `export const load = (name) => import(name.replace(/^@seedbed\\/(.*)/, "${packages.href}$1/src/index.ts"));\n`,
  );
  both = [ours, openapiFetch].map((peer) => ({
    peer,
    folder,
    nodeArguments: ["--conditions=seedbed-source"],
    patience: 20,
  }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([
  ["text-402", "kept: InsufficientCreditsError", 0, "kept, as bare text", 1],
  ["redirect-307", "not followed: ProviderError", 0, "followed, and the key with it", 2],
  ["status-504-empty", "1 POST, T: OutcomeUnknownError", 0, "1 POST, T: returned nothing, no error", 2],
])("the check %s tells two clients apart", async (id, own, ownScore, others, othersScore) => {
  const cells = await faultChecks.find((check) => check.id === id)?.run(both);
  const timeless = Object.entries(cells ?? {}).map(([peer, { text, score }]) => [
    peer,
    { text: text.replace(/\d+\.\d s/, "T"), score },
  ]);
  expect(Object.fromEntries(timeless)).toEqual({
    ours: { text: own, score: ownScore },
    "openapi-fetch": { text: others, score: othersScore },
  });
});

test("a client's process opens no socket to another host", async () => {
  const guard = fileURLToPath(new URL("guard.ts", import.meta.url));
  const program = `await fetch("http://192.0.2.1/").catch((error) => console.log(error.cause?.message ?? error.message));`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--import",
    guard,
    "--input-type=module",
    "--eval",
    program,
  ]);
  expect(stdout).toBe("The comparison lets no client reach 192.0.2.1: loopback only.\n");
});
