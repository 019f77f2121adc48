import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadQuestions } from "./question.ts";

const schema = path.resolve(import.meta.dirname, "../../../schemas/questions.schema.json");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "seedbed-questions-"));
});
afterAll(() => rm(folder, { recursive: true }));

const one = (id: string) => `
  - id: ${id}
    question: Is it there?
    send: { method: GET, path: /balance }
    read: { facts: [status] }
    answers: [{ when: { status: "^200$" }, means: "yes" }]`;
const load = async (text: string) => {
  const file = path.join(folder, "questions.yaml");
  await writeFile(file, text);
  return loadQuestions(file, schema);
};

test("questions are read as they stand", async () => {
  expect(await load(`questions:${one("a")}${one("b")}\n`)).toMatchObject([
    { id: "a", send: { method: "GET", path: "/balance" }, read: { facts: ["status"] } },
    { id: "b", question: "Is it there?", answers: [{ means: "yes" }] },
  ]);
});

test.each([
  ["no YAML", "questions:\n  - id: a\n   question: b\n", /questions\.yaml:\d+ is not valid YAML: [A-Z_]+\.$/],
  [
    "another form",
    "questions:\n  - id: a\n",
    /questions\.yaml does not fit the schema of questions: \/questions\/0 must have/,
  ],
  ["nothing", "", /does not fit the schema of questions:/],
  [
    "a control that there is not",
    `questions:${one("a")}\n    control: b\n`,
    /questions\.yaml has no question "b", the control of a\.$/,
  ],
  ["one id twice", `questions:${one("a")}${one("b")}${one("a")}\n`, /questions\.yaml has two questions "a"\.$/],
])("%s is one sentence", async (_name, text, message) => {
  await expect(load(text)).rejects.toThrow(
    expect.objectContaining({ name: "InputError", message: expect.stringMatching(message) }),
  );
});

test("a file that is not there is named", async () => {
  await expect(loadQuestions(path.join(folder, "none.yaml"), schema)).rejects.toThrow(
    /^There are no questions: the file .*none\.yaml cannot be read\.$/,
  );
});
