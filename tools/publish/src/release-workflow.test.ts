import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";

const root = fileURLToPath(new URL("../../..", import.meta.url));

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: { readonly script?: string; readonly "node-version"?: number };
  readonly env?: Record<string, string>;
}
interface Job {
  readonly needs?: string;
  readonly if?: string;
  readonly permissions?: Record<string, string>;
  readonly steps: readonly Step[];
}

const file = `${root}/.github/workflows/release.yml`;
const text = readFileSync(file, "utf8");
const workflow: { permissions: object; jobs: Record<string, Job>; on: object } = parse(text);
const publishes = (step: Step) => step.with?.script?.includes("changeset publish") ?? false;
const { test: tested, version, publish } = workflow.jobs;

test("only what is on main is released", () => {
  expect(workflow.on).toEqual({ push: { branches: ["main"] } });
});

test("no token is kept: GitHub says who publishes", () => {
  expect(text).not.toMatch(/secrets[.[]|NPM_TOKEN|NODE_AUTH_TOKEN|_authToken/);
  expect(publish?.permissions).toEqual({ contents: "write", "id-token": "write" });
});

test("every job may do what it needs and no more", () => {
  expect(workflow.permissions).toEqual({ contents: "read" });
  expect(tested?.permissions).toBeUndefined();
  expect(version?.permissions).toEqual({ contents: "write", "pull-requests": "write" });
});

test("nothing is published that was not tested and built before, in one job alone, with provenance", () => {
  expect(Object.entries(workflow.jobs).filter(([, { steps }]) => steps.some(publishes))).toHaveLength(1);
  expect(publish).toMatchObject({ needs: "test", if: "needs.test.outputs.mode == 'publish'" });
  expect(version).toMatchObject({ needs: "test", if: "needs.test.outputs.mode == 'version'" });
  const runs = (job: Job | undefined) => (job?.steps ?? []).map(({ run }) => run);
  expect(runs(tested)).toEqual(expect.arrayContaining(["pnpm lint", "bash .ci/run"]));
  const at = publish?.steps.findIndex(publishes) ?? -1;
  const built = runs(publish).indexOf("pnpm build");
  expect(built).toBeGreaterThan(-1);
  expect(at).toBeGreaterThan(built);
  expect(publish?.steps[at]?.env).toEqual({ NPM_CONFIG_PROVENANCE: "true" });
});

test("npm and Node know trusted publishing", () => {
  for (const { steps } of Object.values(workflow.jobs)) {
    const versions = steps.flatMap((step) => step.with?.["node-version"] ?? []);
    expect(versions).toEqual([24]); // brings npm 11, later than 11.5.1
  }
});

test("every published package is public, and names the repository that the root names and its own folder in it", () => {
  const { repository } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
  const manifests = globSync("{packages/*,conformance}/package.json", { cwd: root });
  expect(manifests.length).toBeGreaterThan(10);
  for (const manifest of manifests) {
    const { name, publishConfig, repository: own } = JSON.parse(readFileSync(`${root}/${manifest}`, "utf8"));
    expect(publishConfig, name).toEqual({ access: "public" });
    expect(own, name).toEqual({ ...repository, directory: manifest.replace("/package.json", "") });
  }
});
