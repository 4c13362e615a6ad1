import { Refusal } from '#base/errors';
import { inTransaction } from '#base/db';
import type { Analysis } from '#contract/hotline/analysis';
import { dateText } from '#spine/calendar/civil-date';
import type { RegisteredOrgan } from '#spine/catalogue/reference-rows';
import { keepDocument, prepareDocument } from '#spine/documents/documents';
import type { Principal } from '#spine/identity/principal';
import type { Spine } from '#spine/spine';
import { todayOf } from './period.ts';

const names: Record<number, { zh: string; en: string }> = {
  7: { zh: '周报', en: 'Weekly report' },
  30: { zh: '月报', en: 'Monthly report' },
  90: { zh: '季报', en: 'Quarterly report' },
};
/** Topics of the table: what fits a page. */
const mostTopics = 20;

/** The organ that whoever asks issues for. Refusal: forbidden, for whoever holds no grant at an organ. */
function issuerOf({ registry }: Spine, { grants }: Principal): RegisteredOrgan {
  const held = grants.find(({ organId }) => organId !== null);
  if (!held) throw new Refusal('forbidden', { detail: 'a report is issued for an organ' });
  return registry.organById(held.organId!);
}

function paragraphsOf({ from, to, total, before, topics, organs, name, rules }: Analysis): string[] {
  const [last] = before;
  const change =
    last === undefined || last === 0
      ? ''
      : `，上期 ${last} 件，变化 ${Math.round((total / last - 1) * 100)}%`;
  const rising = topics.filter((topic) => topic.rising);
  const ranked = organs.filter(({ small }) => !small);
  const told = (topic: Analysis['topics'][number]) =>
    `${topic.name.zh}（本期 ${topic.count} 件，预期 ${Math.round(topic.expected * 10) / 10} 件）`;
  return [
    `${from} 至 ${to}，${name.zh}热线共受理诉求 ${total} 件${change}。`,
    rising.length > 0 ? `明显上升的类别：${rising.map(told).join('；')}。` : '本期没有明显上升的类别。',
    ranked.length > 0
      ? `已办结不少于 ${rules.fewCases} 件的承办机关共 ${ranked.length} 个，按时率最低的是${ranked.at(-1)!.name.zh}（${Math.round(ranked.at(-1)!.rate! * 1000) / 10}%）。`
      : `没有已办结不少于 ${rules.fewCases} 件的承办机关，不作排名。`,
    `上升指本期不少于 ${rules.rising.least} 件、平滑后（各加 ${rules.smoothing} 件）不低于预期的 ${rules.rising.ratio} 倍，且超出预期 ${rules.rising.deviations} 个标准差；预期按星期、节假日和往年同周调整。本报告为统计线索，不是对任何机关的认定。`,
  ];
}

/**
 * Issues the report of a period: a document with a code to verify it by, whose PDF lies at the address in the answer.
 * Refusal: forbidden.
 */
export async function issueReport(spine: Spine, principal: Principal, analysis: Analysis, days: number) {
  const organ = issuerOf(spine, principal);
  const kind = names[days]!;
  const prepared = await prepareDocument(spine, {
    kind: 'hotline.report',
    kindName: { zh: `热线${kind.zh}`, en: `${kind.en} of the hotline` },
    organ: organ.name.zh,
    number: `热线${kind.zh}〔${analysis.to.slice(0, 4)}〕${analysis.to.slice(5).replace('-', '')}号`,
    title: `${analysis.name.zh}热线${kind.zh}`,
    paragraphs: paragraphsOf(analysis),
    table: {
      columns: ['类别', '本期', '预期', '上升', '已办结', '超时'],
      rows: analysis.topics
        .slice(0, mostTopics)
        .map(({ name, count, expected, rising, closed, late }) => [
          name.zh,
          String(count),
          String(Math.round(expected * 10) / 10),
          rising ? '是' : '',
          String(closed),
          String(late),
        ]),
    },
    date: dateText(todayOf(spine.now())),
    demonstration: analysis.demonstration,
  });
  const { code, sha256 } = await inTransaction(spine.pool, (client) => keepDocument(spine, client, prepared));
  return { code, sha256, name: prepared.content.title, pdf: `/api/documents/${code}.pdf` };
}
