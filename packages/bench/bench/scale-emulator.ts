import { startEmulator } from "@seedbed/emulator";
import { emulation } from "@seedbed/segmind/emulation";

// The emulator of `scale.ts`, in a process of its own so that its work is not counted; it draws nothing.

const pixel = new Uint8Array(Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"));
const emulator = await startEmulator([emulation], {
  timeScale: Number(process.argv[2]),
  balances: { segmind: 1e9 },
  rateLimits: false,
  draw: async () => pixel,
});
await emulator.warmUp();
process.send?.(emulator.baseUrls.segmind);
process.on("disconnect", () => process.exit());
