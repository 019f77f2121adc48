const skies = [
  ["#24365e", "#e9a178", "#16243a"],
  ["#1f5f5b", "#f2d08f", "#12302f"],
  ["#55305e", "#f1a6a0", "#2a1733"],
  ["#2d4f7c", "#cfe3ea", "#1b3350"],
  ["#6b3a2a", "#f4c98a", "#33180f"],
  ["#33406b", "#b9b4dd", "#1a2038"],
] as const;

/** Draws the image that a path of the sample names: a landscape that differs by block and by provider. */
export function sampleImage(path: string): { bytes: Uint8Array; mediaType: string } | null {
  const [, block, provider] = /^images\/(\d+)-(\w+)\.svg$/.exec(path) ?? [];
  if (block === undefined || provider === undefined) return null;
  const at = Number(block);
  if (provider === "novita" && at === 5) return svg(`<rect width="1600" height="900" fill="#808080"/>`);
  const turn = provider.length;
  const [high, low, hill] = skies[(at + turn) % skies.length] ?? skies[0];
  const [x, y, r] = [
    240 + ((at * 131 + turn * 61) % 1_120),
    250 + ((at * 53 + turn * 29) % 260),
    60 + ((at + turn) % 5) * 14,
  ];
  const ridge = (top: number, swing: number, opacity: number) =>
    `<path fill="${hill}" fill-opacity="${opacity}" d="M0 ${top} Q400 ${top - swing} 800 ${top} T1600 ${top - swing / 3} V900 H0Z"/>`;
  return svg(
    `<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="${high}"/><stop offset=".75" stop-color="${low}"/></linearGradient></defs><rect width="1600" height="900" fill="url(#s)"/><circle cx="${x}" cy="${y}" r="${r}" fill="#fff3d6"/>${ridge(560, 90 + turn * 12, 0.55)}${ridge(680, -70 - (at % 4) * 20, 0.75)}${ridge(790, 110, 1)}`,
  );
}

function svg(inner: string): { bytes: Uint8Array; mediaType: string } {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900" viewBox="0 0 1600 900">${inner}</svg>`;
  return { bytes: new TextEncoder().encode(text), mediaType: "image/svg+xml" };
}
