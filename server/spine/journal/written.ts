import { Refusal } from '#base/errors';
import type { IntakeAnswer } from '#contract/events';
import type { RefusalCode } from '#contract/problem';

/** Refusal: what the journal answered, when the event neither was accepted nor stood there already. */
export function checkWritten({ outcome, code, field, expected }: IntakeAnswer): void {
  if (outcome === 'accepted' || outcome === 'duplicate') return;
  throw new Refusal((code ?? 'conflict') as RefusalCode, { field, expected });
}
