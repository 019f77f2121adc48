import { fileURLToPath } from "node:url";
import { provider as threeDAIStudio } from "@seedbed/3daistudio";
import threeDAIStudioApi from "@seedbed/3daistudio/openapi.json" with { type: "json" };
import type { Provider } from "@seedbed/core";
import { provider as novita } from "@seedbed/novita";
import novitaApi from "@seedbed/novita/openapi.json" with { type: "json" };
import { provider as segmind } from "@seedbed/segmind";
import segmindApi from "@seedbed/segmind/openapi.json" with { type: "json" };

/** A file of the conformance package. */
export const home = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** What the corpus changes, as it is. */
export const known = {
  novita: { provider: novita as Provider, document: novitaApi },
  segmind: { provider: segmind as Provider, document: segmindApi },
  "3daistudio": { provider: threeDAIStudio as Provider, document: threeDAIStudioApi },
} as const;
/** Where the fixtures lie. */
export const fixtureFolder = home("fixtures");
/** What a fixture is held against. */
export const fixtureSchema = home("schemas/fixture.schema.json");
