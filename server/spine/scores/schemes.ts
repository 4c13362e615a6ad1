import path from 'node:path';
import { Refusal } from '#base/errors';
import {
  type ScoreLine,
  type ScoreScheme,
  scoreAssignmentFile,
  scoreFactsFile,
  scoreScheme,
} from '#contract/score-schemes';
import { readReference, readReferenceFolder } from '#spine/calendar/reference-folder';
import type { RegisteredOrgan } from '#spine/catalogue/registry';

const folder = path.join(import.meta.dirname, '../../../reference/scores/schemes');

/** Every version of every scheme, by code and version. */
export const schemes: readonly ScoreScheme[] = readReferenceFolder(scoreScheme, folder).sort((a, b) =>
  a.code < b.code ? -1 : a.code > b.code ? 1 : a.version - b.version,
);

export const scoreFacts = readReference(scoreFactsFile, 'scores/facts.json');
export const assignment = readReference(scoreAssignmentFile, 'scores/assignment.json');

/** Code of the scheme that an organ is scored by; null for one that stands for many and has no work of its own. */
export function schemeOfOrgan(organ: Pick<RegisteredOrgan, 'code' | 'kind' | 'region'>): string | null {
  if (assignment.notScored.includes(organ.code)) return null;
  const found = assignment.schemes.find(
    ({ organs, kinds, regions }) =>
      (organs?.includes(organ.code) ?? true) &&
      (kinds?.includes(organ.kind) ?? true) &&
      (regions?.some((prefix) => organ.region.startsWith(prefix)) ?? true),
  );
  return found?.scheme ?? null;
}

/** The version of a scheme that scores a month such as `2026-10`. @throws Refusal not-found */
export function schemeIn(code: string, month: string): ScoreScheme {
  const day = `${month}-01`;
  const found = schemes.filter((one) => one.code === code && one.effectiveFrom <= day).at(-1);
  if (!found)
    throw new Refusal('not-found', { field: 'scheme', expected: 'a scheme that was in force in the month' });
  return found;
}

/** All lines of a scheme, in the order in which they are shown. */
export const linesOf = (scheme: ScoreScheme): ScoreLine[] => [
  ...scheme.parts.flatMap(({ lines }) => lines),
  ...scheme.bonuses,
  ...scheme.deductions,
];
