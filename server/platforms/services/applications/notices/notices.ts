import type { Instant } from '#base/time';
import type { RegisteredItem } from '#spine/catalogue/registry';
import type { DocumentInput } from '#spine/documents/document-content';
import type { SpecialProcedure } from '#contract/special-procedures';
import { specialProcedures } from '#contract/special-procedures';

/** An event that a notice is written of. */
export interface NoticeEvent {
  seq: number;
  type: string;
  at: Instant;
  data: Record<string, unknown>;
}

/** What every notice of an application names. */
export interface NoticeFacts {
  item: RegisteredItem;
  organName: string;
  number: string;
  /** The applicant in full: a notice is addressed to somebody, and is kept sealed. */
  applicant: string;
  /** Names of materials, of the item and its parts. */
  materialName: (code: string) => string;
  partName: (item: string) => string;
  dueOn: string | null;
  timeZone: string;
  demonstration: boolean;
}

interface Notice {
  /** Last part of the machine name, and the character in the document number. */
  kind: string;
  mark: string;
  kindName: { zh: string; en: string };
  paragraphs: string[];
  table?: DocumentInput['table'];
  closing?: string[];
}
type Write = (data: Record<string, unknown>, facts: NoticeFacts) => Notice;

const remedy =
  '如不服本决定，可以自收到本决定书之日起六十日内依法申请行政复议，或者六个月内依法向人民法院提起行政诉讼。';
const text = (value: unknown) => String(value ?? '');

const correction: Write = ({ requests, reason, materials }, facts) => {
  const list = (requests ?? [{ part: null, reason, materials }]) as {
    part: string | null;
    reason: string;
    materials?: string[];
  }[];
  return {
    kind: 'correction-notice',
    mark: '补',
    kindName: { zh: '补正告知书', en: 'Correction notice' },
    paragraphs: [
      `你提交的“${facts.item.name.zh}”申请（办件编号${facts.number}）收悉。经审查，申请材料不齐全或者不符合法定形式，现依照《中华人民共和国行政许可法》第三十二条，一次性告知需要补正的全部内容。`,
    ],
    table: {
      columns: ['事项', '需补正的材料', '说明'],
      rows: list.map(({ part, reason: why, materials: codes = [] }) => [
        part ? facts.partName(part) : facts.item.name.zh,
        codes.map(facts.materialName).join('、') || '—',
        why,
      ]),
    },
    closing: ['请一次补齐上述材料。受理时限自补正之日起计算。'],
  };
};

const acceptance: Write = (_data, { item, number, dueOn }) => ({
  kind: 'acceptance-notice',
  mark: '受',
  kindName: { zh: '受理通知书', en: 'Acceptance notice' },
  paragraphs: [
    `你提交的“${item.name.zh}”申请（办件编号${number}），材料齐全、符合法定形式，现予受理。`,
    dueOn
      ? `办理期限至${dueOn}。依法需要听证、招标、检验、检测、鉴定和专家评审的，所需时间不计算在期限内，另行书面告知。`
      : '本机关将依法按期办理。',
  ],
});

/** From the type of an event to its notice; what is not here has none. */
const writers: Record<string, Write> = {
  'case.accepted': acceptance,
  'services.joint-accepted': acceptance,
  'services.correction-requested': correction,
  'services.corrections-told': correction,
  'case.not-accepted': ({ reason }, { item, number }) => ({
    kind: 'refusal-notice',
    mark: '不受',
    kindName: { zh: '不予受理决定书', en: 'Decision not to accept' },
    paragraphs: [
      `你提交的“${item.name.zh}”申请（办件编号${number}），本机关决定不予受理。`,
      `理由：${text(reason)}`,
    ],
    closing: [remedy],
  }),
  'case.paused': ({ procedure, basis, expectedDays }, { item, number }) => ({
    kind: 'procedure-notice',
    mark: '特',
    kindName: { zh: '特别程序告知书', en: 'Notice of a special procedure' },
    paragraphs: [
      `你申请的“${item.name.zh}”（办件编号${number}）需要进行${specialProcedures[procedure as SpecialProcedure]?.zh ?? '其他程序'}，依据：${text(basis)}。`,
      `预计需要${text(expectedDays) || '若干'}日。依照《中华人民共和国行政许可法》第四十五条，所需时间不计算在办理期限内。`,
    ],
  }),
  'case.extended': ({ n, basis }, { item, number }) => ({
    kind: 'extension-notice',
    mark: '延',
    kindName: { zh: '延期告知书', en: 'Extension notice' },
    paragraphs: [
      `你申请的“${item.name.zh}”（办件编号${number}），因${text(basis)}，不能在规定期限内作出决定。经批准，办理期限延长${text(n)}个工作日。`,
    ],
  }),
  'case.decided': ({ outcome, reason }, { item, number }) => ({
    kind: 'decision',
    mark: '决',
    kindName: { zh: '行政决定书', en: 'Decision' },
    paragraphs: [
      `你申请的“${item.name.zh}”（办件编号${number}），经审查，本机关决定${outcome === 'granted' ? '准予' : outcome === 'denied' ? '不予批准' : '如下'}。`,
      ...(text(reason) ? [`理由：${text(reason)}`] : []),
    ],
    closing: outcome === 'granted' ? [] : [remedy],
  }),
  'services.joint-decided': ({ granted, denied }, { item, number, partName }) => ({
    kind: 'joint-result',
    mark: '并',
    kindName: { zh: '联合办理结果告知书', en: 'Result of joint handling' },
    paragraphs: [`你申请的“${item.name.zh}”（办件编号${number}）各事项均已办结，结果如下。`],
    table: {
      columns: ['事项', '结果'],
      rows: [
        ...(granted as string[]).map((part) => [partName(part), '准予']),
        ...(denied as string[]).map((part) => [partName(part), '未准予']),
      ],
    },
  }),
};
writers['services.joint-paused'] = writers['case.paused']!;
writers['services.joint-extended'] = writers['case.extended']!;

export const noticeTypes = Object.keys(writers);

/** Kinds of documents that say what was decided. */
export const decisionKinds: readonly string[] = ['decision', 'licence', 'refusal-notice'].map(
  (kind) => `services.${kind}`,
);
const decides = new Set(['case.decided', 'case.not-accepted']);

/** Those of which something is issued: no decision that stood no longer when the case was handled anew. */
export function standingEvents(events: readonly NoticeEvent[]): NoticeEvent[] {
  const reopened = events.findLast(({ type }) => type === 'case.reopened')?.seq ?? 0;
  return events.filter(({ type, seq }) => type !== 'case.reopened' && !(decides.has(type) && seq < reopened));
}

const licence: Write = (_data, { item, number, applicant }) => ({
  kind: 'licence',
  mark: '证',
  kindName: { zh: '许可证照', en: 'Licence' },
  paragraphs: [
    `持证人：${applicant}`,
    `许可事项：${item.name.zh}`,
    `办件编号：${number}`,
    `设定依据：${item.basis.map(({ law, article }) => `《${law}》${article}`).join('，')}`,
  ],
  closing: ['本证可凭验证码在本网站查验真伪与效力。'],
});

/** The notices that an event gives rise to: one, or two where a licence comes with the decision. */
export function noticesOf(
  event: NoticeEvent,
  facts: NoticeFacts,
): { kind: string; content: DocumentInput }[] {
  const write = writers[event.type];
  if (!write) return [];
  const grants =
    event.type === 'case.decided' && event.data.outcome === 'granted' && facts.item.type === '01';
  return [write, ...(grants ? [licence] : [])].map((one) => {
    const notice = one(event.data, facts);
    return { kind: notice.kind, content: toDocument(event, facts, notice) };
  });
}

/** 食品经营许可 becomes 食品经营许可证, as the paper is called. */
const titleOf = (item: string, { kind, kindName }: Notice): string =>
  kind === 'licence' ? `${item}${item.endsWith('许可') ? '证' : '证照'}` : `${item}${kindName.zh}`;

function toDocument(event: NoticeEvent, facts: NoticeFacts, notice: Notice): DocumentInput {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: facts.timeZone }).format(event.at);
  return {
    kind: `services.${notice.kind}`,
    kindName: notice.kindName,
    organ: facts.organName,
    number: `${notice.mark}〔${date.slice(0, 4)}〕${facts.number.slice(-14)}-${event.seq}号`,
    title: titleOf(facts.item.name.zh, notice),
    ...(notice.kind === 'licence' ? {} : { addressee: facts.applicant }),
    paragraphs: notice.paragraphs,
    table: notice.table,
    closing: notice.closing ?? [],
    date,
    demonstration: facts.demonstration,
  };
}
