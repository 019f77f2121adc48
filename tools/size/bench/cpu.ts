import { type Contender, contender, dataUri, type Generate } from "./contenders.ts";

// CPU time of this process per call, ours and bare fetch by turns. Prints one ratio a round.

const [origin = "", imageBytes = "0", calls = "200", rounds = "15"] = process.argv.slice(2);
const names: Contender[] = ["bare fetch", "ours"];
const image = Number(imageBytes) > 0 ? { image_input: [dataUri(Number(imageBytes), 1)] } : {};

async function cpuMs(generate: Generate): Promise<number> {
  const before = process.cpuUsage();
  for (let done = 0; done < Number(calls); done += 8) {
    await Promise.all(Array.from({ length: 8 }, () => generate({ prompt: `a koi pond, ${done}`, ...image })));
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / Number(calls);
}

const measured: Record<Contender, number>[] = [];
for (let round = -2; round < Number(rounds); round += 1) {
  const result = { "bare fetch": 0, ours: 0 };
  for (const name of round % 2 === 0 ? names : [...names].reverse()) {
    result[name] = await cpuMs(contender(name, origin));
  }
  if (round >= 0) measured.push(result); // the first two warm up
}
process.stdout.write(JSON.stringify(measured));
