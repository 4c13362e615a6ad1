import { definePart } from '#spine/platform/part';
import { bookActions } from './actions.ts';
import { bookClocks } from './clocks.ts';
import { decideBook } from './decide.ts';
import { bookEvents } from './events.ts';
import { bookRules } from './indicators.ts';
import { type BookState, evolveBook } from './state.ts';

/** Funds: the account book of a village for a year. */
export const books = definePart<BookState, typeof bookEvents>({
  name: 'services/books',
  title: { zh: '村级资金账套', en: 'Account books of villages' },
  openRecords: true,
  events: bookEvents,
  evolve: evolveBook,
  actions: bookActions,
  decide: decideBook,
  caseActions: () => [],
  clocks: bookClocks,
  rules: bookRules,
});
