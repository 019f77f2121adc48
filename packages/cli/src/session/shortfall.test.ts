import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { misfits } from "../testing/fits-schema.ts";
import { runSeedbed } from "../testing/run-seedbed.ts";
import { startAnsweringServer } from "../testing/start-answering-server.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(tmpdir(), "seedbed-test-"));
});
afterAll(() => rm(cwd, { recursive: true }));

const model = ["--model", "novita/seedream-5.0-lite"];
const shortfall = [{ index: 1, reason: "images[1] has no url: refused" }];
const server = () =>
  startAnsweringServer("novita", (response, url) => {
    const images = [`${url}/1.gif`, { error: { message: "refused" } }, `${url}/3.gif`];
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ images }));
  });

test("generate saves the good images of an answer and says which is missing and why", async () => {
  await using novita = await server();
  const args = ["generate", "a koi pond", ...model, "--out", "one", "--count", "3", ...novita.flags];
  const ran = await runSeedbed([...args, "--json"], { cwd });
  expect(ran).toMatchObject({ exitCode: 0 });
  expect(misfits("generate", ran.json())).toEqual([]);
  expect(ran.json()).toMatchObject({ images: [{ width: 4 }, { width: 4 }], shortfall });
  const files = await readdir(path.join(cwd, "one"));
  expect(files.filter((file) => file.endsWith(".gif"))).toHaveLength(2);
  const record = files.find((file) => file.endsWith(".json")) ?? "";
  expect(JSON.parse(await readFile(path.join(cwd, "one", record), "utf8"))).toMatchObject({ shortfall });
  const text = await runSeedbed(args, { cwd });
  expect(text.stdout).toContain("  missing       image 2: images[1] has no url: refused\n");
});

test("compare says so of the model", async () => {
  await using novita = await server();
  const args = ["compare", "a koi pond", ...model, "--out", "two", ...novita.flags];
  const ran = await runSeedbed([...args, "--json"], { cwd });
  expect(misfits("compare", ran.json())).toEqual([]);
  expect(ran.json()).toMatchObject({ results: [{ images: [{ width: 4 }, { width: 4 }], shortfall }] });
  expect((await runSeedbed(args, { cwd })).stdout).toContain("missing       image 2:");
});
