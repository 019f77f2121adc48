import { failureOf, subjects } from "./subjects.ts";

/** Calls every operation at the address in the arguments, and prints what came of each and how far memory rose. */
const [url = ""] = process.argv.slice(2);
// A first call, so that what is only loaded once is not counted.
await failureOf(Promise.resolve(subjects[0]?.call("https://no-such-host.invalid")));
const before = process.memoryUsage.rss();
const failures: string[] = [];
for (const { name, call } of subjects) {
  const { name: error, body } = await failureOf(call(url));
  failures.push(`${name}: ${error} ${body?.length}`);
}
const roseMegabytes = (process.resourceUsage().maxRSS / 1024 - before / 2 ** 20) | 0;
console.log(JSON.stringify({ failures, roseMegabytes }));
