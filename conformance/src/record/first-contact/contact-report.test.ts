import { expect, test } from "vitest";
import type { AnsweredWithImages } from "./ask-question.ts";
import { contactReportText } from "./contact-report.ts";

const head = {
  provider: "novita",
  date: "2026-12-01",
  from: "provider",
  tool: { name: "seedbed", version: "1.2.3" },
  spent: { USD: { confirmed: 0.03, worstCase: 0.06 } },
} as const;
const answered: AnsweredWithImages[] = [
  { answered: { id: "a", question: "?", notAsked: "no budget" }, images: new Map() },
  {
    answered: { id: "b", question: "!", answer: "yes", facts: { status: "200" }, observed: [], exchanges: [] },
    images: new Map([["pixel.png", new Uint8Array([1, 2, 3])]]),
  },
];

test("the report holds what was answered in its order, and the images by name", () => {
  const text = contactReportText(head, answered, ["a-secret-key"]);
  expect(text.endsWith("}\n")).toBe(true);
  expect(JSON.parse(text)).toEqual({
    version: 1,
    ...head,
    answers: answered.map((one) => one.answered),
    images: { "pixel.png": "AQID" },
  });
});

test("it is not made where a secret would remain in it", () => {
  const leaking: AnsweredWithImages = {
    answered: { id: "c", question: "?", notAsked: "the key a-secret-key was refused" },
    images: new Map(),
  };
  expect(() => contactReportText(head, [...answered, leaking], ["a-secret-key"])).toThrow(
    "The report of novita is not written: a key or a cookie would have remained in it. Nothing was kept of this call.",
  );
});
