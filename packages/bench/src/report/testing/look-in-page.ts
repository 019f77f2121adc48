/** Runs in the page: what a key cannot reach in the order in which it stands, and what has no name. */
export function focusFaults(): string[] {
  const reachable = [...document.querySelectorAll<HTMLElement>("a[href], button, input, [tabindex]")];
  const ordered = reachable.filter(({ tabIndex }) => tabIndex > 0).map(({ outerHTML }) => `focus order: ${outerHTML}`);
  const clickable = [...document.querySelectorAll("[onclick]")].map(({ outerHTML }) => `inline script: ${outerHTML}`);
  const nameless = reachable
    .filter((element) => (element.getAttribute("aria-label") ?? element.textContent ?? "").trim() === "")
    .map(({ outerHTML }) => `no name: ${outerHTML.slice(0, 80)}`);
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id twice: ${id}`);
  const dead = [...document.querySelectorAll("a[href^='#']")]
    .filter((link) => document.querySelector(link.getAttribute("href") ?? "") === null)
    .map(({ outerHTML }) => `dead link: ${outerHTML}`);
  return [...ordered, ...clickable, ...nameless, ...twice, ...dead];
}

/** Runs in the page: the text whose colour stands out too little from its ground; in a chart, from the surface. */
export function lowContrast(): string[] {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const channels = (colour: string): number[] => {
    if (canvas === null) return [];
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour: number[]) => {
    const [r = 0, g = 0, b = 0] = colour
      .slice(0, 3)
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element: Element | null): number[] => {
    if (element === null) return [255, 255, 255];
    const ground = channels(getComputedStyle(element).backgroundColor);
    return (ground[3] ?? 0) > 0 ? ground : groundOf(element.parentElement);
  };
  const faults: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const text = texts.currentNode.textContent?.trim() ?? "";
    if (text === "" || element === null || !element.checkVisibility() || element.closest(":disabled")) continue;
    const style = getComputedStyle(element);
    const ink = luminance(channels(element instanceof SVGElement ? style.fill : style.color));
    const ground = luminance(groundOf(element));
    const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    if (contrast < 4.5) faults.push(`contrast ${contrast.toFixed(2)}: ${text.slice(0, 40)}`);
  }
  return faults;
}
