// What a test that starts the emulator has: the built packages, and nothing of the command. Plain JavaScript, so that no
// time goes into the stripping of types.
import { startEmulator } from "../dist/index.mjs";

const ids = ["segmind", "3daistudio", "novita"];
const modules = await Promise.all(ids.map((id) => import(`../../${id}/dist/emulation.mjs`)));
await startEmulator(
  modules.map(({ emulation }) => emulation),
  { port: Number(process.argv[2]), latencyScale: 0 },
);
