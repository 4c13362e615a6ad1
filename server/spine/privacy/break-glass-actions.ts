import { Refusal } from '#base/errors';
import { type Instant, toRfc3339 } from '#base/time';
import type { Permission } from '#contract/permissions';
import type { BreakGlassAction, BreakGlassPhase } from '#contract/privacy';
import type { BreakGlassTimes } from '#spine/privacy/break-glass-limits';
import { type BreakGlassEvent, type BreakGlassState, phaseAt } from '#spine/privacy/break-glass-state';
import type { Official, Party } from '#spine/privacy/official';

type Who = (state: BreakGlassState, who: Party) => boolean;

const same = (one: Party, other: Party) => one.accountId === other.accountId;
const asker: Who = (state, who) => same(state.asker, who);
const hasApproved: Who = (state, who) => state.approvers.some((one) => same(one, who));
const another: Who = (state, who) => !asker(state, who);
const yetAnother: Who = (state, who) => another(state, who) && !hasApproved(state, who);
const takesPart: Who = (state, who) => !yetAnother(state, who);

/** Who may do it by their relation to the request; and, where it is not their own, by which permission over its case. */
interface Rule {
  who: Who;
  needs?: readonly Permission[];
}

const waiting: Partial<Record<BreakGlassAction, Rule>> = {
  approve: { who: yetAnother, needs: ['break-glass.approve'] },
  refuse: { who: another, needs: ['break-glass.approve'] },
  withdraw: { who: asker },
};

/** The closed table: what may be done in which phase, and by whom. */
const table: Record<BreakGlassPhase, Partial<Record<BreakGlassAction, Rule>>> = {
  asked: waiting,
  seconded: waiting,
  open: { close: { who: takesPart } },
  // Nobody judges what they asked for or approved themselves.
  'to-review': { review: { who: yetAnother, needs: ['break-glass.approve', 'audit.read'] } },
  reviewed: {},
  refused: {},
  withdrawn: {},
  lapsed: {},
};

const permits = ({ who, needs }: Rule, state: BreakGlassState, by: Official): boolean =>
  who(state, by) && (!needs || needs.some((permission) => by.may(permission, state)));

/** What this account may do with the request now. */
export function allowedActions(state: BreakGlassState, by: Official, now: Instant): BreakGlassAction[] {
  return Object.entries(table[phaseAt(state, now)]).flatMap(([action, rule]) =>
    permits(rule, state, by) ? [action as BreakGlassAction] : [],
  );
}

/** Whether this account may know of the request: who takes part, who may approve it, who audits. */
export function mayKnow(state: BreakGlassState, by: Official): boolean {
  return takesPart(state, by) || by.may('break-glass.approve', state) || by.may('audit.read', state);
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
  official: Official,
  now: Instant,
  times: BreakGlassTimes,
): BreakGlassEvent {
  const { action } = command;
  const phase = phaseAt(state, now);
  const rule = table[phase][action];
  if (!rule)
    throw new Refusal('action-not-allowed', {
      field: 'action',
      expected: `one of ${Object.keys(table[phase]).join(', ') || 'none'}, the request is ${phase}`,
    });
  if (!permits(rule, state, official))
    throw new Refusal('forbidden', {
      field: 'action',
      detail:
        'Who asks does not decide, different people approve who reach the case, and another one reviews.',
    });
  const { accountId, actor } = official;
  const made = { by: { accountId, actor }, at: now };
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
