import type { PeerRateKind } from '#contract/powers/peer-rates';
import type { Bilingual } from '#contract/text';
import type { PartRule } from '#spine/platform/part';
import type { PeerRateEvent, PeerRateState } from './state.ts';

type PeerRule = PartRule<PeerRateState, PeerRateEvent>;

const basis =
  '本系统建议规则：月度比率高于同类机关均值加两倍标准差 (proposed by this system: a monthly rate above the mean of peers plus two standard deviations)';

const shared = {
  item: { zh: '事项（基本编码）', en: 'Item (base code)' },
  month: { zh: '月份', en: 'Month' },
  peerOrgans: { zh: '同类机关数', en: 'Peers' },
  peerCases: { zh: '同类机关办件数', en: 'Cases of the peers' },
} satisfies Record<string, Bilingual>;

const rateEvidence = {
  ...shared,
  count: { zh: '件数', en: 'Cases' },
  of: { zh: '占办件数', en: 'Of' },
  rate: { zh: '本机关比率（%）', en: 'Own rate (%)' },
  mean: { zh: '同类机关均值（%）', en: 'Mean of the peers (%)' },
  sd: { zh: '同类机关标准差（百分点）', en: 'Standard deviation of the peers (points)' },
  bound: { zh: '上限（%）', en: 'Bound (%)' },
} satisfies Record<string, Bilingual>;

/** Shares as people read them: percent with two decimals. */
const percent = (share: number): number => Math.round(share * 10_000) / 100;

const needed = {
  return: ['enough-cases', 'acceptances'],
  correction: ['enough-cases'],
  refusal: ['enough-cases', 'decisions'],
} as const satisfies Record<PeerRateKind, PeerRule['needs']>;

function rateRule(kind: PeerRateKind, code: string, title: Bilingual): PeerRule {
  return {
    code,
    title,
    ruleClass: 2,
    level: 'yellow',
    basis,
    clears: {
      zh: '说明办件结构或政策原因，并抽查相关办件',
      en: 'Explaining it by the kind of cases or a change of policy, and checking some of them',
    },
    evidence: rateEvidence,
    parameters: ['deviations', 'leastCases', 'leastPeers', 'leastCount'],
    needs: needed[kind],
    on: ['powers.month-compared'],
    judge({ event, at, seq }, parameters) {
      if (event.type !== 'powers.month-compared') return null;
      const { month, rates } = event.data;
      return rates.flatMap(({ kind: one, item, count, of, peers }) => {
        const bound = peers.mean + parameters.deviations! * peers.sd;
        const enough =
          of >= parameters.leastCases! &&
          peers.organs >= parameters.leastPeers! &&
          count >= parameters.leastCount!;
        if (one !== kind || !enough || count / of <= bound) return [];
        const evidence = {
          item,
          month,
          count,
          of,
          rate: percent(count / of),
          peerOrgans: peers.organs,
          peerCases: peers.cases,
          mean: percent(peers.mean),
          sd: percent(peers.sd),
          bound: percent(bound),
        };
        return [{ rule: code, key: `${code}:${seq}:${item}`, level: 'yellow' as const, at, evidence }];
      });
    },
  };
}

const minutes = (ms: number): number => Math.round(ms / 60_000);

/** The half of TOO_FAST that looks beyond one case. */
const fasterThanPeers: PeerRule = {
  code: 'FASTER_THAN_PEERS',
  title: { zh: '办理明显快于同类机关', en: 'Far faster than the same cases elsewhere' },
  ruleClass: 2,
  level: 'notice',
  basis:
    '本系统建议规则：办理时间低于同类机关的第 1 百分位 (proposed by this system: faster than the first percentile of peers)',
  clears: { zh: '抽查所列办件的审查记录', en: 'Checking the records of the cases that are named' },
  evidence: {
    ...shared,
    count: { zh: '件数', en: 'Cases' },
    boundMinutes: { zh: '同类机关第 1 百分位（分钟）', en: 'First percentile of the peers (minutes)' },
    fastestMinutes: { zh: '最快（分钟）', en: 'Fastest (minutes)' },
    cases: { zh: '办件编号', en: 'Cases' },
  },
  parameters: ['leastPeerCases', 'leastCount'],
  needs: ['enough-cases', 'closings'],
  on: ['powers.month-compared'],
  judge({ event, at, seq }, { leastPeerCases, leastCount }) {
    if (event.type !== 'powers.month-compared') return null;
    const { month, fast } = event.data;
    return fast
      .filter(({ peers, count }) => peers.cases >= leastPeerCases! && count >= leastCount!)
      .map(({ item, bound, peers, count, cases }) => ({
        rule: 'FASTER_THAN_PEERS',
        key: `FASTER_THAN_PEERS:${seq}:${item}`,
        level: 'notice' as const,
        at,
        evidence: {
          item,
          month,
          count,
          peerOrgans: peers.organs,
          peerCases: peers.cases,
          boundMinutes: minutes(bound),
          fastestMinutes: minutes(cases[0]?.took ?? 0),
          cases: cases.map(({ number }) => number).join(', '),
        },
      }));
  },
};

/** What a month's figures beside those of peers are judged by. */
export const peerRateRules: PeerRule[] = [
  rateRule('return', 'RATE_RETURN', {
    zh: '不予受理比率高于同类机关',
    en: 'Returned unaccepted more often than elsewhere',
  }),
  rateRule('correction', 'RATE_CORRECTION', {
    zh: '要求补正比率高于同类机关',
    en: 'Corrections asked for more often than elsewhere',
  }),
  rateRule('refusal', 'RATE_REFUSAL', {
    zh: '不予许可比率高于同类机关',
    en: 'Denied more often than elsewhere',
  }),
  fasterThanPeers,
];
