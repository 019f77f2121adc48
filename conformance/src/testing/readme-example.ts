import { createSpec, loadFixtures, replay } from "@seedbed/conformance";
import { provider } from "@seedbed/novita";
import openapi from "@seedbed/novita/openapi.json" with { type: "json" };

const spec = createSpec(openapi);
for (const fixture of await loadFixtures("fixtures", "schemas/fixture.schema.json")) {
  if (fixture.provider !== provider.id) continue;
  const { verdict, findings } = await replay(fixture, { provider, spec, folder: "fixtures" });
  console.log(verdict, fixture.id, ...findings.map(({ message }) => message));
}
