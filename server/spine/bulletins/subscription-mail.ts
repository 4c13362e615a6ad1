import type { Bilingual } from '#contract/text';

/** What a mail is about: the question whether it is wanted, or a bulletin. */
export type MailOccasion =
  | { kind: 'question'; columnName: Bilingual | null; regionName: Bilingual | null; hours: number }
  | {
      kind: 'bulletin';
      id: string;
      title: string;
      excerpt: string;
      organName: Bilingual;
      columnName: Bilingual;
    };

/** Whoever gets it. */
interface Receiver {
  language: 'zh' | 'en';
  token: string;
  /** Where the portal is reached, without a slash at its end. */
  portal: string;
}

/** Where a subscription is looked at, confirmed and ended; the secret stands behind `#`, so that no log of a server has it. */
const pageOf = ({ portal, token }: Receiver) => `${portal}/bulletins/subscription#${token}`;

/** Subject and text of a mail to a subscriber, in their language. */
export function mailText(occasion: MailOccasion, receiver: Receiver): { subject: string; text: string } {
  const page = pageOf(receiver);
  const zh = receiver.language === 'zh';
  if (occasion.kind === 'question') {
    const what = zh
      ? `${occasion.regionName?.zh ?? '全部地区'}，${occasion.columnName?.zh ?? '全部栏目'}`
      : `${occasion.regionName?.en ?? 'everywhere'}, ${occasion.columnName?.en ?? 'every column'}`;
    return zh
      ? {
          subject: '【明镜】请确认订阅信息公开',
          text: `有人（可能是您）用本邮箱订阅信息公开：${what}。\n\n如确需订阅，请在 ${occasion.hours} 小时内打开：\n${page}\n\n不是您本人操作的，无需处理，不会再发邮件。`,
        }
      : {
          subject: '[Mingjing] Please confirm your subscription',
          text: `Somebody, perhaps you, asked for bulletins at this address: ${what}.\n\nIf you want them, open within ${occasion.hours} hours:\n${page}\n\nIf it was not you, do nothing; no other mail follows.`,
        };
  }
  const { title, excerpt, organName, columnName, id } = occasion;
  const link = `${receiver.portal}/bulletins/${id}`;
  return zh
    ? {
        subject: `【明镜】${columnName.zh}：${title}`,
        text: `${title}\n${organName.zh}\n\n${excerpt}\n\n${link}\n\n不再接收：${page}`,
      }
    : {
        subject: `[Mingjing] ${columnName.en}: ${title}`,
        text: `${title}\n${organName.en}\n\n${excerpt}\n\n${link}\n\nTo receive no more: ${page}`,
      };
}

/** Where mail programs end it in one step (RFC 8058): they know no `#`. */
export const oneClickAddress = ({ portal, token }: Pick<Receiver, 'portal' | 'token'>): string =>
  `${portal}/api/subscriptions/one-click/${token}`;
