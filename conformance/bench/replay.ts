import path from "node:path";
import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import threeDAIStudioApi from "@seedbed/3daistudio/openapi.json" with { type: "json" };
import { createSpec, loadFixtures, replay } from "@seedbed/conformance";
import { provider as novita } from "@seedbed/novita";
import novitaApi from "@seedbed/novita/openapi.json" with { type: "json" };
import { provider as segmind } from "@seedbed/segmind";
import segmindApi from "@seedbed/segmind/openapi.json" with { type: "json" };

// What a replay costs, in the process and at the network, as one run on this machine.
const cases = 1000;
const home = path.resolve(import.meta.dirname, "..");
const folder = path.join(home, "fixtures");
const fixtures = await loadFixtures(folder, path.join(home, "schemas/fixture.schema.json"));
const subjects = new Map([
  ["3daistudio", { provider: threeDAIStudio, spec: createSpec(threeDAIStudioApi) }],
  ["novita", { provider: novita, spec: createSpec(novitaApi) }],
  ["segmind", { provider: segmind, spec: createSpec(segmindApi) }],
]);

async function secondsFor(at: "in-process" | "network", count: number): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < count; index += 1) {
    const fixture = fixtures[index % fixtures.length];
    const subject = fixture && subjects.get(fixture.provider);
    if (!fixture || !subject) continue;
    const { verdict } = await replay(fixture, { ...subject, folder, at });
    if (verdict === "harness") throw new Error(`${fixture.id} could not be replayed`);
  }
  return (performance.now() - start) / 1000;
}

await secondsFor("in-process", fixtures.length); // the validators are compiled once
await secondsFor("network", 20);
const inProcess = await secondsFor("in-process", cases);
const network = await secondsFor("network", cases);
console.log(
  `${cases} replays in the process: ${inProcess.toFixed(2)} s, ${((inProcess / cases) * 1000).toFixed(2)} ms each`,
);
console.log(
  `${cases} replays at the network (nock): ${network.toFixed(2)} s, ${((network / cases) * 1000).toFixed(2)} ms each`,
);
console.log(`ratio: ${(network / inProcess).toFixed(1)}; the bar for the first is 1 s on an idle machine`);
