import { expect, test } from "vitest";
import { corpus, type Row, runCorpus } from "../../corpus/corpus.ts";

/** What a person is to see of a subject that came out otherwise than meant. */
const shown = ({ subject, caught }: Row) => ({
  subject: `${subject.name} of ${subject.provider}`,
  wanted: `${subject.verdict} at ${subject.at}`,
  came: caught.verdict,
  findings: caught.findings.slice(0, 5).map(({ field, message }) => `${field}: ${message}`),
});

const missed = async (kind: keyof typeof corpus) =>
  (await runCorpus(kind)).filter(({ asMeant }) => !asMeant).map(shown);

test.each(["servers", "clients", "specs", "fixtures"] as const)(
  "each of the broken %s is caught with the right verdict",
  async (kind) => expect(await missed(kind)).toEqual([]),
);

test("a harmless change raises no finding", async () => {
  expect(await missed("benign")).toEqual([]);
});

test("the corpus seeds at least 18 drifts in servers, over every provider, and no name twice", () => {
  const drifts = corpus.servers.filter(({ verdict }) => verdict === "drift");
  expect(drifts.length).toBeGreaterThanOrEqual(18);
  expect(new Set(drifts.map(({ provider }) => provider)).size).toBe(3);
  for (const subjects of Object.values(corpus)) {
    expect(new Set(subjects.map(({ name }) => name)).size).toBe(subjects.length);
  }
});

test("a harmless change of at least 12 kinds stands beside them", () => {
  expect(corpus.benign.length).toBeGreaterThanOrEqual(12);
});
