import type { CorrectionPart } from '#contract/correction-events';

/**
 * Keys of a correction's clocks in the timetable of its case: `correction:<alert>:<part>`, later passes of the same
 * part `correction:<alert>:<part>:<pass>`. Each pass has a key of its own, so that each warns for itself.
 */
export function correctionPrefix(correction: string): string {
  return `correction:${correction}:`;
}

export function correctionClockKey(correction: string, part: CorrectionPart, pass: number): string {
  return `${correctionPrefix(correction)}${part}${pass > 1 ? `:${pass}` : ''}`;
}

/** Part and pass that a key stands for. The caller knows that it is the key of a correction's clock. */
export function readClockKey(key: string): { correction: string; part: CorrectionPart; pass: number } {
  const [, correction, part, pass] = key.split(':') as [string, string, CorrectionPart, string | undefined];
  return { correction, part, pass: pass === undefined ? 1 : Number(pass) };
}

const policies: Record<CorrectionPart, string> = {
  sign: 'correction',
  answer: 'correction',
  verify: 'correction-review',
  appeal: 'correction-review',
  close: 'correction-close',
};

/** Code of the policy whose warnings a correction's clock carries: what lies with the supervisor is no card of the organ. */
export function correctionPolicyOf(key: string): string {
  return policies[readClockKey(key).part];
}

/** Code of the rung at which the level above takes a correction over. */
export const escalationRung = 'escalation';
