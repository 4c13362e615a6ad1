import type { Instant } from '#base/time';
import { decideBook } from './decide.ts';
import { evolveBook, type BookEvent, type BookState } from './state.ts';

/** The book of an invented village, with cash and a bank account. */
export const opened: BookEvent = {
  type: 'services.book-opened',
  data: {
    item: 'village-books',
    organ: 'village-point',
    title: '2026年账套',
    village: '370102001002',
    year: 2026,
    dueAt: '2027-01-31T23:59:59+08:00',
    accounts: [
      { code: 'cash', name: '库存现金', kind: 'cash', opening: '8000.00' },
      { code: 'bank', name: '银行存款', kind: 'bank', opening: '100000.10' },
    ],
  },
};

export const at: Instant = Date.UTC(2026, 10, 5, 2);

/** A book after events. */
export const told = (events: readonly BookEvent[]): BookState =>
  events.reduce<BookState | null>((state, event) => evolveBook(state, event, at), null)!;

/** What a command on a book comes to. @throws Refusal */
export const command = (
  state: BookState,
  action: string,
  values: Record<string, string> = {},
  actor = 'clerk-lin',
): BookEvent => decideBook(state, { action, values }, { actor }) as BookEvent;

/** A book after commands, each on the state that the last one left. */
export function kept(commands: readonly [action: string, values: Record<string, string>, actor?: string][]): {
  state: BookState;
  events: BookEvent[];
} {
  const events = [opened];
  for (const [action, values, actor] of commands) events.push(command(told(events), action, values, actor));
  return { state: told(events), events };
}

/** The value of `entry` for the action `post`. */
export const entry = (more: Record<string, unknown> = {}) => ({
  entry: JSON.stringify({
    date: '2026-11-03',
    kind: 'expense',
    account: 'bank',
    subject: 'administration',
    amount: '300',
    party: '某印务公司',
    purpose: '打印公开栏',
    ...more,
  }),
});
