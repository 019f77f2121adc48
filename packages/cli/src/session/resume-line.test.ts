import type { Job } from "@seedbed/core";
import { expect, test } from "vitest";
import { resumeLine } from "./resume-line.ts";

const job = { provider: "segmind", model: "segmind/seedream-v5-lite" } as Job;
const plain = { out: "./seedbed-images" };

test.each<[string, Parameters<typeof resumeLine>[2], string]>([
  ["no flag", plain, ""],
  [
    "the address of its provider only",
    { ...plain, baseUrl: ["novita=http://a", "segmind=http://b"] },
    " --base-url segmind=http://b",
  ],
  ["plain http", { ...plain, allowInsecureHttp: true }, " --allow-insecure-http"],
  [
    "the rate limit of its provider only",
    { ...plain, rateLimit: ["novita=1/s", "segmind=3/min"] },
    " --rate-limit segmind=3/min",
  ],
  ["the time scale", { ...plain, timeScale: 10 }, " --time-scale 10"],
  ["the ledger, which books what it cost", { ...plain, ledger: "my books.db" }, " --ledger 'my books.db'"],
  [
    "the price of its model only",
    { ...plain, price: ["segmind/seedream-v5-lite=0.03", "segmind/seedream-v3=1"] },
    " --price segmind/seedream-v5-lite=0.03",
  ],
  [
    "the price of its provider's credits",
    { ...plain, creditPrice: ["3daistudio=1", "segmind=0.01"] },
    " --credit-price segmind=0.01",
  ],
  ["the folder of the images", { out: "it's" }, " --out 'it'\\''s'"],
])("a job is resumed with %s", (_name, flags, words) => {
  expect(resumeLine("out/a.job.json", job, flags)).toBe(`seedbed generate --job out/a.job.json${words}`);
});

test("a file whose name a shell would take apart is quoted", () => {
  expect(resumeLine("a b/$(x).json", job, plain)).toBe("seedbed generate --job 'a b/$(x).json'");
});
