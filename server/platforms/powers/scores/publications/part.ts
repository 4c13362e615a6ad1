import { z } from 'zod';
import { Refusal } from '#base/errors';
import { scoreMonth } from '#contract/powers/scores';
import { code } from '#contract/text';
import { definePart, eventKind, type PartEvent, type PartState } from '#spine/platform/part';

const actor = z.string().min(1).max(80);

/** A publication of scores: a case that opens and closes with the hash of all that was published, so that the log holds it. */
const publicationEvents = {
  'powers.score-publication-opened': eventKind({
    title: { zh: '绩效结果发布开始', en: 'Publication of scores begun' },
    data: z.object({ item: code, organ: code, title: z.string().max(400), month: scoreMonth, actor }),
    means: ({ item, organ, title, actor: by }) => ({
      type: 'case.opened',
      data: { item, organ, title, actor: by },
    }),
  }),
  'powers.scores-published': eventKind({
    title: { zh: '绩效结果发布', en: 'Scores published' },
    data: z.object({
      month: scoreMonth,
      /** Calculations that were published. */
      organs: z.number().int().min(1),
      /** SHA-256 over the lines `<organ> <sha256 of its bytes>` in the order of the organs. */
      sha256: z.string().length(64),
      actor,
    }),
    means: ({ actor: by }) => ({ type: 'case.closed', data: { result: 'published', actor: by } }),
  }),
};

interface PublicationState extends PartState {
  status: 'opened' | 'published';
  month: string;
  organs: number;
  sha256: string | null;
}

const blank: PublicationState = { status: 'opened', month: '', organs: 0, sha256: null };

export const publicationsPart = definePart<PublicationState, typeof publicationEvents>({
  name: 'powers/score-publications',
  title: { zh: '绩效评估结果发布', en: 'Publication of scores' },
  events: publicationEvents,
  evolve: (before, event: PartEvent<typeof publicationEvents>) => {
    switch (event.type) {
      case 'powers.score-publication-opened':
        return { ...blank, month: event.data.month };
      case 'powers.scores-published': {
        const { month, organs, sha256 } = event.data;
        return { status: 'published', month, organs, sha256 };
      }
      default:
        return before ?? blank;
    }
  },
  actions: {},
  decide: () => {
    throw new Refusal('action-not-allowed', {
      field: 'action',
      expected: 'none: figures are not acted upon',
    });
  },
  caseActions: () => [],
  clocks: [],
  rules: [],
});
