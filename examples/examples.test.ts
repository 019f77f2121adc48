import { format } from "node:util";
import { startEmulator } from "@seedbed/emulator";
import { emulation } from "@seedbed/novita/emulation";
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

test("01-first-image makes an image with the key from the environment, at Novita's own address", async () => {
  const switches = { novita: { imageForm: "base64" } }; // a public provider's image on loopback would be refused
  await using emulator = await startEmulator([emulation], { timeScale: 100, switches });
  const { fetch } = globalThis;
  const atEmulator = (url: string) => url.replace("https://api.novita.ai", emulator.baseUrls.novita ?? "");
  vi.stubEnv("NOVITA_API_KEY", "any");
  vi.stubGlobal("fetch", (url: string, init?: RequestInit) => fetch(atEmulator(url), init));
  try {
    expect(await run("01-first-image.ts")).toMatch(/^\d+ x \d+ image\/jpeg\n$/);
  } finally {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  }
});

test("02-first-image-without-a-key makes an image on the emulator", async () => {
  expect(await run("02-first-image-without-a-key.ts")).toMatch(/^\d+ x \d+ image\/jpeg\n$/);
});

test("03-image-size-and-cost makes an image of the size that was asked for", async () => {
  expect(await run("03-image-size-and-cost.ts")).toMatch(/^2848 x 1600 image\/jpeg, \d+ bytes\nnull\n$/);
});

test("04-compare-providers gives the cost of each, and what became of each setting", async () => {
  const printed = await run("04-compare-providers.ts");
  expect(printed).toMatch(/segmind\/seedream-v5-lite \{[^}]*currency: 'USD'/);
  expect(printed).toMatch(/3daistudio\/seedream-v5-lite \{[^}]*currency: 'credits'/);
  expect(printed).toMatch(/setting: 'seed',\s*requested: 7,\s*sent: null,\s*status: 'dropped'/);
  expect(printed).toMatch(/requested: '3:2',\s*sent: 'landscape_4_3',\s*status: 'approximated'/);
});

test("10-resume-job gets its images from the job's JSON", async () => {
  expect(await run("10-resume-job.ts")).toMatch(/FINISHED 100\n2 images\n$/);
});

test("08-segmind makes an image of the size that was asked for, at the cost that was reported", async () => {
  expect(await run("08-segmind.ts")).toMatch(/^4704 image\/jpeg \{[^}]*currency: 'USD'[^}]*\} [\da-f-]{36}\n$/);
});

test("09-segmind-job gets its image from the job's JSON, and tells when it was finished", async () => {
  expect(await run("09-segmind-job.ts")).toBe("1 true\n");
});

test("07-handle-errors prints what its comment says", async () => {
  expect(await run("07-handle-errors.ts")).toBe("RateLimitError no 21000\n");
});

test("11-emulator-alone gives an image to a bare fetch", async () => {
  expect(await run("11-emulator-alone.ts")).toBe("200 1\n");
});

test("12-emulator-fault fails the second request alone", async () => {
  expect(await run("12-emulator-fault.ts")).toBe("1 1\n2 OutcomeUnknownError unknown\n3 1\n");
});

test("05-any-provider goes on from a provider without money to the next, and tells both", async () => {
  const printed = await run("05-any-provider.ts");
  expect(printed).toMatch(
    /^1 image of segmind\/seedream-v5-lite\n3daistudio\/seedream-v5-lite: failed, billed no, at most/,
  );
  expect(printed).toContain("segmind/seedream-v5-lite: done, billed yes, at most $0.035 (price-table)\n");
});

test("06-many-requests saves what the budget holds, and says of the others that they were not sent", async () => {
  const printed = await run("06-many-requests.ts");
  // Which of the three that cost as much comes first is not said.
  expect(printed).toMatch(/^lighthouse: accepted\n/);
  expect(printed.match(/: accepted$/gm)).toHaveLength(2);
  expect(printed.match(/: not-sent; .* Nothing was sent\.$/gm)).toHaveLength(2);
  expect(printed).toContain("\n2 images saved, at most $0.047 spent\n");
});

test("13-schemas prints what is wrong with a form, and what the tool of an agent takes", async () => {
  const printed = await run("13-schemas.ts");
  expect(printed).toMatch(/prompt: \[ 'Too small: .*max_images: \[ 'Too big: .*\[ 'prompt' \] false\n$/s);
});
