import { Refusal } from '#base/errors';
import { type Instant, toRfc3339 } from '#base/time';
import type { BreakGlassAction, BreakGlassPhase } from '#contract/privacy';
import type { BreakGlassTimes } from '#spine/privacy/break-glass-limits';
import {
  type BreakGlassEvent,
  type BreakGlassState,
  type Party,
  phaseAt,
} from '#spine/privacy/break-glass-state';

type Who = (state: BreakGlassState, who: Party) => boolean;

const same = (one: Party, other: Party) => one.accountId === other.accountId;
const asker: Who = (state, who) => same(state.asker, who);
const hasApproved: Who = (state, who) => state.approvers.some((one) => same(one, who));
const another: Who = (state, who) => !asker(state, who);
const yetAnother: Who = (state, who) => another(state, who) && !hasApproved(state, who);
const takesPart: Who = (state, who) => !yetAnother(state, who);

const waiting = { approve: yetAnother, refuse: another, withdraw: asker } as const;

/**
 * The closed table: what may be done in which phase, and by whom in their relation to the request. Which role may come
 * near it at all is decided by permissions, before.
 */
const table: Record<BreakGlassPhase, Partial<Record<BreakGlassAction, Who>>> = {
  asked: waiting,
  seconded: waiting,
  open: { close: takesPart },
  // Nobody judges what they asked for or approved themselves.
  'to-review': { review: yetAnother },
  reviewed: {},
  refused: {},
  withdrawn: {},
  lapsed: {},
};

/** What this account may do with the request now. */
export function allowedActions(state: BreakGlassState, who: Party, now: Instant): BreakGlassAction[] {
  return Object.entries(table[phaseAt(state, now)]).flatMap(([action, may]) =>
    may(state, who) ? [action as BreakGlassAction] : [],
  );
}

export interface BreakGlassCommand {
  action: BreakGlassAction;
  note?: string;
  justified?: boolean;
}

/**
 * What a command brings about: one event.
 * @throws Refusal action-not-allowed, in this phase; forbidden, for this account; field-invalid
 */
export function decide(
  state: BreakGlassState,
  command: BreakGlassCommand,
  by: Party,
  now: Instant,
  times: BreakGlassTimes,
): BreakGlassEvent {
  const { action } = command;
  const phase = phaseAt(state, now);
  const may = table[phase][action];
  if (!may)
    throw new Refusal('action-not-allowed', {
      field: 'action',
      expected: `one of ${Object.keys(table[phase]).join(', ') || 'none'}, the request is ${phase}`,
    });
  if (!may(state, by))
    throw new Refusal('forbidden', {
      field: 'action',
      detail: 'Who asks does not decide, two different people approve, and another one reviews.',
    });
  const made = { by, at: now };
  switch (action) {
    case 'approve': {
      const last = state.approvers.length + 1 >= times.approvers;
      const ends = last ? times.endsAt(now) : null;
      const review = ends === null ? null : toRfc3339(times.reviewDueAt(ends));
      const data = { endsAt: ends === null ? null : toRfc3339(ends), reviewDueAt: review };
      return { type: 'break-glass.approved', data, ...made };
    }
    case 'refuse':
      return { type: 'break-glass.refused', data: { note: noteOf(command) }, ...made };
    case 'withdraw':
      return { type: 'break-glass.withdrawn', data: {}, ...made };
    case 'close': {
      const data = { reviewDueAt: toRfc3339(times.reviewDueAt(now)) };
      return { type: 'break-glass.closed', data, ...made };
    }
    case 'review': {
      if (command.justified === undefined)
        throw new Refusal('field-invalid', { field: 'justified', expected: 'true or false' });
      const data = { justified: command.justified, note: noteOf(command) };
      return { type: 'break-glass.reviewed', data, ...made };
    }
  }
}

function noteOf({ note }: BreakGlassCommand): string {
  if (note === undefined)
    throw new Refusal('field-invalid', { field: 'note', expected: '10 to 1000 characters' });
  return note;
}
