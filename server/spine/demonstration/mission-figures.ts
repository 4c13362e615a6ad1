import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Refusal } from '#base/errors';
import { bilingual, civilDate, code } from '#contract/text';

const missionFigure = z.object({
  id: code,
  n: z.number(),
  unit: code,
  /** The sentence of the mission that it comes from. */
  text: bilingual,
  /** The platform or `programme` that it belongs to. */
  group: code,
  /** The mission says "more than". */
  atLeast: z.boolean().default(false),
  parts: z.array(bilingual).default([]),
  note: bilingual.optional(),
});

const missionFigures = z.object({
  demonstration: z.literal(false),
  version: z.number().int(),
  effectiveFrom: civilDate,
  source: bilingual,
  figures: z.array(missionFigure),
});

const shipped = new URL('../../../reference/demonstration/mission-figures.json', import.meta.url);

/** The figures that the mission document states, each with its sentence. @throws Refusal `file-unreadable`. */
export function readMissionFigures(file: URL = shipped): z.infer<typeof missionFigures> {
  const result = missionFigures.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Refusal('file-unreadable', { field: issue?.path.join('.'), expected: issue?.message });
}
