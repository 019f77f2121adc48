import { Markup } from "@seedbed/report";
import type { ReportContext } from "../report-context.ts";
import { type Ballot, drawBallots } from "../votes.ts";
import type { PageImages } from "./images.ts";

/** More than anyone votes on. */
const maxBallots = 2_000;

/** The pairs to vote on, whose images the page has. */
export function ballotsOf({ record, models }: ReportContext, images: PageImages) {
  const shown = new Map<string, number>();
  for (const [attempt, [first]] of images.byAttempt) {
    const label = models.find(({ model }) => model === attempt.model)?.label;
    if (first !== undefined && first.image.blank !== true) shown.set(`${attempt.block} ${label}`, first.index);
  }
  const at = ({ block }: Ballot, label: string) => shown.get(`${block} ${label}`);
  return drawBallots(record)
    .flatMap((ballot) => {
      const [leftImage, rightImage] = [at(ballot, ballot.left), at(ballot, ballot.right)];
      return leftImage === undefined || rightImage === undefined ? [] : [{ ...ballot, leftImage, rightImage }];
    })
    .slice(0, maxBallots);
}

/** Everything that voting needs, as data that no browser runs. */
export function ballotData(context: ReportContext, ballots: ReturnType<typeof ballotsOf>): Markup {
  const { name, startedAt, emulated } = context.record;
  const names = Object.fromEntries(context.models.map((model) => [model.label, model.name]));
  const json = JSON.stringify({ name, startedAt, emulated, names, ballots });
  // In a script element only `<` could end it, and JSON may write it so.
  return new Markup(`<script type="application/json" id="ballots">${json.replaceAll("<", "\\u003c")}</script>`);
}
