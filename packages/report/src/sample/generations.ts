import type { CostRecord, GenerationRecord, ImageRecord, LatencyClaim, ParityRecord } from "../run-record.ts";

/** Hostile on purpose: every format must show it and none may obey it. */
export const hostilePrompt = `A lighthouse at dusk, sign reads "OPEN" </style><script>document.title = "owned"</script> | & 'tea'`;

const plainPrompt = "Three views of the same red tram on a steep street, morning, noon and night";

export const claims = {
  segmindText: { minMs: 36_400, maxMs: 36_400, per: "generation", source: "seed 000, page latency" },
  segmindImage: { minMs: 46_500, maxMs: 46_500, per: "generation", source: "seed 001, page latency" },
  segmindV3: { minMs: 5_800, maxMs: 5_800, per: "generation", source: "seed 002, page latency" },
  studio: { minMs: 20_000, maxMs: 40_000, per: "image", source: "seed 003, documentation" },
} satisfies Record<string, LatencyClaim>;

const usd = (min: number, max = min): CostRecord => ({
  min,
  max,
  currency: "USD",
  basis: "price-table",
  source: "segmind.com model page, read 2026-11-14",
});

const credits = (amount: number): CostRecord => ({
  min: amount,
  max: amount,
  currency: "credits",
  basis: "price-table",
  source: "3D AI Studio documentation, read 2026-11-14",
});

const image = (name: string, width: number, height: number, sizeBytes: number): ImageRecord => ({
  path: `images/${name}.jpg`,
  mediaType: "image/jpeg",
  width,
  height,
  sizeBytes,
  sha256: "5e".repeat(32),
});

const series = (name: string, count: number, width: number, height: number): ImageRecord[] =>
  Array.from({ length: count }, (_, index) => image(`${name}-${index + 1}`, width, height, 611_300 + index * 48_200));

const parity = (...changed: ParityRecord[]): ParityRecord[] => [
  ...changed,
  ...["seed", "watermark", "optimizePrompt"].map((setting) => ({
    setting,
    requested: null,
    sent: null,
    status: "defaulted" as const,
  })),
];

const wide: ParityRecord = { setting: "aspectRatio", requested: "16:9", sent: "16:9", status: "exact" };
const countOf3: ParityRecord = { setting: "count", requested: 3, sent: 3, status: "exact" };

const shared = {
  prompt: hostilePrompt,
  emulated: true,
  verdict: "ok",
  askedSize: { width: 2848, height: 1600 },
  imagesAsked: 1,
} as const;

const segmindV5 = { ...shared, provider: "segmind", model: "segmind/seedream-v5-lite" };
const studio = { ...shared, provider: "3daistudio", model: "3daistudio/seedream-v5-lite", askedSize: null };
const novita = { ...shared, provider: "novita", model: "novita/seedream-5.0-lite", claim: null, cost: null };

/** Every mode of three providers; one of them a violation, one failed. */
export const sampleGenerations: GenerationRecord[] = [
  {
    ...segmindV5,
    checkId: "smoke/segmind/seedream-v5-lite/text",
    operation: "seedreamV5LiteTextToImage",
    mode: "text",
    latencyMs: 35_120,
    claim: claims.segmindText,
    cost: usd(0.035),
    images: [image("segmind-v5-text", 2848, 1600, 1_204_511)],
    parity: parity(wide),
  },
  {
    ...shared,
    checkId: "smoke/segmind/seedream-v3/text",
    provider: "segmind",
    model: "segmind/seedream-v3",
    operation: "seedreamV3TextToImage",
    mode: "text",
    latencyMs: 6_040,
    claim: claims.segmindV3,
    cost: usd(0.037),
    askedSize: null,
    images: [image("segmind-v3-text", 1280, 720, 288_104)],
    parity: parity(wide, { setting: "resolution", requested: "2K", sent: null, status: "dropped" }),
  },
  {
    ...studio,
    checkId: "smoke/3daistudio/seedream-v5-lite/text",
    operation: "seedreamV5LiteGenerate",
    mode: "text",
    latencyMs: 41_000,
    claim: claims.studio,
    cost: credits(10),
    images: [image("3daistudio-text", 1920, 1080, 702_090)],
    parity: parity({ setting: "aspectRatio", requested: "3:2", sent: "landscape_4_3", status: "approximated" }),
  },
  {
    ...novita,
    checkId: "smoke/novita/seedream-5.0-lite/text",
    operation: "seedream5Lite",
    mode: "text",
    verdict: "violation",
    latencyMs: 21_870,
    images: [image("novita-text", 2048, 2048, 1_530_775)],
    parity: parity(
      { setting: "aspectRatio", requested: "16:9", sent: "2848x1600", status: "mapped" },
      { setting: "extraBody.negative_prompt", requested: "fog", sent: "fog", status: "unchecked" },
    ),
  },
  {
    ...segmindV5,
    checkId: "smoke/segmind/seedream-v5-lite/image",
    operation: "seedreamV5LiteImageToImage",
    mode: "image",
    latencyMs: 47_733,
    claim: claims.segmindImage,
    cost: usd(0.035),
    askedSize: { width: 1600, height: 2848 },
    images: [image("segmind-v5-image", 1600, 2848, 1_377_040)],
    parity: parity({ setting: "aspectRatio", requested: "9:16", sent: "9:16", status: "exact" }),
  },
  {
    ...novita,
    checkId: "smoke/novita/seedream-5.0-lite/image",
    operation: "seedream5Lite",
    mode: "image",
    verdict: "transport",
    latencyMs: null,
    askedSize: { width: 1600, height: 2848 },
    images: [],
    parity: parity({ setting: "aspectRatio", requested: "9:16", sent: "1600x2848", status: "mapped" }),
    error: {
      name: "OutcomeUnknownError",
      message: "novita seedream5Lite: the connection was reset after the request was sent",
      billed: "unknown",
      status: 502,
      code: "SERVICE_NOT_AVAILABLE",
    },
  },
  {
    ...segmindV5,
    checkId: "smoke/segmind/seedream-v5-lite/several",
    operation: "seedreamV5LiteTextToImage",
    mode: "several",
    prompt: plainPrompt,
    latencyMs: 44_980,
    claim: claims.segmindText,
    cost: usd(0.035, 0.105),
    imagesAsked: 3,
    images: series("segmind-v5-several", 3, 2848, 1600),
    parity: parity(wide, countOf3),
  },
  {
    ...studio,
    checkId: "smoke/3daistudio/seedream-v5-lite/several",
    operation: "seedreamV5LiteGenerate",
    mode: "several",
    prompt: plainPrompt,
    latencyMs: 62_000,
    claim: claims.studio,
    cost: credits(20),
    imagesAsked: 2,
    images: series("3daistudio-several", 2, 1920, 1080),
    parity: parity({ setting: "count", requested: 2, sent: 2, status: "exact" }),
  },
  {
    ...novita,
    checkId: "smoke/novita/seedream-5.0-lite/several",
    operation: "seedream5Lite",
    mode: "several",
    prompt: plainPrompt,
    latencyMs: 38_410,
    imagesAsked: 3,
    images: series("novita-several", 3, 2848, 1600),
    parity: parity(countOf3),
  },
  {
    ...studio,
    checkId: "smoke/3daistudio/seedream-v5-lite/edit",
    operation: "seedreamV5LiteEdit",
    mode: "edit",
    prompt: "The same lighthouse in winter",
    latencyMs: 31_500,
    claim: claims.studio,
    cost: { ...credits(10), basis: "reported", source: "wallet before and after" },
    images: [image("3daistudio-edit", 1536, 2048, 845_660)],
    parity: parity({ setting: "aspectRatio", requested: "3:4", sent: "portrait_4_3", status: "mapped" }),
  },
];
