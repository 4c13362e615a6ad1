import { z } from 'zod';
import { outcome, seriesContent } from '#contract/hotline/programmes';
import { bilingual, civilDate, regionCode } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';
import { readMissionFigures } from '#spine/demonstration/mission-figures';

const count = z.number().int().min(0);

const planFile = z.object({
  demonstration: z.literal(true),
  version: z.number().int(),
  effectiveFrom: civilDate,
  name: bilingual,
  notice: bilingual,
  region: regionCode,
  series: seriesContent,
  posts: z.array(z.string()),
  host: z.string(),
  outcomes: z.array(z.object({ kind: outcome, text: z.string() })).min(1),
  /** Of every so many earlier broadcasts one more question was explained and not solved. */
  recordedLastUnsolvedEvery: count.min(1),
  /** The last broadcasts, told by commands; `text` is a text of `hotline.json`. */
  live: z.array(
    z.object({ weeksAgo: count, questions: z.array(z.object({ text: count, solved: z.boolean() })) }),
  ),
  /** Episodes that are still to come. */
  coming: count,
});
export type ProgrammePlan = z.infer<typeof planFile>;

/** The programmes of the demonstration. @throws Refusal naming the field that is at fault */
export const readProgrammePlan = (): ProgrammePlan =>
  readReference(planFile, 'demonstration/programmes.json');

const figure = (id: string): number => readMissionFigures().figures.find((one) => one.id === id)!.n;

/** How many broadcasts of before there are, and how many questions each solved, so that the mission's figures come out. */
export function shares({ live }: ProgrammePlan): { episodes: number; solvedOf: (n: number) => number } {
  const episodes = figure('broadcasts') - live.length;
  const liveSolved = live.flatMap(({ questions }) => questions).filter(({ solved }) => solved).length;
  const solved = figure('questions-solved') - liveSolved;
  const [each, rest] = [Math.floor(solved / episodes), solved % episodes];
  return { episodes, solvedOf: (n) => each + (n < rest ? 1 : 0) };
}
