import type { Browser, Page } from "playwright-core";
import { focusFaults, lowContrast } from "./look-in-page.ts";

/** Everything that is wrong with a page when it is looked at, in words. */
export async function auditPage(
  browser: Browser,
  url: string,
  look: { readonly width: number; readonly colorScheme: "light" | "dark" },
): Promise<string[]> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: 900 },
    colorScheme: look.colorScheme,
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(300_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`page error: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) faults.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  await page.evaluate(() => {
    for (const block of document.querySelectorAll<HTMLElement>(".block")) block.style.contentVisibility = "visible";
  });
  faults.push(...(await undecodedImages(page)));
  faults.push(...(await page.evaluate(lowContrast)), ...(await page.evaluate(focusFaults)), ...(await sideways(page)));
  for (const [opener, dialog] of [
    ["#image-0", "#zoom"],
    ["#vote-start", "#booth"],
  ] as const) {
    await page.locator(opener).focus();
    await page.keyboard.press("Enter");
    if (!(await page.locator(dialog).isVisible())) faults.push(`${dialog} does not open`);
    faults.push(...(await page.evaluate(lowContrast)), ...(await sideways(page)));
    await page.keyboard.press("Escape");
    if (await page.locator(dialog).isVisible()) faults.push(`${dialog} does not close`);
    const kept = await page.locator(opener).evaluate((element) => element === document.activeElement);
    if (!kept) faults.push(`focus lost by ${dialog}`);
  }
  await context.close();
  return [...new Set(faults)];
}

async function sideways(page: Page): Promise<string[]> {
  const needed: number = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
  const there = page.viewportSize()?.width ?? 0;
  const wide: string[] = await page.evaluate(
    (width) =>
      [...document.querySelectorAll("dialog[open] *, section *")]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > width + 1)
        .map((element) => `scrolls sideways: ${element.tagName} ${element.getAttribute("class")}`),
    there,
  );
  return needed > there ? [`scrolls sideways: ${needed} > ${there}`, ...wide] : wide;
}

async function undecodedImages(page: Page): Promise<string[]> {
  const images = page.locator(".open img");
  const faults: string[] = [];
  for (const at of [0, Math.floor((await images.count()) / 2), (await images.count()) - 1]) {
    const image = images.nth(at);
    await image.scrollIntoViewIfNeeded();
    const decoded = await image
      .evaluate(async (image: HTMLImageElement) => {
        while (!image.hasAttribute("src")) await new Promise(requestAnimationFrame);
        await image.decode();
        return image.naturalWidth > 0;
      })
      .catch(() => false);
    if (!decoded) faults.push(`image ${at} is not decoded`);
  }
  return faults;
}
