import type { PartyKind, PenaltyKind, Tier } from '#contract/powers/penalty-terms';
import type { StoryAct } from './story.ts';

/** The stories of the demonstration: invented people and organisations, at the market bureaus of Jinan and Lixia. */

export interface StoryPeople {
  officers: [string, string];
  reviewer: string;
  approver: string;
  cashier: string;
}

export interface Story {
  offence: string;
  party: PartyKind;
  /** Working days before the present on which the clue came. */
  daysAgo: number;
  /** At the county instead of the city. */
  county?: boolean;
  summary?: boolean;
  acts: (people: StoryPeople) => StoryAct[];
}

/** Certificates of a story: of the second officer one that may run out meanwhile; `$day+5`: five working days later. */
export const certificateEntry = (people: StoryPeople, validUntil = '2028-12-31') => ({
  officers: people.officers.map((holder, n) => ({
    number: `演示执法-${holder}`,
    holder,
    validFrom: '2024-01-01',
    validUntil: n === 1 ? validUntil : '2028-12-31',
  })),
});

const file = ({ approver, officers, ...rest }: StoryPeople): StoryAct[] => [
  [3, 'file-penalty', approver],
  [3, 'assign-officers', officers[0], { entry: certificateEntry({ approver, officers, ...rest }) }],
];
const investigate = (people: StoryPeople, tier: Tier): StoryAct[] => [
  ...file(people),
  [
    12,
    'end-investigation',
    people.officers[0],
    { tier, findings: '经现场检查、询问和抽样，违法事实清楚，证据确凿。' },
  ],
];
const review = (people: StoryPeople, tier: Tier): StoryAct[] => [
  ...investigate(people, tier),
  [14, 'review-penalty', people.reviewer, { opinion: '事实清楚，证据确凿，程序合法' }],
];
const notify = (people: StoryPeople, tier: Tier, fine: string): StoryAct[] => [
  ...review(people, tier),
  [15, 'give-notice', people.officers[0], { entry: { kinds: ['fine'], fine } }],
];
const legal = (people: StoryPeople, tier: Tier, fine: string): StoryAct[] => [
  ...notify(people, tier, fine),
  [
    17,
    'record-statement',
    people.officers[0],
    { on: '$day', adoption: 'not-adopted', answer: '经复核，所述理由不影响违法事实的认定。' },
  ],
  [22, 'review-legality', people.reviewer, { opinion: '适用法律正确，裁量适当，同意提请决定' }],
];
const decideWith = (people: StoryPeople, tier: Tier, fine: string, noticed = fine): StoryAct[] => [
  ...legal(people, tier, noticed),
  [22, 'record-discussion', people.approver, { on: '$day', record: '案审会记录（演示）' }],
  [
    24,
    'decide-penalty',
    people.approver,
    {
      entry: {
        outcome: 'imposed',
        kinds: ['fine'] satisfies PenaltyKind[],
        fine,
        reason: '违法事实清楚，证据确凿，依法应予处罚。',
      },
    },
  ],
];
const deliver = (people: StoryPeople, tier: Tier, fine: string): StoryAct[] => [
  ...decideWith(people, tier, fine),
  [26, 'record-delivery', people.officers[0], { on: '$day', method: 'direct' }],
];
const pay = (people: StoryPeople, tier: Tier, fine: string): StoryAct[] => [
  ...deliver(people, tier, fine),
  [
    28,
    'note-payment',
    people.cashier,
    { amount: fine, on: '$day', receipt: '非税票据（演示）', cashier: '某银行（演示）' },
  ],
];
const published = (people: StoryPeople, tier: Tier, fine: string): StoryAct[] => [
  ...pay(people, tier, fine),
  [29, 'close-penalty', people.officers[0], { result: '罚款已全额缴清' }],
  [
    30,
    'publish-decision',
    people.officers[0],
    { summary: '当事人违反有关规定，本机关依法作出行政处罚，罚款已缴清。' },
  ],
];
const annul = (people: StoryPeople, days: number): StoryAct => [
  days,
  'annul-decision',
  people.approver,
  { entry: { by: '某市人民政府（演示）', reason: '行政复议认为处罚程序违法，决定撤销该处罚决定。' } },
];
const onTheSpot = (people: StoryPeople, entry: { kinds: PenaltyKind[]; fine?: string }): StoryAct[] => [
  [
    0,
    'decide-on-the-spot',
    people.officers[0],
    { entry: { ...entry, reason: '现场查实，当事人对违法事实无异议。', ...certificateEntry(people) } },
  ],
];

const food = { offence: 'food-below-standard', party: 'organisation' } as const;
const price = { offence: 'price-not-marked', party: 'person' } as const;
const licence = { offence: 'unlicensed-food-business', party: 'person' } as const;

/** Similar ones first, so that the later ones have a median. */
export const stories: readonly Story[] = [
  ...['30000.00', '32000.00', '34000.00', '36000.00', '38000.00', '40000.00'].map((fine, n) => ({
    ...food,
    daysAgo: 95 - n * 6,
    county: n % 2 === 1,
    acts: (people: StoryPeople) => published(people, 'ordinary', fine),
  })),
  ...['800.00', '1000.00', '1000.00', '1200.00', '1500.00'].map((fine, n) => ({
    ...price,
    daysAgo: 92 - n * 6,
    acts: (people: StoryPeople) => published(people, 'ordinary', fine),
  })),
  // Within the range, and more than thirty percent below the median.
  { ...food, daysAgo: 40, acts: (people) => pay(people, 'ordinary', '22000.00') },
  // Above the range.
  { ...price, daysAgo: 60, county: true, acts: (people) => published(people, 'ordinary', '2600.00') },
  // A certificate that ran out during the investigation.
  {
    ...licence,
    daysAgo: 30,
    acts: (people) => [
      [3, 'file-penalty', people.approver],
      [3, 'assign-officers', people.officers[0], { entry: certificateEntry(people, '$day+5') }],
      [
        12,
        'end-investigation',
        people.officers[0],
        { tier: 'ordinary', findings: '未取得食品经营许可从事餐饮服务，事实清楚。' },
      ],
    ],
  },
  // Annulled: withdrawn in time, and still to be withdrawn.
  {
    ...licence,
    daysAgo: 70,
    acts: (people) => [
      ...published(people, 'lenient', '4000.00'),
      annul(people, 50),
      [51, 'withdraw-publication', people.officers[0], { reason: '该处罚决定已被行政复议撤销，现予撤回。' }],
    ],
  },
  {
    ...licence,
    daysAgo: 50,
    acts: (people) => [...published(people, 'lenient', '3500.00'), annul(people, 49)],
  },
  // On their way.
  { ...price, daysAgo: 2, acts: () => [] },
  { ...food, daysAgo: 4, county: true, acts: () => [] },
  {
    ...price,
    daysAgo: 25,
    acts: (people) => [
      [6, 'drop-clue', people.approver, { reason: '经核查，商品已按规定标价，没有违法事实。' }],
    ],
  },
  { ...food, daysAgo: 8, acts: file },
  {
    ...licence,
    daysAgo: 6,
    acts: (people) => [
      ...file(people),
      [4, 'register-evidence', people.officers[0], { what: '涉案食品原料十二箱' }],
    ],
  },
  { ...food, daysAgo: 13, acts: (people) => investigate(people, 'ordinary') },
  { ...licence, daysAgo: 15, county: true, acts: (people) => review(people, 'lenient') },
  { ...food, daysAgo: 18, acts: (people) => notify(people, 'severe', '80000.00') },
  {
    ...food,
    daysAgo: 20,
    acts: (people) => [
      ...notify(people, 'ordinary', '55000.00'),
      [17, 'ask-hearing', people.officers[0], { on: '$day' }],
      [18, 'announce-hearing', people.officers[0], { heldOn: '$day+9', place: '听证室（演示）' }],
    ],
  },
  { ...food, daysAgo: 23, acts: (people) => legal(people, 'ordinary', '35000.00') },
  { ...licence, daysAgo: 23, acts: (people) => legal(people, 'ordinary', '20000.00') },
  { ...price, daysAgo: 25, acts: (people) => decideWith(people, 'ordinary', '1000.00') },
  { ...food, daysAgo: 31, acts: (people) => deliver(people, 'ordinary', '36000.00') },
  // Not paid in time: the surcharge runs.
  { ...price, daysAgo: 43, acts: (people) => deliver(people, 'ordinary', '1100.00') },
  {
    ...licence,
    daysAgo: 45,
    acts: (people) => [
      ...legal(people, 'lenient', '2000.00'),
      [
        24,
        'decide-penalty',
        people.approver,
        {
          entry: {
            outcome: 'not-imposed',
            reason: '违法行为轻微并及时改正，没有造成危害后果，依法不予处罚。',
          },
        },
      ],
      [26, 'record-delivery', people.officers[0], { on: '$day', method: 'direct' }],
      [27, 'close-penalty', people.officers[0], { result: '不予处罚决定已送达' }],
    ],
  },
  { ...price, daysAgo: 9, summary: true, acts: (people) => onTheSpot(people, { kinds: ['warning'] }) },
  {
    ...price,
    daysAgo: 5,
    summary: true,
    county: true,
    acts: (people) => onTheSpot(people, { kinds: ['fine'], fine: '150.00' }),
  },
];
