import { availableParallelism, loadavg } from "node:os";
import type { Check } from "./check.ts";
import { faultChecks, quietChecks } from "./checks/index.ts";
import type { Comparison, Row } from "./comparison.ts";
import type { Installed } from "./install.ts";
import { observe } from "./observe.ts";

/** Runs every check over every client. Calls against faults mostly wait and run a few at once; times and sizes come after, alone. */
export async function comparePeers(
  installed: readonly Installed[],
  progress: (text: string) => void,
): Promise<Comparison> {
  for (const one of installed) await prove(one);
  progress("each client makes an image when all is well");
  const done = async (check: Check): Promise<Row> => {
    const cells = await check.run(installed);
    progress(check.title);
    const { run: _run, ...row } = check;
    return { ...row, cells };
  };
  const waiting = [...faultChecks];
  const rows: Row[] = [];
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) rows.push(await done(check));
  };
  await Promise.all(Array.from({ length: 2 }, lane));
  const [load = 0] = loadavg();
  for (const check of quietChecks) rows.push(await done(check));
  const order = [...faultChecks, ...quietChecks].map(({ id }) => id);
  return {
    measuredOn: new Date().toISOString().slice(0, 10),
    machine: {
      node: process.versions.node,
      cores: availableParallelism(),
      platform: `${process.platform} ${process.arch}`,
      load: Math.round(load * 10) / 10,
    },
    peers: installed.map(({ peer: { id, label }, versions }) => ({ id, label, versions })),
    rows: rows.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id)),
  };
}

/** Makes sure that a client is called as its current version wants it: else its errors would be ours. */
async function prove(one: Installed): Promise<void> {
  const { told, posts } = await observe(one, { fault: () => undefined });
  if (told?.outcome === "returned" && told.images > 0 && posts === 1) return;
  const versions = Object.values(one.versions).join(", ");
  throw new Error(
    `${one.peer.label} ${versions} makes no image even when all is well (${told?.error ?? "no result"}): it may have changed; mend tools/peers/src/peers/${one.peer.id}.ts.`,
  );
}
