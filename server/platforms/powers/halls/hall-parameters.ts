import { z } from 'zod';
import { bilingual, civilDate, code } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const whole = z.number().int().min(1);
const parametersFile = z.object({
  code,
  version: whole,
  effectiveFrom: civilDate,
  name: bilingual,
  /** What people are told who are in a hall, and who watch it. */
  notice: bilingual,
  basis: bilingual,
  /** Recordings of a hall are kept at least so long. */
  leastRetentionDays: whole,
  /** How long one viewing lasts; whoever goes on watching says so again. */
  viewingMinutes: whole,
  /** A stream whose newest segment is older is offline. */
  offlineSeconds: whole,
  /** Pause between two looks at the streams. */
  watchSeconds: whole,
  /** The longest clip that is kept with a moment. */
  clipSeconds: whole,
  /** How long the gateway is waited for. */
  fetchSeconds: whole,
});

/** Times of the video supervision of halls (`reference/powers/halls.json`). */
export const hallParameters = readReference(parametersFile, 'powers/halls.json');
