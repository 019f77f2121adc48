// The emulator in a process of its own: the built packages, and nothing of the command. Plain JavaScript, so that no
// time goes into the stripping of types.
import { startEmulator } from "../dist/index.mjs";

const ids = ["segmind", "3daistudio", "novita"];
const modules = await Promise.all(ids.map((id) => import(`../../${id}/dist/emulation.mjs`)));
await startEmulator(
  modules.map(({ emulation }) => emulation),
  { port: Number(process.argv[2]), latencyScale: 0, replaceGlobals: true },
);

// Asked for its memory: what is still held once the garbage is collected, and what the process has.
process.on("message", () => {
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send({ heldMb: (heapUsed + external) / 2 ** 20, rssMb: rss / 2 ** 20 });
});
