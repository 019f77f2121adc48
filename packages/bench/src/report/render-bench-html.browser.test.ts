import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { summarize } from "../statistics/summarize.ts";
import { judgeVotes } from "./judge-votes.ts";
import { renderBenchHtml } from "./render-bench-html.ts";
import { auditPage } from "./testing/audit-page.ts";
import { findChromium } from "./testing/find-chromium.ts";
import { sampleImage } from "./testing/sample-image.ts";
import { sampleRecord } from "./testing/sample-record.ts";

const executablePath = findChromium(process.env);
if (executablePath === null) console.warn("The page is not looked at: no Chromium in CHROMIUM_PATH or on the path.");

/** A busy machine may be late. */
const patience = { timeout: 300_000 };
const emulated = sampleRecord();
const live = sampleRecord({ emulated: false, blocks: 26 });
const history = [1, 2, 3].map((day) =>
  summarize(sampleRecord({ emulated: false, seed: day, startedAt: `2026-11-1${day}T06:30:00.000Z` })),
);
const pages = {
  emulated: renderBenchHtml(emulated, summarize(emulated), { readImage: sampleImage, history }),
  live: renderBenchHtml(live, summarize(live), { readImage: sampleImage, history }),
};

describe.skipIf(executablePath === null)("the benchmark's page in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "seedbed-bench-report-"));
  let browser: Browser;
  let page: Page;

  const save = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return pathToFileURL(path).href;
  };
  const open = async (html: string): Promise<void> => {
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(patience.timeout);
    await page.goto(save("page.html", html));
  };

  beforeAll(async () => {
    browser = await chromium.launch({
      ...patience,
      executablePath: executablePath ?? "",
      args: ["--no-sandbox", "--disable-gpu"],
    });
  });
  afterEach(() => page?.close());
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ["emulated", 1280, "light"],
    ["emulated", 390, "dark"],
    ["live", 390, "light"],
    ["live", 1280, "dark"],
  ] as const)("has no fault: %s, %i px, %s", async (name, width, colorScheme) => {
    expect(await auditPage(browser, save("audit.html", pages[name]), { width, colorScheme })).toEqual([]);
  });

  it("is found at fault where it is broken", async () => {
    const broken = pages.emulated
      .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
      .replace("</head>", "<style>.card { width: 90rem } .hint { color: #aaa !important }</style></head>")
      .replace("</main>", '<img src="missing.png"><p onclick="x()" tabindex="3">odd</p></main>');
    const faults = await auditPage(browser, save("broken.html", broken), { width: 390, colorScheme: "light" });
    for (const kind of ["console:", "request:", "contrast", "scrolls sideways", "focus order"]) {
      expect(faults, kind).toContainEqual(expect.stringContaining(kind));
    }
  });

  it("lets no script of a prompt or of an answer run, and none that is smuggled in", async () => {
    const smuggled = pages.live.replace("</main>", `<script>document.title = "owned"</script></main>`);
    for (const text of [pages.live, smuggled]) {
      await open(text);
      await page.locator("#vote-start").click();
      expect(await page.title()).toBe("Seedbed benchmark: nightly");
      await page.close();
    }
  });

  it("walks through the images by arrows, and gives the focus to the last one", async () => {
    await open(pages.emulated);
    await page.locator("#image-0").focus();
    await page.keyboard.press("Enter");
    const shownText = () => page.locator("#zoom b").textContent();
    expect(await shownText()).toMatch(/^A \(emulated\), /);
    await page.keyboard.press("ArrowRight");
    expect(await shownText()).toMatch(/^B \(emulated\), /);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    expect(await page.locator("#zoom img").evaluate((image) => image.getAttribute("src")?.slice(0, 19))).toBe(
      "data:image/svg+xml;",
    );
    await page.keyboard.press("Escape");
    const last = (await page.locator(".open").count()) - 1;
    // The dialog tells that it is closed after it has given the focus back by itself.
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), patience).toBe(`image-${last}`);
  });

  it("takes votes by keys alone, tells no name before the end, and what it saves comes back as a verdict", async () => {
    await open(pages.live);
    await page.locator("#vote-start").focus();
    await page.keyboard.press("Enter");
    const booth = page.locator("#booth");
    for (const key of ["ArrowLeft", "ArrowRight", "ArrowDown", "ArrowRight", "Backspace", "ArrowLeft"]) {
      expect(await booth.textContent()).not.toMatch(/segmind|novita|3daistudio/);
      await page.keyboard.press(key);
    }
    expect(await page.locator(".progress").textContent()).toMatch(/^Pair 5 of /);
    await page.locator("#booth [data-choice=stop]").focus();
    await page.keyboard.press("Enter");
    expect(await booth.textContent()).toMatch(/segmind|novita|3daistudio/);
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    expect(download.suggestedFilename()).toBe("votes.json");
    const votes: unknown = JSON.parse(readFileSync(await download.path(), "utf8"));
    const judged = judgeVotes(votes, live);
    expect(judged.reduce((sum, of) => sum + of.votes, 0)).toBe(4);
    const again = renderBenchHtml(live, summarize(live), { readImage: sampleImage, votes: judged });
    expect(again).toContain("looks better:");
  });

  it("reads a thousand images beside the page only as they come near to view", async () => {
    const many = sampleRecord({ blocks: 370 });
    const html = renderBenchHtml(many, summarize(many), { readImage: sampleImage });
    mkdirSync(join(folder, "images"), { recursive: true });
    for (const { path } of many.attempts.flatMap(({ images }) => images)) {
      writeFileSync(join(folder, path ?? ""), sampleImage(path ?? "")?.bytes ?? new Uint8Array());
    }
    await open(html);
    const count = (selector: string) => page.locator(selector).count();
    expect(await count(".open img")).toBeGreaterThan(1_000);
    expect(await count(".open img[src]")).toBeLessThan(30);
    await page.locator("#block-200").scrollIntoViewIfNeeded();
    const shown = page.locator("#block-200 img").first();
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth), patience).toBe(1600);
    await expect.poll(() => count("#block-0 img[src]"), patience).toBe(0);
    expect(await count(".open img[src]")).toBeLessThan(60);
  });
});
