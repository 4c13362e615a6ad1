import type { Instant } from '#base/time';
import type { RegisteredItem } from '#spine/catalogue/registry';
import type { ActingRole, PartCommand } from '#spine/platform/part';
import { actions } from './actions.ts';
import { decide } from './decide.ts';
import { type ApplicationEvent, type ApplicationState } from './application.ts';
import { evolve } from './state.ts';

/** Tells of an application: events given, a command, and what comes of it; without a database. */
export const sha = 'a'.repeat(64);
export const file = (material: string, n = 1) => ({
  material,
  files: [{ id: n.toString(16).padStart(32, '0'), sha256: sha }],
});
const day = 86_400_000;
export const start: Instant = Date.UTC(2026, 2, 2, 2);

type Filed = Extract<ApplicationEvent, { type: 'services.application-filed' }>['data'];

export const filed = (more: Partial<Filed> = {}): ApplicationEvent => ({
  type: 'services.application-filed',
  data: {
    item: 'licence',
    organ: 'city-bureau',
    title: '食品经营许可',
    channel: 'portal',
    personId: 7,
    form: { id: 1, sha256: sha },
    materials: [file('identity')],
    parts: [],
    ...more,
  },
});

/** A restaurant of three parts: signboard and fire safety at once, the licence once fire safety is granted. */
export const restaurantParts: Filed['parts'] = [
  ['signboard', 'city-management', []],
  ['fire', 'fire-brigade', []],
  ['food', 'market', ['fire']],
].map(([item, organ, after]) => ({
  item: item as string,
  title: item as string,
  organ: organ as string,
  region: '370102000000',
  after: after as string[],
  materials: ['identity'],
}));
export const filedJoint = (parts = restaurantParts) => filed({ item: 'joint-restaurant', parts });

/** The state after events, one day apart. */
export const after = (...events: ApplicationEvent[]): ApplicationState =>
  events.reduce<ApplicationState | null>((state, event, n) => evolve(state, event, start + n * day), null)!;

export const item = {
  code: 'licence',
  materials: [{ code: 'identity', name: { zh: '身份证明', en: 'Identity' }, required: true }],
  flow: { version: 1, steps: [{ code: 'accept' }, { code: 'deliver' }] },
} as unknown as RegisteredItem;

/** Whether the table lets a role take an action in a state. */
export const may = (state: ApplicationState, action: string, role: ActingRole): boolean => {
  const { from, roles, when } = actions[action]!;
  return from.includes(state.status) && roles.includes(role) && (when?.(state) ?? true);
};

/** What a permitted command comes to. */
export const decided = (
  state: ApplicationState,
  action: string,
  values: PartCommand['values'] = {},
  now: Instant = start,
): ApplicationEvent => {
  if (!actions[action]!.roles.some((role) => may(state, action, role)))
    throw new Error(`${action} in state ${state.status}`);
  const roles = new Set(actions[action]!.roles);
  return decide(state, { action, values }, { now, actor: 'somebody', roles, item }) as ApplicationEvent;
};
