import { expect, test } from "vitest";
import { createSwitches } from "./switches.ts";

const emulation = {
  id: "acme",
  switches: {
    form: { default: "bytes", values: ["bytes", "json"], description: "" },
    hours: { default: 24, description: "" },
  },
};

test("has the defaults, the given values over them, and later ones over those", () => {
  const switches = createSwitches(emulation, { hours: 1 });
  expect(switches.values).toEqual({ form: "bytes", hours: 1 });
  switches.set("form", "json");
  expect(switches.values.form).toBe("json");
});

test("names the switches there are when one is not known", () => {
  expect(() => createSwitches(emulation, { from: "json" })).toThrow('acme has no switch "from"; it has form, hours');
});

test("has none by a name that every object has", () => {
  expect(() => createSwitches(emulation, { constructor: "json" })).toThrow('acme has no switch "constructor"');
  expect(() => createSwitches(emulation, JSON.parse('{"__proto__":"json"}'))).toThrow('acme has no switch "__proto__"');
});

test("refuses a value that is not listed, or of another type", () => {
  expect(() => createSwitches(emulation, { form: "xml" })).toThrow('takes bytes, json, not "xml"');
  expect(() => createSwitches(emulation, { hours: "1" })).toThrow("takes a number");
});

test("refuses what has no text of its own like any other value", () => {
  const given: { hours: number } = JSON.parse('{"hours":{"toString":1}}');
  expect(() => createSwitches(emulation, given)).toThrow('takes a number, not {"toString":1}');
});
