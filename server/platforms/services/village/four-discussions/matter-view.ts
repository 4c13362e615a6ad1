import { toRfc3339 } from '#base/time';
import type { MatterRow, PublicMatter } from '#contract/services/village-matters';
import type { Bilingual } from '#contract/text';
import { formatKey } from '#spine/keys';
import type { MatterSqlRow } from './store.ts';
import { findBody, findMatterType, type Share, voteRules } from './vote-rules.ts';

export function toMatterRow({ city, id, state, opened_at, region_zh, region_en }: MatterSqlRow): MatterRow {
  return {
    id: formatKey(city, id),
    region: state.region,
    regionName: { zh: region_zh, en: region_en },
    title: state.title,
    type: state.type,
    typeName: findMatterType(state.type)?.title ?? { zh: state.type, en: state.type },
    amount: state.amount,
    status: state.status,
    openedAt: toRfc3339(opened_at),
    decisionPublicOn: state.decisionPublicOn,
  };
}

/** What everybody sees of a matter: votes and outcome, no names of persons. */
export function toPublicMatter(row: MatterSqlRow): PublicMatter {
  const { state } = row;
  return {
    ...toMatterRow(row),
    votes: state.votes.map(({ by: _by, attachments: _files, ...record }) => {
      const body = findBody(record.body);
      return {
        ...record,
        bodyName: body?.title ?? { zh: record.body, en: record.body },
        basis: body?.basis ?? { law: record.body, article: '' },
      };
    }),
    decision: state.decision,
    outcome: state.outcome,
    outcomePublicOn: state.outcomePublicOn,
    publicityDays: voteRules.publicity.n,
  };
}

const shareText = ({ n, of, more }: Share, zh: string, en: string): Bilingual => ({
  zh: `${zh}的${more ? '超过' : '至少'} ${n}/${of}`,
  en: `${more ? 'more than' : 'at least'} ${n}/${of} of ${en}`,
});

/** The rules of votes in words. */
export function voteRulesView() {
  return {
    about: voteRules.about,
    matterTypes: voteRules.matterTypes,
    bodies: voteRules.bodies.map(({ entitled, quorum, majority, ...body }) => ({
      ...body,
      quorum: shareText(quorum, entitled.zh, entitled.en.toLowerCase()),
      majority:
        majority.share === 'present'
          ? shareText(majority, '到会者', 'those present')
          : shareText(majority, entitled.zh, entitled.en.toLowerCase()),
    })),
  };
}
