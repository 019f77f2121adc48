import type { ProviderId } from "../../corpus/emulated.ts";
import { known } from "../../corpus/known.ts";
import { installPrism } from "./prism.ts";
import { witnessed } from "./witnessed.ts";

const prism = await installPrism();
try {
  let violations = 0;
  let unseen = 0;
  for (const id of Object.keys(known) as ProviderId[]) {
    const found = await witnessed(prism, id);
    violations += found.violations.length;
    console.log(
      `${id}: ${found.cases} cases, ${found.answers} answers through Prism, ${found.violations.length} violations`,
    );
    for (const violation of found.violations.slice(0, 20)) console.log(`  ${violation}`);
    unseen += found.unseen.length;
    for (const each of found.unseen) console.log(`  no answer seen of ${each}`);
  }
  const changed = structuredClone(known.novita.document);
  changed.components.schemas.ImagesResult.required.push("seed");
  const sending = await witnessed(prism, "novita", { extraBody: { style: "ink" } });
  const answering = await witnessed(prism, "novita", { document: changed });
  console.log(`broken on purpose, a field that no document names: ${sending.violations.length} violations`);
  console.log(`broken on purpose, an answer without a required field: ${answering.violations.length} violations`);
  const notices = sending.violations.length > 0 && answering.violations.length > 0;
  if (!notices) console.log("Prism did not notice what was broken on purpose: its silence above proves nothing.");
  process.exitCode = violations === 0 && unseen === 0 && notices ? 0 : 1;
} finally {
  await prism.remove();
}
