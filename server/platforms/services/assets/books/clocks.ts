import type { PartClock } from '#spine/platform/part';
import type { BookEvent, BookState } from './state.ts';

/** Days for the signature of a month that was closed; proposed by this system, as the policy says. */
const daysToSign = 10;

export const bookClocks: PartClock<BookState, BookEvent>[] = [
  {
    kind: 'signature',
    name: { zh: '月度账目签字', en: 'Signature of a month' },
    basis: [{ law: '中华人民共和国村民委员会组织法', article: '第三十二条' }],
    policy: 'village-books',
    rule: 'BOOKS_UNSIGNED',
    starts: (event) =>
      event.type === 'services.month-closed'
        ? [{ instance: event.data.month, limit: { n: daysToSign, unit: 'calendar-day' } }]
        : [],
    stops: (event) => (event.type === 'services.month-signed' ? [event.data.month] : []),
  },
];
