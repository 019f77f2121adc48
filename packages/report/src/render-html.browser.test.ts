import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderHtml } from "./render-html.ts";
import { renderJunit } from "./render-junit.ts";
import { auditPage } from "./sample/audit-page.ts";
import { findChromium } from "./sample/find-chromium.ts";
import { samplePicture } from "./sample/picture.ts";
import { sampleRecord } from "./sample/record.ts";

const executablePath = findChromium(process.env);
if (executablePath === null) console.warn("The page is not looked at: no Chromium in CHROMIUM_PATH or on the path.");

describe.skipIf(executablePath === null)("the page in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "seedbed-report-"));
  const html = renderHtml(sampleRecord, { readPicture: samplePicture });
  let browser: Browser;

  const save = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return pathToFileURL(path).href;
  };

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: executablePath ?? "",
      args: [
        "--no-sandbox",
        "--headless",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    { width: 1280, colorScheme: "light" },
    { width: 1280, colorScheme: "dark" },
    { width: 390, colorScheme: "light" },
    { width: 390, colorScheme: "dark" },
  ] as const)("has no fault at $width px, $colorScheme", async (look) => {
    expect(await auditPage(browser, save("page.html", html), look)).toEqual([]);
  });

  it("is found at fault where it is broken", async () => {
    const broken = html
      .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
      .replace(
        "</head>",
        "<style>.card { width: 90rem } .stacks { width: 80rem } .note { color: #aaa !important }</style></head>",
      )
      .replace(" popover>", ">")
      .replace("</main>", `<img src="data:image/png;base64,AAAA" width="9" height="9"><img src="missing.png"></main>`);
    const faults = await auditPage(browser, save("broken.html", broken), { width: 390, colorScheme: "light" });
    for (const kind of [
      "console:",
      "request:",
      "picture not",
      "zoom does not open",
      "contrast",
      "cut off",
      "scrolls sideways",
    ]) {
      expect(faults, kind).toContainEqual(expect.stringContaining(kind));
    }
  });

  it("lets no script of a prompt or an answer run, and none that is smuggled in", async () => {
    const page = await browser.newPage();
    const smuggled = html.replace("</main>", `<script>document.title = "owned"</script></main>`);
    for (const text of [html, smuggled]) {
      await page.goto(save("hostile.html", text));
      expect(await page.title()).toBe("Seedbed check: failed, emulated");
    }
    expect(await page.locator(".prompt").first().textContent()).toContain("</style><script>");
    await page.close();
  });

  it("reads the JUnit report as XML, with text that XML forbids", async () => {
    const checks = sampleRecord.checks.map((check) => ({ ...check, id: `${check.id}\u0000\u001b]]>`, title: "<&" }));
    const page = await browser.newPage();
    const read = await page.evaluate(
      (xml) => {
        const document = new DOMParser().parseFromString(xml, "application/xml");
        const count = (selector: string) => document.querySelectorAll(selector).length;
        return ["parsererror", "testcase", "failure", "error", "skipped", "system-out"].map(count);
      },
      renderJunit({ ...sampleRecord, checks }),
    );
    expect(read).toEqual([0, checks.length, 1, 1, 1, 1]);
    await page.close();
  });

  it("filters the checks without a script", async () => {
    const page = await browser.newPage();
    await page.goto(save("filter.html", html));
    const shown = () => page.locator(".check:visible").count();
    await page.check("#verdict-ok");
    expect(await shown()).toBe(sampleRecord.verdicts.ok);
    await page.check("#provider-0");
    const segmind = sampleRecord.checks.filter((check) => check.provider === "segmind" && check.verdict === "ok");
    expect(await shown()).toBe(segmind.length);
    expect(await page.locator(".count:visible").textContent()).toBe(String(segmind.length));
    await page.check("#verdict-violation");
    expect(await shown()).toBe(0);
    expect(await page.locator(".no-match").isVisible()).toBe(true);
    await page.close();
  });
});
