import { z } from 'zod';
import { outcome } from '#contract/hotline/programmes';
import { mediaChannels } from '#contract/hotline/ticket-names';
import { bilingual, code, regionCode, rfc3339 } from '#contract/text';
import { titledKind } from '#spine/platform/part';

/**
 * What happens to an episode, in the past tense. Organs on air stand by the posts of whoever speaks for them; who asked is known
 * to the ticket alone.
 */
const short = z.string().max(400);
const words = z.string().max(2000);
const acted = { actor: z.string().min(1).max(80).optional() };
const pointer = z.object({ city: z.number().int(), id: z.number().int(), number: short });
const organs = z.array(z.object({ organ: code, name: bilingual, posts: z.array(short) })).max(6);
const n = z.number().int().min(1);

const planned = z.object({
  ...acted,
  item: code,
  organ: code,
  title: short,
  region: regionCode,
  series: z.object({ id: z.number().int(), name: bilingual }),
  medium: z.enum(mediaChannels),
  station: short,
  number: short,
  airsAt: rfc3339,
  organs,
  host: short,
  dueAt: rfc3339,
});

const opened = (data: z.output<typeof planned>) => ({
  type: 'case.opened' as const,
  data: {
    item: data.item,
    organ: data.organ,
    title: data.title,
    actor: data.actor,
    due: { promised: data.dueAt },
  },
});

export const programmeEvents = {
  'hotline.episode-planned': titledKind('安排节目', 'Episode planned', planned, opened),
  /** A broadcast of before, entered from the records of the broadcaster with what was asked and solved. */
  'hotline.episode-recorded': titledKind(
    '补录往期节目',
    'Earlier episode entered',
    planned.extend({
      questions: z
        .array(
          z.object({ title: short, organ: code.optional(), kind: outcome, text: short, solved: z.boolean() }),
        )
        .max(60),
    }),
    opened,
  ),
  'hotline.episode-changed': titledKind(
    '调整节目安排',
    'Episode changed',
    z.object({ ...acted, number: short, airsAt: rfc3339, organs, host: short }),
  ),
  'hotline.episode-begun': titledKind('开始直播', 'On air', z.object(acted), ({ actor }) => ({
    type: 'case.step-done',
    data: { actor, step: 'air' },
  })),
  'hotline.question-raised': titledKind(
    '直播提问',
    'Question raised on air',
    z.object({
      ...acted,
      n,
      title: short,
      organ: code.optional(),
      ticket: pointer,
      /** The ticket was there before, and is told that it was taken up on air. */
      linked: z.boolean(),
    }),
  ),
  /** The ticket that was taken up is no longer a question of this episode: it was the wrong one. */
  'hotline.question-unlinked': titledKind(
    '取消关联工单',
    'Ticket no longer taken up',
    z.object({ ...acted, n, ticket: pointer }),
  ),
  'hotline.outcome-said': titledKind(
    '上线单位答复',
    'Outcome said on air',
    z.object({ ...acted, n, kind: outcome, text: words, by: short }),
  ),
  'hotline.broadcast-ended': titledKind('直播结束', 'Broadcast ended', z.object(acted), ({ actor }) => ({
    type: 'case.step-done',
    data: { actor, step: 'follow' },
  })),
  'hotline.question-settled': titledKind(
    '直播问题办结',
    'Question settled',
    z.object({ n, solved: z.boolean(), note: words }),
  ),
  'hotline.episode-cancelled': titledKind(
    '取消节目',
    'Episode cancelled',
    z.object({ ...acted, reason: words }),
    ({ actor }) => ({ type: 'case.withdrawn', data: { actor } }),
  ),
  'hotline.episode-closed': titledKind('节目办结', 'Episode closed', z.object(acted), ({ actor }) => ({
    type: 'case.closed',
    data: { actor, result: '全部问题已办结' },
  })),
};
export type ProgrammeEvents = typeof programmeEvents;
