import { expect, test } from "vitest";
import { allModels, selectFamily, selectModels } from "./select-models.ts";
import { fakeProvider } from "./testing/fake-provider.ts";

const providers = [fakeProvider("acme"), fakeProvider("brick"), fakeProvider("cork", { family: "old" })];
const ids = (targets: ReturnType<typeof allModels>) => targets.map(({ model }) => model.id);

test("gives all models, those named in that order and each once, or the providers of a family", () => {
  expect(ids(allModels(providers))).toEqual(["acme/m", "brick/m", "cork/m"]);
  expect(ids(selectModels(providers, ["cork/m", "acme/m", "cork/m"]))).toEqual(["cork/m", "acme/m"]);
  expect(ids(selectFamily(providers, "m"))).toEqual(["acme/m", "brick/m"]);
});

test("names what there is, and the nearest, where a model or family does not exist", () => {
  expect(() => selectModels(providers, ["brik/m"])).toThrow(
    'There is no model "brik/m" (did you mean brick/m?). The models are acme/m, brick/m, cork/m.',
  );
  expect(() => selectFamily(providers, "modern")).toThrow('There is no family "modern". The families are m, old.');
});
