import type { BenchRecord } from "../bench-record.ts";
import { seededRandom } from "../statistics/random.ts";

/** Which of two images of one block was preferred, by who did not know whose they were. */
export interface BenchVote {
  /** The block that both are of. */
  readonly block: number;
  /** The label of the model on the left. */
  readonly left: string;
  /** The label of the model on the right. */
  readonly right: string;
  /** `tie`: no difference was seen. */
  readonly choice: "left" | "right" | "tie";
}

/** The votes on one run, as the page exports them: `votes.json`. */
export interface BenchVotes {
  /** Of this form. */
  readonly version: 1;
  /** Name of the plan. */
  readonly name: string;
  /** Of the run: ISO 8601. */
  readonly startedAt: string;
  /** Each pair at most once. */
  readonly votes: readonly BenchVote[];
}

/** Two images to choose between. */
export type Ballot = Omit<BenchVote, "choice">;

/**
 * Every pair of models in every block in which both have an image, in random order and with sides at random: the same for the
 * same record, by its seed.
 */
export function drawBallots({ attempts, models, seed }: BenchRecord): Ballot[] {
  const labels = new Map(models.map(({ model, label }) => [model, label]));
  const seen = attempts.filter(({ warmUp, images }) => !warmUp && images.some(({ path }) => path !== null));
  const random = seededRandom(seed);
  const ballots = [...Map.groupBy(seen, ({ block }) => block)].flatMap(([block, of]) => {
    const shown = of.map(({ model }) => labels.get(model) ?? model).sort();
    return shown.flatMap((a, index) =>
      shown.slice(index + 1).map((b) => (random() < 0.5 ? { block, left: a, right: b } : { block, left: b, right: a })),
    );
  });
  return shuffle(ballots, random);
}

/** By Fisher and Yates. */
function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    // Both are indices of it.
    [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
  }
  return shuffled;
}
