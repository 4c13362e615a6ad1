import { z } from 'zod';
import { appealGround } from '#contract/correction-events';
import { scoreMonth } from '#contract/powers/scores';
import { code, regionCode } from '#contract/text';
import { eventKind } from '#spine/platform/part';

const actor = z.string().min(1).max(80);
const words = z.string().min(1).max(1000);
/** Signed, two places: `1.50`, `-2.00`. */
const points = z.string().regex(/^-?\d{1,3}\.\d\d$/);

/** What an appeal or an adjustment is about. */
const about = {
  item: code,
  organ: code,
  /** Of which organ. */
  of: code,
  region: regionCode,
  title: z.string().max(400),
  scheme: code,
  month: scoreMonth,
  line: code.optional(),
  actor,
};

/** Appeals against scores, and adjustments of them: proposed by one person, decided by another. */
export const appealEvents = {
  'powers.score-appealed': eventKind({
    title: { zh: '绩效评估申诉', en: 'Score appealed' },
    data: z.object({ ...about, ground: appealGround, statement: words }),
    means: ({ item, organ, title, actor: by }) => ({
      type: 'case.opened',
      data: { item, organ, title, actor: by },
    }),
  }),
  'powers.score-adjustment-opened': eventKind({
    title: { zh: '提出绩效调整', en: 'Adjustment of a score proposed' },
    data: z.object({ ...about, points, reason: words }),
    means: ({ item, organ, title, actor: by }) => ({
      type: 'case.opened',
      data: { item, organ, title, actor: by },
    }),
  }),
  'powers.score-adjustment-proposed': eventKind({
    title: { zh: '提出复核意见', en: 'Outcome of the appeal proposed' },
    data: z.object({ points, reason: words, actor }),
  }),
  'powers.score-adjustment-returned': eventKind({
    title: { zh: '复核意见退回', en: 'Proposal sent back' },
    data: z.object({ note: words, actor }),
  }),
  'powers.score-adjustment-approved': eventKind({
    title: { zh: '复核意见批准', en: 'Proposal approved' },
    data: z.object({ note: z.string().max(1000), actor }),
    means: ({ actor: by }) => ({ type: 'case.closed', data: { result: 'approved', actor: by } }),
  }),
  'powers.score-adjustment-withdrawn': eventKind({
    title: { zh: '调整未获批准', en: 'Adjustment not approved' },
    data: z.object({ note: words, actor }),
    means: ({ actor: by }) => ({ type: 'case.closed', data: { result: 'not-approved', actor: by } }),
  }),
};
