import type { ContractCase } from "../contract/contract-case.ts";
import { layerId } from "../layers/client-layer.ts";
import { harId } from "../layers/har-layer.ts";
import type { Spec } from "../spec/create-spec.ts";
import type { CheckOptions } from "./check-options.ts";

/** Every id of a check that a run of these providers may have, and of a case that `--case` may name. */
export function knownChecks(
  { providers, fixtures, cases, caseIds = cases.map(({ id }) => id), har = [] }: CheckOptions,
  specs: ReadonlyMap<string, Spec>,
  contractCases: readonly ContractCase[],
): string[] {
  return [
    ...fixtures.filter(({ provider }) => providers.some(({ id }) => id === provider)).map(({ id }) => id),
    ...contractCases.flatMap((testCase) => [testCase.id, layerId(testCase, "client"), layerId(testCase, "server")]),
    ...providers.flatMap(({ id, models }) => [
      `${id}/spec`,
      ...["replay", "emulator"].map((layer) => `${id}/coverage/${layer}`),
      ...models.flatMap((model) => caseIds.map((name) => `${model.id}/${name}`)),
    ]),
    ...har.flatMap((exchange) => {
      const spec = specs.get(exchange.provider);
      return spec ? [harId(exchange, spec)] : [];
    }),
  ];
}
