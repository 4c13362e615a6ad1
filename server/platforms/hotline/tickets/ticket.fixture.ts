import type { Instant } from '#base/time';
import type { RegisteredItem } from '#spine/catalogue/registry';
import type { ActingRole, PartCommand } from '#spine/platform/part';
import { actions } from './actions.ts';
import { decide } from './decide.ts';
import { evolve } from './state.ts';
import type { TicketEvent, TicketState } from './ticket.ts';

/** Tells of a ticket: events given, a command, and what comes of it; without a database. */
export const start: Instant = Date.UTC(2026, 2, 2, 2);
const day = 86_400_000;
type Received = Extract<TicketEvent, { type: 'hotline.ticket-received' }>['data'];
type Moved = Extract<TicketEvent, { type: 'hotline.assignment-moved' }>['data'];

export const received = (more: Partial<Received> = {}): TicketEvent => ({
  type: 'hotline.ticket-received',
  data: {
    actor: 'agent',
    item: 'hotline-ticket',
    organ: 'centre',
    title: '小区夜间施工噪声',
    channel: 'phone',
    kind: 'complaint',
    category: 'environment.noise',
    region: '370102000000',
    emergency: false,
    confidential: false,
    personId: 7,
    fingerprint: 'a'.repeat(64),
    repeats: 0,
    ...more,
  },
});

/** Sent to a lead organ, and to another beside it where asked. */
export const dispatched = (joint = false, first = 1): TicketEvent => ({
  type: 'hotline.ticket-dispatched',
  data: {
    actor: 'agent',
    instruction: '请核实并答复',
    assignments: [
      {
        n: first,
        role: 'lead',
        organ: 'ecology',
        name: { zh: '生态环境局', en: 'Ecology' },
        region: '370102000000',
      },
      ...(joint
        ? [
            {
              n: first + 1,
              role: 'joint' as const,
              organ: 'housing',
              name: { zh: '住建局', en: 'Housing' },
              region: '370102000000',
            },
          ]
        : []),
    ],
  },
});

export const moved = (stage: Moved['stage'], more: Partial<Moved> = {}): TicketEvent => ({
  type: 'hotline.assignment-moved',
  data: { n: 1, stage, ...more },
});
export const opened = (n = 1) => moved('opened', { n, city: 3701, id: 100 + n });
export const signed = (n = 1) => moved('signed', { n, handler: 'handler' });
export const answered = (n = 1) => moved('answered', { n, answer: '已责令停止夜间施工。' });
export const passed = (first = true): TicketEvent => ({
  type: 'hotline.feedback-passed',
  data: { actor: 'agent', first },
});

/** The state after events, one day apart. */
export const after = (...events: TicketEvent[]): TicketState =>
  events.reduce<TicketState | null>((state, event, n) => evolve(state, event, start + n * day), null)!;

export const onCallback = [received(), dispatched(), opened(), signed(), answered(), passed()] as const;

/** Whether the table lets a role take an action in a state. */
export const may = (state: TicketState, action: string, role: ActingRole): boolean => {
  const { from, roles, when } = actions[action]!;
  return from.includes(state.status) && roles.includes(role) && (when?.(state) ?? true);
};

/** What a permitted command comes to. */
export const decided = (
  state: TicketState,
  action: string,
  values: PartCommand['values'] = {},
  actor = 'somebody',
  role?: ActingRole,
): TicketEvent => {
  if (!actions[action]!.roles.some((one) => may(state, action, one)))
    throw new Error(`${action} in state ${state.status}`);
  const roles = new Set(role ? [role] : actions[action]!.roles);
  const context = { now: start, actor, roles, item: {} as RegisteredItem };
  return decide(state, { action, values }, context) as TicketEvent;
};
