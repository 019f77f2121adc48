import threeDAIStudio from "@seedbed/3daistudio/openapi.json" with { type: "json" };
import novita from "@seedbed/novita/openapi.json" with { type: "json" };
import segmind from "@seedbed/segmind/openapi.json" with { type: "json" };
import { expect, test } from "vitest";
import { createSpec } from "../spec/create-spec.ts";
import { coverageItems } from "./coverage-items.ts";

// What can be exercised of the specs lies beside this file, so that an item that goes or comes is seen where a change is
// reviewed: a floor alone does not notice what is counted no more. `vitest run listed-items -u` writes it anew.

test.each(Object.entries({ segmind, "3daistudio": threeDAIStudio, novita }))(
  "what counts as coverage of %s is what is listed",
  async (provider, document) => {
    const items = coverageItems(createSpec(document)).map(
      ({ kind, name, paced }) => `${kind}: ${name}${paced ? " (paced)" : ""}`,
    );
    await expect(`${items.join("\n")}\n`).toMatchFileSnapshot(`listed-items/${provider}.txt`);
  },
);
