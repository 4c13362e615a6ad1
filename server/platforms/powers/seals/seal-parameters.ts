import { z } from 'zod';
import { bilingual, civilDate, code } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const whole = z.number().int().min(1);
const parametersFile = z.object({
  code,
  version: whole,
  effectiveFrom: civilDate,
  name: bilingual,
  basis: bilingual,
  /** How long a one-time code is good, and how many wrong tries void it. */
  codeMinutes: whole,
  codeTries: whole,
  /** How long a seal may be used once it is released. */
  releaseMinutes: whole,
  /** How long after its approval a request may be stamped. */
  approvalDays: whole,
  /** How long the urgent path is open, and by when it is to be approved afterwards. */
  urgentHours: whole,
  /** A record that comes in later than this has come in late. */
  lateMinutes: whole,
  challengeSeconds: whole,
  /** A device that has said nothing for longer is shown as offline. */
  quietMinutes: whole,
});

/** Times of seals and devices (`reference/powers/seals.json`). */
export const sealParameters = readReference(parametersFile, 'powers/seals.json');
