import { z } from 'zod';
import type { ItemInput } from '#contract/catalogue';
import type { PartEvent } from '#spine/platform/part';
import { definePart } from '#spine/platform/part';
import { clue } from '#spine/alerts/rules/clue';

/**
 * A part that no platform has: readers reserve a book, which waits three days on the shelf. A renewed hold goes on, one
 * that is fetched ends and asks the next library for a copy of its own; a hold that is fetched by another is noticed.
 */
const named = (name: string) => ({ zh: `预约${name}`, en: `hold ${name}` });

const events = {
  'library.hold-placed': {
    title: named('placed'),
    data: z.object({ item: z.string(), reader: z.string(), copies: z.number().default(1) }),
    means: ({ item }: { item: string }) => ({ type: 'case.opened' as const, data: { item } }),
  },
  'library.hold-renewed': { title: named('renewed'), data: z.object({ actor: z.string() }) },
  'library.hold-fetched': {
    title: named('fetched'),
    data: z.object({ actor: z.string(), by: z.string() }),
    means: ({ actor }: { actor: string }) => ({ type: 'case.closed' as const, data: { actor } }),
  },
} as const;
type Event = PartEvent<typeof events>;

interface State {
  status: 'waiting' | 'fetched';
  reader: string;
  renewed: number;
  copies: number;
}

const ended = (event: Event) => event.type === 'library.hold-fetched';

export const holds = definePart<State, typeof events>({
  name: 'library/holds',
  title: named(''),
  events,
  evolve(state, event) {
    switch (event.type) {
      case 'library.hold-placed':
        return { status: 'waiting', reader: event.data.reader, renewed: 0, copies: event.data.copies };
      case 'library.hold-renewed':
        return { ...state!, renewed: state!.renewed + 1 };
      case 'library.hold-fetched':
        return { ...state!, status: 'fetched' };
      default:
        return state!;
    }
  },
  actions: {
    renew: {
      title: named('renew'),
      from: ['waiting'],
      roles: ['handler', 'system'],
      when: ({ renewed }) => renewed < 2,
      fields: () => [],
    },
    fetch: {
      title: named('fetch'),
      from: ['waiting'],
      roles: ['handler', 'citizen'],
      fields: () => [{ name: 'by', title: named('by'), kind: 'text', required: true }],
    },
  },
  decide: (_state, { action, values }, { actor }) =>
    action === 'renew'
      ? { type: 'library.hold-renewed', data: { actor } }
      : { type: 'library.hold-fetched', data: { actor, by: values.by as string } },
  caseActions: () => [],
  clocks: [
    {
      kind: 'shelf',
      name: named('shelf'),
      basis: [{ law: '图书馆借阅规则', article: '第二条' }],
      policy: 'step-limit',
      rule: 'HOLD_OVERDUE',
      starts: (event) =>
        event.type === 'library.hold-placed' ? [{ limit: { n: 3, unit: 'calendar-day' } }] : [],
      stops: (event) => (ended(event) ? 'all' : []),
    },
  ],
  rules: [
    {
      code: 'HOLD_OVERDUE',
      title: named('overdue'),
      ruleClass: 1,
      level: 'red',
      basis: '图书馆借阅规则第二条',
      clears: named('fetched'),
      evidence: {},
      parameters: [],
    },
    {
      code: 'HOLD_FETCHED_BY_ANOTHER',
      title: named('by another'),
      ruleClass: 2,
      level: 'yellow',
      basis: '图书馆借阅规则第三条',
      clears: named('explained'),
      evidence: { by: named('by') },
      parameters: [],
      on: ['library.hold-fetched'],
      judge: (judged) =>
        judged.event.type === 'library.hold-fetched' && judged.event.data.by !== judged.after.reader
          ? clue({ code: 'HOLD_FETCHED_BY_ANOTHER', level: 'yellow' }, judged, { by: judged.event.data.by })
          : null,
    },
  ],
  reactions(event, state, { number, region, item }) {
    if (event.type !== 'library.hold-fetched') return [];
    const copy = { item, reader: state.reader, copies: 0 };
    return [
      ...(state.copies > 0
        ? [
            {
              does: 'open' as const,
              type: 'library.hold-placed',
              data: copy,
              region,
              number: `${number}-copy`,
            },
          ]
        : []),
      ...(event.data.by === state.reader
        ? []
        : [{ does: 'correct' as const, rule: 'HOLD_FETCHED_BY_ANOTHER', demand: '请说明情况' }]),
    ];
  },
});

/** The item that a hold is of. */
export const holdItem = {
  code: 'hold',
  platform: 'services',
  name: named('item'),
  type: '20',
  level: 4,
  organ: 'district-bureau',
  basis: [{ law: '图书馆借阅规则' }],
  limits: { promised: { n: 30, unit: 'working-day' } },
  flow: { version: 1, steps: [{ code: 'handle', name: named('handle') }] },
  effectiveFrom: '2020-01-01',
} satisfies ItemInput;
