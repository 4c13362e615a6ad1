import { type Instant, toRfc3339 } from '#base/time';
import type { Channel, TicketKind } from '#contract/hotline/ticket-names';
import { attachmentsOf, claimAttachments, toReference } from '#spine/attachments/attachments';
import { receiptCode } from '#spine/cases/receipt';
import { formatKey } from '#spine/keys';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';
import { findCategory } from '../tickets/categories.ts';
import { centreOf } from '../tickets/centre.ts';
import { openTicket } from '../tickets/open-ticket.ts';
import { linkLeftCases } from '../tickets/store.ts';
import { mailRules } from './mail-rules.ts';
import { answerIdOf, digestOf } from './take-mail.ts';

interface LeftText {
  mailbox: string;
  message_id: string;
  city: number;
  number: string;
  region: string;
  category: string;
  kind: TicketKind;
  channel: Channel;
  title: string;
  content: string;
  salt: Buffer;
  person_id: number | null;
  received_at: Instant;
}

/** Opens the cases of messages whose ticket broke off between what was said and its case. Gives how many. */
export async function openLeft(spine: Spine): Promise<number> {
  const find = () =>
    spine.pool.query<LeftText>(
      `SELECT m.mailbox, m.message_id, t.city, t.number, t.region::text, t.category, t.kind, t.channel, t.title, t.content, t.salt,
         t.person_id, t.received_at
       FROM hotline_mail m JOIN hotline_ticket t ON t.city = m.city AND t.number = m.number
       WHERE m.standing = 'ticket' AND t.case_id IS NULL`,
    );
  if ((await find()).rows.length === 0) return 0;
  await linkLeftCases(spine.pool);
  const { rows } = await find();
  for (const row of rows) {
    const digest = digestOf(row.mailbox, row.message_id);
    const holder = { draft: `hotline-mail-${digest}` };
    const files = await attachmentsOf(spine.pool, holder);
    const key = await openTicket(spine, {
      ...row,
      organ: centreOf(spine, row.region).code,
      emergency: findCategory(row.category)?.emergency ?? false,
      confidential: false,
      personId: row.person_id,
      files: files.map(toReference),
      repeats: 0,
      receivedAt: row.received_at,
      actor: 'applicant',
      id: `mail:${digest}`,
    });
    const ids = files.map(({ id }) => id);
    if (ids.length > 0)
      await claimAttachments(spine.pool, ids, { case: formatKey(key.city, key.id) }, { from: holder });
  }
  return rows.length;
}

interface Unanswered {
  id: number;
  message_id: string;
  subject: string;
  person_id: number;
  city: number;
  case_id: number;
  number: string;
}

/** Tells senders under which code their message is followed, where the installation sends e-mail. Gives how many were told. */
export async function answerSenders(spine: Spine): Promise<number> {
  const way = spine.ways.email;
  if (!way) return 0;
  const { rows } = await spine.pool.query<Unanswered>(
    `SELECT m.id, m.message_id, m.subject, m.person_id, t.city, t.case_id, t.number
     FROM hotline_mail m JOIN hotline_ticket t ON t.city = m.city AND t.number = m.number
     WHERE m.answer_due AND m.answered_at IS NULL AND m.answer_tries < $1 AND m.person_id IS NOT NULL AND t.case_id IS NOT NULL
     ORDER BY m.id LIMIT $2`,
    [mailRules.answers.tries, mailRules.mostAtOnce],
  );
  const people = await new People(spine.pool, spine.keys).open(
    rows.map(({ person_id: person }) => person),
    ['email'],
  );
  let told = 0;
  for (const row of rows) {
    const to = people.get(row.person_id)?.email;
    if (!to) continue;
    const receipt = receiptCode(row.city, row.case_id, spine.receiptKey);
    await spine.pool.query('UPDATE hotline_mail SET answer_tries = answer_tries + 1 WHERE id = $1', [row.id]);
    try {
      await way({ ...answerOf(spine, row, receipt), to });
      await spine.pool.query('UPDATE hotline_mail SET answered_at = $2 WHERE id = $1', [
        row.id,
        toRfc3339(spine.now()),
      ]);
      told += 1;
    } catch (error) {
      spine.log.error('a sender could not be answered and is tried again', error, { mail: row.id });
    }
  }
  return told;
}

function answerOf(spine: Spine, row: Unanswered, receipt: string) {
  const address = spine.identity.address?.origin;
  const where = address ? `${address}/hotline/tickets/${receipt}` : '公众门户“政风行风热线”';
  return {
    id: answerIdOf(receipt),
    subject: `[${receipt}] 您的来信已受理：${[...row.subject].slice(0, 60).join('')}`,
    text: [
      '您好！您的来信已由热线受理。',
      `工单编号：${row.number}`,
      `回执编号：${receipt}（凭此查询进度、催办和评价，请妥善保管）`,
      `查询进度：${where}`,
      '如需补充情况，请直接回复本邮件。本邮件由系统自动发出。',
      '',
      'Your message has been received by the hotline. The receipt code above shows its progress; reply to this mail to add to it.',
    ].join('\n'),
    ...(row.message_id.startsWith('<') ? { answers: row.message_id } : null),
  };
}
