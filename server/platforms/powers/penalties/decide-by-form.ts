import { z } from 'zod';
import { Refusal } from '#base/errors';
import { money, moneyText } from '#base/money';
import { firstIssue } from '#contract/fault';
import { certificate, decisionInput, noticeInput, range } from '#contract/powers/penalties';
import { penaltyKind } from '#contract/powers/penalty-terms';
import { amount, positiveAmount, rfc3339 } from '#contract/text';
import type { PartCommand } from '#spine/platform/part';
import { dayOf } from './civil-day.ts';
import { type Context, type Decision, event, text } from './decision.ts';
import { dueOnAfter } from './decide-execution.ts';
import { hasHearingRight, type Measures, needsDiscussion } from './discretion.ts';
import { limits } from './limits.ts';
import type { PenaltyState } from './penalty.ts';

/** What the pages of their own give, with what their routes add. */
export const formEntries = {
  'assign-officers': z.object({ officers: z.array(certificate) }),
  'give-notice': noticeInput.extend({ hearingUntil: rfc3339 }),
  'decide-penalty': decisionInput.extend({
    number: z.string().max(80),
    range: range.optional(),
    benchmark: z.number().int(),
    median: amount.optional(),
    medianOf: z.number().int(),
  }),
  'decide-on-the-spot': z.object({
    kinds: z.array(penaltyKind).min(1),
    fine: positiveAmount.optional(),
    content: z.string().max(400).default(''),
    reason: z.string().trim().min(10).max(2000),
    number: z.string().max(80),
    officers: z.array(certificate),
  }),
  'annul-decision': z.object({
    by: z.string().trim().min(2).max(200),
    reason: z.string().trim().min(10).max(2000),
  }),
};
export type FormName = keyof typeof formEntries;
export type FormEntry<N extends FormName> = z.input<(typeof formEntries)[N]>;

/** Refusal: field-invalid, naming the field of the form. */
function read<N extends FormName>(
  name: N,
  { entry }: PartCommand['values'],
): z.output<(typeof formEntries)[N]> {
  const result = formEntries[name].safeParse(JSON.parse(text(entry)));
  if (result.success) return result.data as z.output<(typeof formEntries)[N]>;
  throw new Refusal('field-invalid', firstIssue(result.error));
}

/** A fine has an amount, and an amount is of a fine. Refusal: field-invalid. */
function measuresOf({
  kinds,
  fine,
}: {
  kinds: readonly string[];
  fine?: string;
}): Measures & { fine: string | null } {
  if (kinds.includes('fine') !== (fine !== undefined))
    throw new Refusal('field-invalid', {
      field: 'fine',
      expected: 'an amount where there is a fine, and none without',
    });
  return {
    kinds: kinds as Measures['kinds'],
    fine: fine === undefined ? null : moneyText(money(fine)),
  };
}

/** At least two officers, each with a certificate in force that day (art. 42). Refusal: field-invalid. */
export function checkOfficers(
  officers: readonly { validFrom: string; validUntil: string }[],
  day: string,
): void {
  const inForce = officers.filter(({ validFrom, validUntil }) => validFrom <= day && day <= validUntil);
  if (inForce.length < officers.length || officers.length < limits.leastOfficers.n)
    throw new Refusal('field-invalid', {
      field: 'officers',
      expected: `at least ${limits.leastOfficers.n} officers, each with a certificate in force on ${day}`,
    });
}

/** What is confiscated has an exact amount, a description, or both. Refusal: field-invalid. */
function confiscationOf({
  kinds,
  gains,
  goods,
}: {
  kinds: readonly string[];
  gains?: string;
  goods: string;
}): {
  gains: string | undefined;
  goods: string | undefined;
} {
  if (kinds.includes('confiscation') !== (gains !== undefined || goods !== ''))
    throw new Refusal('field-invalid', {
      field: 'gains',
      expected: 'the gains or goods that are confiscated, and none where nothing is',
    });
  return {
    gains: gains === undefined ? undefined : moneyText(money(gains)),
    goods: goods === '' ? undefined : goods,
  };
}

function assign(_state: PenaltyState, values: PartCommand['values'], { actor, now }: Context) {
  const { officers } = read('assign-officers', values);
  checkOfficers(officers, dayOf(now));
  return event('officers-assigned', { actor, officers });
}

function giveNotice(state: PenaltyState, values: PartCommand['values'], { actor }: Context) {
  const { hearingUntil, content, ...given } = read('give-notice', values);
  const { kinds, fine } = measuresOf(given);
  const hearingRight = hasHearingRight({ kinds, fine }, state.partyKind);
  return event('notice-given', {
    actor,
    kinds,
    fine: fine ?? undefined,
    ...confiscationOf(given),
    content,
    hearingRight,
    hearingUntil,
  });
}

/** Who investigated does not decide (flow: separation of duties). Refusal: forbidden. */
function checkDecider({ officers }: PenaltyState, actor: string): void {
  if (officers.some(({ holder }) => holder === actor))
    throw new Refusal('forbidden', {
      field: 'action',
      expected: 'somebody who did not investigate the case',
    });
}

function decidePenalty(state: PenaltyState, values: PartCommand['values'], { actor, now }: Context) {
  checkDecider(state, actor);
  const {
    outcome,
    content,
    reason,
    number,
    range: tierRange,
    benchmark,
    median,
    medianOf,
    ...given
  } = read('decide-penalty', values);
  const imposed = outcome === 'imposed';
  if (imposed === (given.kinds.length === 0))
    throw new Refusal('field-invalid', {
      field: 'kinds',
      expected: 'at least one where a penalty is imposed',
    });
  const { kinds, fine } = measuresOf(given);
  if (imposed && state.discussion === null && needsDiscussion({ kinds, fine }, state.partyKind, state.tier))
    throw new Refusal('action-not-allowed', {
      field: 'fine',
      expected: 'the record of the collective discussion first (行政处罚法 art. 57)',
    });
  const judged = fine === null ? {} : { range: tierRange, median };
  return event('penalty-decided', {
    actor,
    on: dayOf(now),
    number,
    outcome,
    kinds,
    fine: fine ?? undefined,
    ...confiscationOf(given),
    content,
    reason,
    benchmark,
    medianOf,
    ...judged,
  });
}

/** What may be imposed on the spot (art. 51). Refusal: field-invalid. */
export function checkOnTheSpot(
  { kinds, fine }: { kinds: readonly string[]; fine?: string },
  party: PenaltyState['partyKind'],
): void {
  const measures = measuresOf({ kinds, fine });
  const most = limits.onTheSpot.most[party];
  if (measures.kinds.some((kind) => !limits.onTheSpot.kinds.includes(kind)))
    throw new Refusal('field-invalid', {
      field: 'kinds',
      expected: `of ${limits.onTheSpot.kinds.join(', ')}`,
    });
  if (measures.fine !== null && money(measures.fine).gt(money(most)))
    throw new Refusal('field-invalid', {
      field: 'fine',
      expected: `at most ${most} yuan; a higher fine takes the ordinary procedure (行政处罚法 art. 51)`,
    });
}

function decideOnTheSpot(state: PenaltyState, values: PartCommand['values'], { actor, now }: Context) {
  const { officers, content, reason, number, ...given } = read('decide-on-the-spot', values);
  const on = dayOf(now);
  checkOfficers(officers, on);
  checkOnTheSpot(given, state.partyKind);
  const { kinds, fine } = measuresOf(given);
  return event('decided-on-the-spot', {
    actor,
    on,
    number,
    kinds,
    fine: fine ?? undefined,
    content,
    reason,
    officers,
    dueOn: dueOnAfter(on, fine),
  });
}

function annul(state: PenaltyState, values: PartCommand['values'], { actor, now }: Context) {
  const { by: authority, reason } = read('annul-decision', values);
  return event('decision-annulled', {
    actor,
    on: dayOf(now),
    authority,
    reason,
    ends: state.status !== 'closed',
  });
}

/** What is decided on by pages of their own. */
export const decideByForm: Record<FormName, Decision> = {
  'assign-officers': assign,
  'give-notice': giveNotice,
  'decide-penalty': decidePenalty,
  'decide-on-the-spot': decideOnTheSpot,
  'annul-decision': annul,
};
