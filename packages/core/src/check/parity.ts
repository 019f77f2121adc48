import {
  type NormalizedRequest,
  type ParityEntry,
  type ParityStatus,
  type Setting,
  settings,
} from "./normalized-request.ts";

/** What a mapping sends for a setting, and how faithful that is. */
export type Sent = Partial<Record<Setting, { sent: unknown; status: ParityStatus }>>;

/** One entry for every setting: what was asked and is not among what is sent was dropped. */
export function parityOf(request: NormalizedRequest, sent: Sent): ParityEntry[] {
  const entries = settings.map((setting): ParityEntry => {
    const asked = request[setting];
    const requested = asked === undefined ? null : setting === "images" ? imagesIn(request) : asked;
    return {
      setting,
      requested,
      ...(sent[setting] ?? { sent: null, status: asked === undefined ? "defaulted" : "dropped" }),
    };
  });
  const extra = Object.entries(request.extraBody ?? {}).map(
    ([setting, value]): ParityEntry => ({ setting, requested: value, sent: value, status: "unchecked" }),
  );
  return [...entries, ...extra];
}

/** The settings of a request that go out as they are, under the provider's own field names. */
export function sentAsIs(
  request: NormalizedRequest,
  fields: Partial<Record<Setting, string>>,
): { body: Record<string, unknown>; sent: Sent } {
  const body: Record<string, unknown> = {};
  const sent: Sent = {};
  for (const setting of settings) {
    const field = fields[setting];
    const value = request[setting];
    if (field === undefined || value === undefined) continue;
    body[field] = value;
    sent[setting] = { sent: setting === "images" ? imagesIn(request) : value, status: "exact" };
  }
  return { body, sent };
}

/** Images themselves are too large to be shown. */
function imagesIn({ images = [] }: NormalizedRequest): string {
  return `${images.length} ${images.length === 1 ? "image" : "images"}`;
}
