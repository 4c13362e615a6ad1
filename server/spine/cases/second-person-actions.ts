import { Refusal } from '#base/errors';
import { type Instant, toRfc3339 } from '#base/time';
import type { AvailableAction } from '#contract/cases';
import { type SecondPersonEventType, secondPersonEvents } from '#contract/events';
import { firstIssue } from '#contract/fault';
import type { Role } from '#contract/roles';
import { type ActionField, readFields } from '#spine/cases/action-form';
import type { ActingPerson } from '#spine/cases/case-actions';
import type { CaseState } from '#spine/cases/case-state';
import { eventTitle } from '#spine/cases/event-titles';
import type { HeldEntry } from '#spine/cases/held-entry';

/** Who may give time a second word: whoever reviews or decides at the organ, and did not enter it. */
const secondPersonRoles: readonly Role[] = ['reviewer', 'approver'];

const actions: Record<
  string,
  { event: SecondPersonEventType; title: AvailableAction['title']; danger: boolean; words: ActionField }
> = {
  'confirm-entry': {
    event: 'case.entry-confirmed',
    title: { zh: '确认补录', en: 'Confirm a late entry' },
    danger: false,
    words: { name: 'note', title: { zh: '核实情况', en: 'What was checked' }, kind: 'text', required: false },
  },
  'refuse-entry': {
    event: 'case.entry-refused',
    title: { zh: '不予确认补录', en: 'Refuse a late entry' },
    danger: true,
    words: {
      name: 'reason',
      title: { zh: '理由', en: 'Reason' },
      kind: 'long-text',
      required: true,
      minLength: 10,
    },
  },
};

const dayOf = (at: Instant) => toRfc3339(at).slice(0, 10);

function optionOf({ seq, claimed, event }: HeldEntry) {
  const { zh, en } = eventTitle(event.type);
  return {
    value: String(seq),
    title: {
      zh: `${seq}. ${zh}（称发生于 ${dayOf(claimed)}）`,
      en: `${seq}. ${en} (said of ${dayOf(claimed)})`,
    },
  };
}

/** Entries of the case that somebody may give a second word on: not those that they entered themselves. */
const entriesFor = ({ held = [] }: CaseState, { actor, roles }: ActingPerson): HeldEntry[] =>
  secondPersonRoles.some((role) => roles.has(role))
    ? held.filter(({ event }) => event.data.actor !== actor)
    : [];

function fieldsOf(entries: readonly HeldEntry[], words: ActionField): ActionField[] {
  const options = entries.map(optionOf);
  return [
    { name: 'entry', title: { zh: '补录', en: 'Late entry' }, kind: 'select', required: true, options },
    words,
  ];
}

/** What somebody may do about the entries of a case that wait for a second person. */
export function secondPersonActions(state: CaseState, by: ActingPerson): AvailableAction[] {
  const entries = entriesFor(state, by);
  if (entries.length === 0) return [];
  return Object.entries(actions).map(([action, { title, danger, words }]) => ({
    action,
    title,
    danger,
    fields: fieldsOf(entries, words),
  }));
}

/**
 * Turns a second person's word into its event; undefined for every other action.
 * Refusals: action-not-allowed, where nothing waits; forbidden, for other roles and for whoever made the entry; field-invalid.
 */
export function decideSecondPerson(
  state: CaseState,
  { action, values }: { action: string; values: Record<string, unknown> },
  by: ActingPerson,
): { type: SecondPersonEventType; data: Record<string, unknown>; about: number } | undefined {
  const chosen = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (!chosen) return undefined;
  if (state.held.length === 0)
    throw new Refusal('action-not-allowed', { field: 'action', detail: 'Nothing waits.' });
  const entries = entriesFor(state, by);
  if (entries.length === 0)
    throw new Refusal('forbidden', {
      field: 'action',
      expected: `one of ${secondPersonRoles.join(', ')} at the organ of the case, and not who made the entry`,
    });
  const read = readFields(fieldsOf(entries, chosen.words), values, { text: 400, 'long-text': 2000 });
  const about = Number(read.entry);
  const data = secondPersonEvents[chosen.event].safeParse({ ...read, entry: about, actor: by.actor });
  if (!data.success) throw new Refusal('field-invalid', firstIssue(data.error, 'values'));
  return { type: chosen.event, data: data.data, about };
}
