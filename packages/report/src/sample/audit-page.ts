import type { Browser, Page } from "playwright-core";

/** Everything that is wrong with a page when it is looked at, in words. */
export async function auditPage(
  browser: Browser,
  url: string,
  look: { width: number; colorScheme: "light" | "dark" },
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
  faults.push(...(await undecodedImages(page)), ...(await zoomFaults(page)));
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  for (const look of [lowContrast, clipped, deadLinks, nameless]) faults.push(...(await page.evaluate(look)));
  const needed: number = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
  const there: number = await page.evaluate(() => window.innerWidth);
  if (needed > there) faults.push(`scrolls sideways: ${needed} > ${there}`);
  await context.close();
  return [...new Set(faults)];
}

async function undecodedImages(page: Page): Promise<string[]> {
  const faults: string[] = [];
  for (const image of await page.locator("img").all()) {
    await image.scrollIntoViewIfNeeded();
    const width = await image.evaluate(async (element) => {
      if (!(element instanceof HTMLImageElement)) return 0;
      await element.decode().catch(() => {});
      return element.naturalWidth;
    });
    if (width === 0) faults.push("image not decoded");
  }
  return faults;
}

/** Each image opens with Enter, fills the screen, closes with Escape, and gives the focus back. */
async function zoomFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  const open = page.locator(".zoom:popover-open");
  for (const button of await page.locator("button.open").all()) {
    const name = await button.getAttribute("aria-label");
    await button.focus();
    await page.keyboard.press("Enter");
    const box = (await open.count()) === 1 ? await open.boundingBox() : null;
    if (box === null || box.width < (page.viewportSize()?.width ?? 0) - 1) faults.push(`zoom does not open: ${name}`);
    await page.keyboard.press("Escape");
    if ((await open.count()) !== 0) faults.push(`zoom does not close: ${name}`);
    if (!(await button.evaluate((element) => element === document.activeElement))) faults.push(`focus lost: ${name}`);
  }
  return faults;
}

/** Runs in the page: the boxes whose content is wider than they are, so that it is cut or scrolls inside. */
function clipped(): string[] {
  return [...document.body.querySelectorAll("section *")]
    .filter((element) => getComputedStyle(element).overflowX !== "visible" && element.tagName !== "THEAD")
    .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth)
    .map(
      (element) => `cut off: ${element.tagName} ${element.className}, ${element.scrollWidth} > ${element.clientWidth}`,
    );
}

/** Runs in the page: the links that lead nowhere in it. */
function deadLinks(): string[] {
  return [...document.querySelectorAll('a[href^="#"]')]
    .map((link) => link.getAttribute("href") ?? "")
    .filter((target) => document.getElementById(target.slice(1)) === null)
    .map((target) => `leads nowhere: ${target}`);
}

/** Runs in the page: what can be used and has no name for those who do not see it, or cannot be reached by keys. */
function nameless(): string[] {
  const controls = [...document.querySelectorAll<HTMLElement>("a, button, input, summary")];
  const nameOf = (element: HTMLElement) =>
    element.getAttribute("aria-label") ?? element.closest("label")?.textContent ?? element.textContent ?? "";
  return controls
    .filter((element) => nameOf(element).trim() === "" || element.tabIndex < 0)
    .map((element) => `no name or no way to it: ${element.outerHTML.slice(0, 80)}`);
}

/** Runs in the page: the text whose colour stands out too little from its ground. */
function lowContrast(): string[] {
  const luminance = (colour: number[]) => {
    const [r = 0, g = 0, b = 0] = colour
      .slice(0, 3)
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const groundOf = (element: Element | null): number[] => {
    if (element === null) return [255, 255, 255];
    const ground = channels(getComputedStyle(element).backgroundColor);
    return (ground[3] ?? 1) > 0 ? ground : groundOf(element.parentElement);
  };
  const faults: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const text = texts.currentNode.textContent?.trim() ?? "";
    if (text === "" || element === null || !element.checkVisibility()) continue;
    const inks = luminance(channels(getComputedStyle(element).color));
    const ground = luminance(groundOf(element));
    const contrast = (Math.max(inks, ground) + 0.05) / (Math.min(inks, ground) + 0.05);
    if (contrast < 4.5) faults.push(`contrast ${contrast.toFixed(2)}: ${text.slice(0, 40)}`);
  }
  return faults;
}
