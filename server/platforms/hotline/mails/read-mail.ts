import { createHash } from 'node:crypto';
import { type HeaderLines, simpleParser } from 'mailparser';
import { storableText } from './storable.ts';

/** A message as far as the hotline needs it. */
export interface ReadMail {
  /** As it was sent, or a digest of the message where it has none. */
  messageId: string;
  from: { address: string; name: string } | null;
  subject: string;
  /** Plain text; of HTML what a reader would see of it. */
  text: string;
  sentAt: number | null;
  /** Message-IDs that it answers, the last one first. */
  answers: string[];
  /** Lower-case names with their values, for what tells machines from people. */
  headers: ReadonlyMap<string, string>;
  attachments: { name: string; content: Buffer }[];
  bytes: number;
}

/** Headers that say that no person wrote it (`set-aside.ts`). */
const telling = [
  'auto-submitted',
  'x-auto-response-suppress',
  'x-autoreply',
  'x-autorespond',
  'precedence',
  'list-id',
  'list-unsubscribe',
  'return-path',
  'content-type',
  'x-failed-recipients',
];

/** Where a picture of HTML would be loaded from, as the parser leaves it in the text. */
const pictures = /\[(https?|cid|data):[^\]\s]*\]/g;

const idsIn = (text: string): string[] => text.match(/<[^<>\s]+>/g) ?? [];

function headersOf(lines: HeaderLines): Map<string, string> {
  const found = new Map<string, string>();
  for (const { key, line } of lines)
    if (telling.includes(key)) found.set(key, line.slice(line.indexOf(':') + 1).trim());
  return found;
}

/**
 * Reads a message (RFC 5322, MIME), its subject and text decoded from whichever character set they name. Nothing of HTML is
 * followed or shown: its text alone is taken. What is broken is read as far as it goes.
 * @throws Error of the parser, for what is no message at all
 */
export async function readMail(source: Buffer): Promise<ReadMail> {
  const mail = await simpleParser(source, {
    skipTextToHtml: true,
    skipImageLinks: true,
    skipTextLinks: true,
  });
  const digest = createHash('sha256').update(source).digest('hex');
  const sender = mail.from?.value[0];
  const references = Array.isArray(mail.references) ? mail.references.join(' ') : (mail.references ?? '');
  return {
    messageId: mail.messageId?.trim().slice(0, 400) || `digest:${digest}`,
    from: sender?.address
      ? { address: sender.address.toLowerCase(), name: storableText(sender.name ?? '') }
      : null,
    subject: storableText(mail.subject ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
    text: storableText(mail.text ?? '')
      .replaceAll('\r\n', '\n')
      .replaceAll(pictures, '')
      .trim(),
    sentAt: mail.date && Number.isFinite(mail.date.getTime()) ? mail.date.getTime() : null,
    answers: [...idsIn(mail.inReplyTo ?? ''), ...idsIn(references).toReversed()],
    headers: headersOf(mail.headerLines),
    attachments: mail.attachments
      .filter(({ related }) => !related)
      .map(({ filename, content }, n) => ({ name: storableText(filename || `附件${n + 1}`), content })),
    bytes: source.length,
  };
}

/** What the sender wrote this time: without the lines that quote what they answer. */
export function withoutQuotes(text: string): string {
  const lines = text.split('\n');
  const quoteBegins = lines.findIndex((line) =>
    /^(-{2,}\s*(原始邮件|Original Message)|在.{4,80}写道[:：]\s*$|On .{6,120} wrote:\s*$)/.test(line.trim()),
  );
  const own = (quoteBegins > 0 ? lines.slice(0, quoteBegins) : lines).filter((line) => !line.startsWith('>'));
  return own.join('\n').trim() || text;
}
