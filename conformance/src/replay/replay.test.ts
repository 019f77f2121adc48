import path from "node:path";
import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import threeDAIStudioApi from "@seedbed/3daistudio/openapi.json" with { type: "json" };
import type { Provider } from "@seedbed/core";
import { provider as novita } from "@seedbed/novita";
import novitaApi from "@seedbed/novita/openapi.json" with { type: "json" };
import { provider as segmind } from "@seedbed/segmind";
import segmindApi from "@seedbed/segmind/openapi.json" with { type: "json" };
import { expect, test } from "vitest";
import { type Fixture, loadFixtures } from "../fixture/fixture.ts";
import { createSpec, type Spec } from "../spec/create-spec.ts";
import { replay } from "./replay.ts";

const home = path.resolve(import.meta.dirname, "../..");
const folder = path.join(home, "fixtures");
const fixtures = await loadFixtures(folder, path.join(home, "schemas/fixture.schema.json"));
const known: Record<string, { provider: Provider; spec: Spec }> = {
  "3daistudio": { provider: threeDAIStudio, spec: createSpec(threeDAIStudioApi) },
  novita: { provider: novita, spec: createSpec(novitaApi) },
  segmind: { provider: segmind, spec: createSpec(segmindApi) },
};

async function replayed(fixture: Fixture, at: "network" | "in-process") {
  const subject = known[fixture.provider];
  if (!subject) throw new Error(`${fixture.provider} is not known here`);
  return replay(fixture, { ...subject, folder, at });
}

test("every fixture comes to the same in the process as at the network", async () => {
  for (const fixture of fixtures) {
    const [inProcess, network] = [await replayed(fixture, "in-process"), await replayed(fixture, "network")];
    expect(inProcess, fixture.id).toEqual(network);
    expect(["ok", "drift"], fixture.id).toContain(inProcess.verdict);
  }
});

test("an exchange that is asked for once more than it is there is no success", async () => {
  const fixture = fixtures.find(({ id }) => id === "3daistudio/seedreamV5LiteGenerate/error-429-then-200");
  if (!fixture) throw new Error("the fixture is gone");
  const cut = { ...fixture, exchanges: fixture.exchanges.slice(0, 1) };
  for (const at of ["in-process", "network"] as const) expect((await replayed(cut, at)).verdict).toBe("violation");
});

test("an exchange that is never asked for is a violation", async () => {
  const fixture = fixtures.find(({ id }) => id === "novita/seedream5Lite/seed-sample");
  const [exchange] = fixture?.exchanges ?? [];
  if (!fixture || !exchange) throw new Error("the fixture is gone");
  const more = { ...fixture, exchanges: [...fixture.exchanges, exchange] };
  for (const at of ["in-process", "network"] as const) {
    const { findings } = await replayed(more, at);
    expect(findings.map(({ message }) => message).join()).toMatch(/exchanges were not made/);
  }
});
