import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { renderHtml } from "./render-html.ts";
import { renderJunit } from "./render-junit.ts";
import { renderOverlay } from "./render-overlay.ts";
import { auditPage } from "./sample/audit-page.ts";
import { findChromium } from "./sample/find-chromium.ts";
import { sampleImage } from "./sample/image.ts";
import { sampleRecord } from "./sample/record.ts";

const executablePath = findChromium(process.env);
if (executablePath === null) console.warn("The page is not looked at: no Chromium in CHROMIUM_PATH or on the path.");

/** A busy machine may be late. */
const patience = { timeout: 300_000 };

describe.skipIf(executablePath === null)("the page in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "seedbed-report-"));
  const html = renderHtml(sampleRecord, { readImage: sampleImage });
  let browser: Browser;

  const save = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return pathToFileURL(path).href;
  };

  const newPage = async (): Promise<Page> => {
    const page = await browser.newPage();
    page.setDefaultTimeout(patience.timeout);
    return page;
  };

  beforeAll(async () => {
    browser = await chromium.launch({
      ...patience,
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
      .replace('href="#matrix"', 'href="#nothing"')
      .replace('aria-label="Copy its request for a shell">Copy<', "><")
      .replace("</main>", `<img src="data:image/png;base64,AAAA" width="9" height="9"><img src="missing.png"></main>`);
    const faults = await auditPage(browser, save("broken.html", broken), { width: 390, colorScheme: "light" });
    for (const kind of [
      "console:",
      "request:",
      "image not",
      "zoom does not open",
      "leads nowhere: #nothing",
      "no name or no way to it: <button",
      "contrast",
      "cut off",
      "scrolls sideways",
    ]) {
      expect(faults, kind).toContainEqual(expect.stringContaining(kind));
    }
  });

  it("lets no script of a prompt or an answer run, and none that is smuggled in", async () => {
    const page = await newPage();
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
    const page = await newPage();
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

  describe("the checks", () => {
    let page: Page;
    const shown = () => page.locator(".check:not([hidden])").count();
    beforeEach(async () => {
      page = await newPage();
      await page.goto(save("checks.html", html));
    });
    afterEach(() => page.close());

    it("are filtered by text, verdict, provider and layer, by keys alone", async () => {
      const { checks } = sampleRecord;
      const shownText = () => page.locator("output").textContent();
      const pressed = async (name: string, presses: number) => {
        await page.locator(`input[name="${name}"]:checked`).focus();
        for (let turn = 0; turn < presses; turn += 1) await page.keyboard.press("ArrowRight");
      };
      await pressed("layer", 2);
      expect(await shown()).toBe(checks.filter(({ layer }) => layer === "replay").length);
      await pressed("provider", 1);
      expect(await shown()).toBe(
        checks.filter((each) => each.layer === "replay" && each.provider === "segmind").length,
      );
      await page.locator("input[type=search]").focus();
      await page.keyboard.type("Error-PAGE");
      expect([await shown(), await shownText()]).toEqual([1, "1 check"]);
      expect(await page.locator(".count:visible").textContent()).toBe("1");
      await pressed("verdict", 1);
      expect([await shown(), await shownText()]).toEqual([0, "No check is like this."]);
      expect(await page.locator("#checks > .group:visible").count()).toBe(0);
      await page.locator('button[type="reset"]').focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction(
        (all) => document.querySelectorAll(".check:not([hidden])").length === all,
        checks.length,
      );
      expect(await shownText()).toBe(`${checks.length} checks`);
    });

    it("are led to from the requirements, also where they were filtered out or folded away", async () => {
      await page.locator("input[type=search]").fill("nothing is like this");
      await page.locator("#requirements summary").first().focus();
      await page.keyboard.press("Enter");
      const link = page.locator("#requirements a").first();
      await link.focus();
      await page.keyboard.press("Enter");
      const id = (await link.getAttribute("href"))?.slice(1);
      const target = page.locator(`#${id}`);
      await page.waitForFunction((wanted) => document.querySelector(`#${wanted}[open]`) !== null, id);
      expect(await target.isVisible()).toBe(true);
      expect(await target.locator(".statement").textContent()).toContain("Outside what is documented of size.");
      expect(await target.locator(".command pre").allTextContents()).toEqual([
        "seedbed check --case 'novita/seedream5Lite/client/size-over'",
        expect.stringMatching(/^curl -sS -i 'https:/),
      ]);
    });

    it("show request and response side by side, with what was found marked in its line", async () => {
      const check = page.locator('.check[data-verdict="drift"]');
      const [request, response] = await check.locator(".exchange pre").all();
      expect(await request?.textContent()).toMatch(
        /^POST \/v3\/seedream-5\.0-lite\n\n\{\n {2}"prompt": "a <b>koi<\/b> pond"/,
      );
      expect(await request?.locator("mark").count()).toBe(0);
      const marks = await response
        ?.locator("mark")
        .evaluateAll((all) => all.map((mark) => [mark.textContent?.trim(), (mark as HTMLElement).dataset.kind])); // every mark is one
      expect(marks).toEqual([
        ['"seed": 42,', "drift"],
        ['"usage": {}', "known"],
      ]);
      const [left, right] = await Promise.all([request?.boundingBox(), response?.boundingBox()]);
      expect(left?.y).toBe(right?.y);
      expect(left?.x).toBeLessThan(right?.x ?? 0);
    });

    it("give the overlay that documents the drift, to copy and as a file", async () => {
      const action = page.locator(".finding .command pre").first();
      expect(await action.textContent()).toContain("x-evidence");
      const copy = page.locator(".finding [data-copy]").first();
      // Its name comes back after a moment, which a busy machine may miss: all that it says is kept.
      const said = await copy.evaluateHandle((button) => {
        const texts: (string | null)[] = [];
        new MutationObserver(() => texts.push(button.textContent)).observe(button, { childList: true });
        return texts;
      });
      await copy.focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction((texts) => texts.some((text) => text === "Copied" || text === "Selected"), said);
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a[download]").click()]);
      expect(download.suggestedFilename()).toBe("overlay-novita.yaml");
      const text = readFileSync(await download.path(), "utf8");
      expect(text).toBe(renderOverlay(sampleRecord, "novita"));
    });

    it("are all there where no script runs", async () => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const plain = await context.newPage();
      await plain.goto(save("plain.html", html));
      expect(await plain.locator(".filters").isVisible()).toBe(false);
      expect(await plain.locator(".check").count()).toBe(sampleRecord.checks.length);
      await plain.locator('.group[data-verdict="ok"] > summary').click();
      expect(await plain.locator('.check[data-verdict="ok"]').first().isVisible()).toBe(true);
      expect(await plain.locator("[data-copy]:visible").count()).toBe(0);
      await context.close();
    });
  });
});
