import { format } from "node:util";
import { expect, test, vi } from "vitest";

/** What an example prints. A test named after each is what runs the code of the READMEs. */
async function run(name: string): Promise<string> {
  let printed = "";
  const log = vi.spyOn(console, "log").mockImplementation((...values) => {
    printed += `${format(...values)}\n`;
  });
  try {
    await import(/* @vite-ignore */ `./${name}`);
  } finally {
    log.mockRestore();
  }
  return printed;
}

test("first-image makes an image of the size that was asked for", async () => {
  expect(await run("first-image.ts")).toMatch(/^2848 x 1600 image\/jpeg, \d+ bytes\nnull\n$/);
});

test("compare-providers gives the cost of each, and what became of each setting", async () => {
  const printed = await run("compare-providers.ts");
  expect(printed).toMatch(/segmind\/seedream-v5-lite \{[^}]*currency: 'USD'/);
  expect(printed).toMatch(/3daistudio\/seedream-v5-lite \{[^}]*currency: 'credits'/);
  expect(printed).toMatch(/setting: 'seed',\s*requested: 7,\s*sent: null,\s*status: 'dropped'/);
  expect(printed).toMatch(/requested: '3:2',\s*sent: 'landscape_4_3',\s*status: 'approximated'/);
});

test("resume-job gets its images from the job's JSON", async () => {
  expect(await run("resume-job.ts")).toMatch(/FINISHED 100\n2 images\n$/);
});

test("segmind makes an image of the size that was asked for, at the cost that was reported", async () => {
  expect(await run("segmind.ts")).toMatch(/^4704 image\/jpeg \{[^}]*currency: 'USD'[^}]*\} [\da-f-]{36}\n$/);
});

test("segmind-job gets its image from the job's JSON, and tells when it was finished", async () => {
  expect(await run("segmind-job.ts")).toBe("1 true\n");
});

test("handle-errors prints what its comment says", async () => {
  expect(await run("handle-errors.ts")).toBe("RateLimitError no 21000\n");
});

test("emulator-alone gives an image to a bare fetch", async () => {
  expect(await run("emulator-alone.ts")).toBe("200 1\n");
});

test("emulator-fault fails the second request alone", async () => {
  expect(await run("emulator-fault.ts")).toBe("1 1\n2 OutcomeUnknownError unknown\n3 1\n");
});

test("any-provider goes on from a provider without money to the next, and tells both", async () => {
  const printed = await run("any-provider.ts");
  expect(printed).toMatch(
    /^1 image of segmind\/seedream-v5-lite\n3daistudio\/seedream-v5-lite: failed, billed no, at most/,
  );
  expect(printed).toContain("segmind/seedream-v5-lite: done, billed yes, at most $0.035 (price-table)\n");
});

test("many-requests saves what the budget holds, and says of the others that they were not sent", async () => {
  const printed = await run("many-requests.ts");
  // Which of the three that cost as much comes first is not said.
  expect(printed).toMatch(/^lighthouse: accepted\n/);
  expect(printed.match(/: accepted$/gm)).toHaveLength(2);
  expect(printed.match(/: not-sent; .* Nothing was sent\.$/gm)).toHaveLength(2);
  expect(printed).toContain("\n2 images saved, at most $0.047 spent\n");
});
