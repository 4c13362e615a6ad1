import { inTransaction, type Queries } from '#base/db';
import { Refusal } from '#base/errors';
import { inGroups } from '#base/spoken-code';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { CalculationView } from '#contract/powers/scores';
import type { DocumentInput } from '#spine/documents/document-content';
import {
  getDocument,
  keepDocument,
  type PreparedDocument,
  prepareDocument,
} from '#spine/documents/documents';
import { assignment } from '#spine/scores/schemes';
import type { Spine } from '#spine/spine';
import type { Issuer } from './issuer.ts';
import { periodTextZh } from './period-text.ts';
import { type ProposalNumber, proposalNumberText, withProposalNumber } from './proposal-number.ts';

export type ProposalView = CalculationView['proposals'][number];

/** Proposals that were issued for a period, newest first. */
export async function proposalsOf(
  spine: Spine,
  db: Queries,
  organId: number,
  period: string,
): Promise<ProposalView[]> {
  const { rows } = await db.query<{ code: string }>(
    'SELECT code FROM score_proposal WHERE organ_id = $1 AND period = $2 ORDER BY issued_at DESC',
    [organId, period],
  );
  return Promise.all(rows.map(({ code }) => proposalView(spine, code)));
}

async function proposalView(spine: Spine, code: string): Promise<ProposalView> {
  const { content, issuedAt, revokedAt, revokedBecause } = await getDocument(spine, code);
  return {
    code: inGroups(code),
    kindName: content.kindName,
    title: content.title,
    number: content.number,
    organ: content.organ,
    date: content.date,
    issuedAt: toRfc3339(issuedAt),
    state: revokedAt === null ? 'valid' : 'revoked',
    revokedAt: toRfc3339OrNull(revokedAt),
    revokedBecause,
    demonstration: content.demonstration,
  };
}

const today = (now: Instant): string => toRfc3339(now + 8 * 3_600_000).slice(0, 10);

/** What the document says: the score, where points were lost, how many cases are behind each, what was adjusted, and what is proposed. */
export function proposalContent(
  score: CalculationView,
  {
    number,
    issuer,
    measures,
    date,
    demonstration,
  }: Record<'number' | 'issuer' | 'measures' | 'date', string> & {
    demonstration: boolean;
  },
): DocumentInput {
  const period = periodTextZh(score.period);
  const lines = [
    ...score.parts.flatMap(({ name, lines: own }) => own.map((line) => ({ part: name.zh, line }))),
    ...score.deductions.map((line) => ({ part: '数据完整', line })),
  ].filter(({ line }) => line.n > 0);
  const taken = score.adjustments.filter(({ points }) => points.startsWith('-'));
  const rows = [
    ...lines.map(({ part, line }) => [part, line.name.zh, String(line.n), line.points]),
    ...taken.map(({ month, reason, points }) => ['调整', `${month} ${reason}`, '—', points.slice(1)]),
  ];
  const months = score.monthly.length;
  return {
    kind: 'powers.supervision-proposal',
    kindName: { zh: '监察建议书', en: 'Supervision proposal' },
    organ: issuer,
    number,
    title: `关于${score.organName.zh}${period}绩效评估结果的监察建议书`,
    addressee: score.organName.zh,
    paragraphs: [
      `经对你单位${period}行使行政权力情况进行电子监察绩效评估，按《${score.schemeName.zh}》，你单位得分${score.total}分（所属${months}个月得分的平均），评定为不合格。`,
      `本期办结${score.volume}件，其中逾期${score.late}件。失分情况如下表，各项均由办件日志逐件计算，可在系统中逐项打开核对。`,
      `现提出以下建议：${measures || '对照下表逐项查找原因，制定整改措施，明确责任人和完成时限；完善内部管理制度，防止同类问题再次发生。'}`,
      `请自收到本建议书之日起${assignment.proposalReplyDays}日内，将采纳情况和整改结果书面反馈我机关。`,
    ],
    ...(rows.length > 0 && { table: { columns: ['评估项目', '失分事项', '件数', '扣分'], rows } }),
    closing: [
      '如对评估结果有异议，可以在系统中提出申诉，由两名监察人员先后复核；复核期间不影响整改。',
      '本建议书依据《中华人民共和国监察法》关于监察建议的规定制发。',
    ],
    date,
    demonstration,
  };
}

/**
 * Issues the proposal of a period that failed; each time it is asked for a new document.
 * Refusal: action-not-allowed, where the period is a single month or has not failed.
 */
export async function issueProposal(
  spine: Spine,
  score: CalculationView,
  { by, measures, issuer }: { by: string; measures: string; issuer: Issuer },
): Promise<ProposalView> {
  if (!score.mayPropose)
    throw new Refusal('action-not-allowed', {
      field: 'period',
      expected: 'a quarter, half-year or year of which the grade is fail',
    });
  const date = today(spine.now());
  const of = { division: issuer.division, year: Number(date.slice(0, 4)) };
  const code = await withProposalNumber(spine.pool, of, async (number) => {
    const prepared = await prepareDocument(
      spine,
      proposalContent(score, {
        number: proposalNumberText(number),
        issuer: issuer.name,
        measures,
        date,
        demonstration: spine.demonstration,
      }),
    );
    await keepProposal(spine, score, { prepared, number, by });
    return lettersOf(prepared);
  });
  return proposalView(spine, code);
}

const lettersOf = ({ code }: PreparedDocument): string => code.replaceAll('-', '');

/** Proposal and document stand or fall together. */
async function keepProposal(
  spine: Spine,
  score: CalculationView,
  { prepared, number, by }: { prepared: PreparedDocument; number: ProposalNumber; by: string },
): Promise<void> {
  const organ = spine.registry.organ(score.organ)!;
  await inTransaction(spine.pool, async (client) => {
    await client.query(
      `INSERT INTO score_proposal (organ_id, region, period, scheme, total, code, issued_at, issued_by, division, year, serial)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        organ.id,
        organ.regionCode,
        score.period,
        score.scheme,
        score.total,
        lettersOf(prepared),
        toRfc3339(spine.now()),
        by,
        number.division,
        number.year,
        number.serial,
      ],
    );
    await keepDocument(spine, client, prepared);
  });
}
