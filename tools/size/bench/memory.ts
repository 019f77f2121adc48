import { type Contender, contender, dataUri } from "./contenders.ts";

// The most memory that 8 generations in flight take, each with ten images of a megabyte. One contender a process.

const [name = "", origin = ""] = process.argv.slice(2);
const generate = contender(name as Contender, origin); // by clients.ts
const requests = Array.from({ length: 8 }, (_, generation) => ({
  prompt: "a koi pond",
  image_input: Array.from({ length: 10 }, (_, index) => dataUri(1_000_000, 10 * generation + index)),
}));
const wireBytes = requests.reduce((sum, request) => sum + JSON.stringify(request).length, 0);
await Promise.all(requests.map((request) => generate(request)));
process.stdout.write(JSON.stringify({ wireBytes, peakBytes: process.resourceUsage().maxRSS * 1024 }));
