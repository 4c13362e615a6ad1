import type { ActingRole } from '#spine/platform/part';

/** One command of a demonstration story: on the application itself, or on one of its parts by place. */
export interface StoryStep {
  /** Place of the part, from 1; absent for the application itself. */
  part?: number;
  as: ActingRole;
  action: string;
  values?: Record<string, string | number | string[]>;
}

export interface Story {
  /** Name of the item at the county. */
  item: string;
  steps: readonly StoryStep[];
}

const accept = (part?: number): StoryStep => ({ part, as: 'handler', action: 'accept' });
const ask = (reason: string, part?: number): StoryStep => ({
  part,
  as: 'handler',
  action: 'request-correction',
  values: { reason, materials: ['premises'] },
});
const decide = (outcome: string, reason: string, part?: number): StoryStep => ({
  part,
  as: 'approver',
  action: 'decide',
  values: { outcome, reason },
});
const grant = (part?: number) =>
  decide('granted', '经审查，申请人的申请符合法定条件、标准，予以准许。', part);
const hearing = (part?: number): StoryStep => ({
  part,
  as: 'handler',
  action: 'pause',
  values: {
    procedure: 'inspection',
    basis: '行政许可法第四十五条',
    expectedDays: 10,
    approver: '赵演示',
    notice: '检告〔2026〕1号',
  },
});
const deliver = (part?: number): StoryStep => ({
  part,
  as: 'handler',
  action: 'deliver',
  values: { method: 'window' },
});
const close = (part?: number): StoryStep => ({ part, as: 'handler', action: 'close' });
const rate = (stars: number): StoryStep => ({ as: 'citizen', action: 'rate', values: { stars } });

const food = '食品经营许可';
const restaurant = '开办餐饮店';

/** Applications in every state; the last ones are of several organs. Steps of the flow that a command waits for are taken before it. */
export const stories: readonly Story[] = [
  { item: food, steps: [] },
  { item: food, steps: [] },
  { item: food, steps: [ask('场所使用证明未载明面积，请重新提交。')] },
  { item: food, steps: [accept()] },
  { item: food, steps: [accept(), hearing()] },
  { item: food, steps: [accept(), grant()] },
  { item: food, steps: [accept(), grant(), deliver(), close(), rate(5)] },
  { item: food, steps: [accept(), grant(), deliver(), close(), rate(2)] },
  {
    item: food,
    steps: [accept(), decide('denied', '经现场核查，经营场所与污染源的距离不符合规定。'), close()],
  },
  {
    item: food,
    steps: [
      {
        as: 'approver',
        action: 'refuse',
        values: { reason: '申请事项依法不属于本机关职权范围，请向市级机关申请。' },
      },
    ],
  },
  { item: food, steps: [accept(), { as: 'citizen', action: 'withdraw-application' }] },
  {
    item: food,
    steps: [accept(), grant(), deliver(), close(), { as: 'handler', action: 'archive' }],
  },
  { item: restaurant, steps: [] },
  { item: restaurant, steps: [ask('租赁合同缺少出租人签字，请补齐。', 1)] },
  { item: restaurant, steps: [accept(1), grant(1), close(1), accept(2), accept(3), hearing(3)] },
];
