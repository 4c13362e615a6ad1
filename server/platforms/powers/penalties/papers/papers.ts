import type { Instant } from '#base/time';
import { deliveryMethods, penaltyKinds, type PenaltyKind, tiers } from '#contract/powers/penalty-terms';
import type { DocumentInput } from '#spine/documents/document-content';
import type { LegalBasis } from '#contract/catalogue';
import { dayOf } from '../civil-day.ts';
import { limits } from '../limits.ts';
import type { PenaltyState } from '../penalty.ts';
import { withCapitals } from './capital-amount.ts';

/** An event that a paper is written of. */
export interface PaperEvent {
  seq: number;
  type: string;
  at: Instant;
  data: Record<string, unknown>;
}

/** What every paper names. */
export interface PaperFacts {
  organName: string;
  number: string;
  /** In full: a paper is addressed to somebody, and is kept sealed. */
  party: string;
  offence: { name: { zh: string }; basis: readonly LegalBasis[] };
  state: PenaltyState;
  demonstration: boolean;
}

type Paper = Pick<DocumentInput, 'kindName' | 'paragraphs' | 'table' | 'closing'> & {
  kind: string;
  mark: string;
};
type Write = (event: PaperEvent, facts: PaperFacts) => Paper;

const chineseDate = (date: string) => {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};
const basisText = (basis: readonly LegalBasis[]) =>
  basis.map(({ law, article }) => `《${law}》${article}`).join('、');
const confiscatedText = (gains: unknown, goods: unknown): string =>
  [
    gains === undefined ? '' : `没收违法所得人民币${String(gains)}元`,
    goods === undefined ? '' : `没收非法财物：${String(goods)}`,
  ]
    .filter(Boolean)
    // Decisions of before say in their content what is confiscated.
    .join('，') || penaltyKinds.confiscation.zh;

/** What is imposed; each amount, of what is confiscated too, with its capitals. Pure. */
export const measuresText = ({ kinds, fine, gains, goods, content }: Record<string, unknown>): string =>
  withCapitals(
    [
      (kinds as PenaltyKind[])
        .map((kind) => {
          if (kind === 'fine') return `罚款人民币${String(fine)}元`;
          return kind === 'confiscation' ? confiscatedText(gains, goods) : penaltyKinds[kind].zh;
        })
        .join('，'),
      content,
    ]
      .filter(Boolean)
      .join('。'),
  );
const you = ({ state }: PaperFacts) => (state.partyKind === 'person' ? '你' : '你单位');

const remedy =
  '如不服本决定，可以自收到本决定书之日起六十日内依法申请行政复议，或者六个月内依法向人民法院提起行政诉讼。申请行政复议或者提起行政诉讼期间，本决定不停止执行，法律另有规定的除外。';

const notice: Write = ({ data }, facts) => {
  const { state, offence } = facts;
  const paragraphs = [
    `经查，${you(facts)}涉嫌${offence.name.zh}。${state.findings ?? state.facts}`,
    `依据${basisText(offence.basis)}的规定，拟作出以下行政处罚：${measuresText(data)}。`,
    `根据《中华人民共和国行政处罚法》第四十四条、第四十五条的规定，${you(facts)}有权进行陈述、申辩。`,
  ];
  if (data.hearingRight)
    paragraphs.push(
      `根据《中华人民共和国行政处罚法》第六十三条、第六十四条的规定，${you(facts)}有权要求听证。要求听证的，应当自收到本告知书之日起${limits.hearingAsked.n}个工作日内（至${chineseDate(dayOf(Date.parse(String(data.hearingUntil)) - 1))}）向本机关提出；逾期视为放弃。`,
    );
  return {
    kind: 'advance-notice',
    mark: '罚告',
    kindName: { zh: '行政处罚告知书', en: 'Advance notice of a penalty' },
    paragraphs,
    closing: [],
  };
};

const decision: Write = ({ data }, facts) => {
  const { state, offence } = facts;
  const onTheSpot = state.procedure === 'summary';
  const imposed = data.outcome !== 'not-imposed';
  const tier = state.decision?.tier;
  const range = state.decision?.range;
  const weighed = tier && range ? `适用裁量档次：${tiers[tier].zh}（${range.min}元至${range.max}元）。` : '';
  return {
    kind: onTheSpot ? 'on-the-spot-decision' : 'penalty-decision',
    mark: onTheSpot ? '当罚' : imposed ? '罚' : '不罚',
    kindName: onTheSpot
      ? { zh: '当场行政处罚决定书', en: 'Decision on the spot' }
      : imposed
        ? { zh: '行政处罚决定书', en: 'Decision on a penalty' }
        : { zh: '不予行政处罚决定书', en: 'Decision not to impose a penalty' },
    paragraphs: [
      `经查，${you(facts)}${imposed ? '有' : '涉嫌'}${offence.name.zh}的行为。${state.findings ?? state.facts}`,
      `理由：${String(data.reason)}`,
      imposed
        ? `依据${basisText(offence.basis)}的规定，决定给予以下行政处罚：${measuresText(data)}。${weighed}`
        : '依据《中华人民共和国行政处罚法》第五十七条的规定，决定不予行政处罚。',
      ...(data.fine
        ? [
            `请自收到本决定书之日起${limits.payment.n}日内，到指定的银行或者通过电子支付系统缴纳罚款。到期不缴纳的，每日按罚款数额的百分之${limits.surcharge.percentPerDay}加处罚款，加处罚款的数额不超出罚款的数额。`,
          ]
        : []),
    ],
    closing: [remedy],
  };
};

const delivery: Write = ({ data }, { party, number, state }) => ({
  kind: 'delivery-record',
  mark: '送',
  kindName: { zh: '送达回证', en: 'Record of delivery' },
  paragraphs: [`案件编号${number}。`],
  table: {
    columns: ['项目', '内容'],
    rows: [
      ['送达文书', `行政处罚决定书 ${state.decision?.number ?? ''}`],
      ['受送达人', party],
      ['送达日期', chineseDate(String(data.on))],
      ['送达方式', deliveryMethods[data.method as keyof typeof deliveryMethods].zh],
      ['送达人', String(data.actor)],
      ['受送达人签名或者盖章', ''],
    ],
  },
  closing: [],
});

const writers: Record<string, Write> = {
  'powers.notice-given': notice,
  'powers.penalty-decided': decision,
  'powers.decided-on-the-spot': decision,
  'powers.penalty-delivered': delivery,
};
/** Events that a paper is written of. */
export const paperTypes = Object.keys(writers);

/** Kinds of decisions, which an annulment revokes. */
export const decisionKinds = ['powers.penalty-decision', 'powers.on-the-spot-decision'];

/** The paper of an event: advance notice, decision, or record of delivery. */
export function paperOf(event: PaperEvent, facts: PaperFacts): DocumentInput {
  const { kind, mark, ...paper } = writers[event.type]!(event, facts);
  const date = dayOf(event.at);
  const number =
    facts.state.decision && kind.endsWith('decision')
      ? facts.state.decision.number
      : `${mark}〔${date.slice(0, 4)}〕${facts.number.replace(/^CF/, '')}号`;
  return {
    kind: `powers.${kind}`,
    organ: facts.organName,
    number,
    title: paper.kindName.zh,
    ...(kind === 'delivery-record' ? {} : { addressee: facts.party }),
    date,
    demonstration: facts.demonstration,
    ...paper,
  };
}
