import path from 'node:path';
import { z } from 'zod';
import { type AlertLevel, alertLevel } from '#contract/alerts';
import { limit } from '#contract/catalogue';
import type { CorrectionLimits } from '#contract/correction-events';
import { bilingual, code } from '#contract/text';
import { readReferenceFile, referenceHead } from '#spine/calendar/reference-folder';

const limitsFile = z.object({
  ...referenceHead,
  sign: limit,
  /** By level of the alert. */
  answer: z.object({ notice: limit, yellow: limit, red: limit }),
  verify: limit,
  appeal: limit,
  close: limit,
  /** How long a warning may stand before somebody puts it under supervision; counted as elapsed days. */
  unsupervised: z.object({
    n: z.number().int().min(1).max(365),
    unit: z.literal('calendar-day'),
    levels: z.array(alertLevel).min(1),
    /** Warnings that pass by themselves when the case is closed in time. */
    exceptRules: z.array(code),
    /** What the level above demands when it takes the warning up. */
    demand: bilingual,
  }),
});
export type CorrectionLimitsData = z.infer<typeof limitsFile>;

const shipped = path.join(import.meta.dirname, '../../../reference/corrections/limits.json');

/** Reads the times of the loop. @throws Refusal naming the field that is at fault. */
export function readCorrectionLimits(file = shipped): CorrectionLimitsData {
  return readReferenceFile(limitsFile, file);
}

/** The limits that a correction of this level is issued with. */
export function limitsFor(data: CorrectionLimitsData, level: AlertLevel): CorrectionLimits {
  const { sign, answer, verify, appeal, close } = data;
  return { sign, answer: answer[level], verify, appeal, close };
}
