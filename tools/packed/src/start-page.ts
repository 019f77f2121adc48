import { rmSync } from "node:fs";
import { startEmulator } from "../../../packages/emulator/src/index.ts";
import { emulation as segmind } from "../../../packages/segmind/emulation/index.ts";
import { clients, installTarballs } from "./install-tarballs.ts";
import { startPageServer } from "./page-server.ts";

// Shows examples/browser-page, from the packed clients: at Segmind where its key is set, which costs, else on the emulator.
const { SEGMIND_API_KEY } = process.env;
const installed = await installTarballs(clients);
const emulator = SEGMIND_API_KEY ? undefined : await startEmulator([segmind], { timeScale: 4 });
const server = await startPageServer(process.execPath, installed.folder, {
  apiKey: SEGMIND_API_KEY ?? "any",
  ...(emulator ? { emulatorUrl: emulator.baseUrls.segmind } : {}),
});
process.once("SIGINT", () => process.exit());
process.once("exit", () => {
  void server.close(); // it is told to end at once
  rmSync(installed.folder, { recursive: true, force: true });
});
console.log(`${server.url} (${emulator ? "emulated" : "Segmind itself: each image is paid for"}; Ctrl+C ends it)`);
