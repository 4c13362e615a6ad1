import { Decimal } from 'decimal.js';
import type { Instant } from '#base/time';
import type { Voucher } from '#contract/services/assets';
import { dateText } from '#spine/calendar/civil-date';
import type { SeededRandom } from '#spine/demonstration/seeded-random';
import { decideBook } from '../books/decide.ts';
import { type BookEvent, type BookState, evolveBook } from '../books/state.ts';
import { tierOf } from '../books/tiers.ts';
import type { AssetPlan } from './plan.ts';
import { type Act, act, type Command, onDay, type Told, tellStory, type VillagePeople } from './story.ts';

const rules = {
  evolve: (state: BookState | null, event: object, at: Instant) => evolveBook(state, event as BookEvent, at),
  decide: (state: BookState, [action, actor, values]: Command) =>
    decideBook(state, { action, values }, { actor }),
};

interface Payment extends Pick<Voucher, 'party' | 'purpose' | 'amount'> {
  subject: string;
  account: 'cash' | 'bank';
}

/** What the tellers of a village's book have in common. */
interface Telling {
  people: VillagePeople;
  plan: AssetPlan;
  random: SeededRandom;
}

const dayMs = 86_400_000;

const yuan = (random: SeededRandom, from: number, to: number): string =>
  `${random.integer(from, to)}.${String(random.integer(0, 99)).padStart(2, '0')}`;

const approvedRequest = (state: BookState, { amount, party }: Payment, status: string) =>
  Object.entries(state.requests).find(
    ([, one]) => one.status === status && one.amount === amount && one.party === party,
  )?.[0];

/** A voucher on its day, numbered on paper; nothing where the account does not hold so much. */
function posted(
  at: Instant,
  clerk: string,
  entry: (state: BookState) => Omit<Voucher, 'date'>,
): Act<BookState> {
  const date = dateText(Math.floor(at / dayMs));
  return {
    at,
    command(state) {
      const said = entry(state);
      const holds = new Decimal(state.accounts[said.account]?.balance ?? 0);
      if (said.kind !== 'income' && holds.lt(said.amount)) return null;
      const paper = `记-${date.slice(5, 7)}-${String(state.vouchers + 1).padStart(3, '0')}`;
      return ['post', clerk, { entry: JSON.stringify({ paper, date, ...said }) }];
    },
  };
}

/** Asked for, approved as its amount needs it, paid the next day. */
function paid({ people }: Telling, first: string, day: number, payment: Payment): Act<BookState>[] {
  const { account, ...asked } = payment;
  const needsRecord = tierOf(payment.amount).record;
  const approved = (state: BookState): Command | null => {
    const request = approvedRequest(state, payment, 'asked');
    if (!request) return null;
    const record = `会议记录〔${first.slice(0, 4)}〕${request}号`;
    return needsRecord
      ? ['record-approval', people.clerk, { request, record }]
      : ['approve-expense', people.head, { request }];
  };
  return [
    act(onDay(first, day), 'request-expense', people.clerk, asked),
    { at: onDay(first, day, 120), command: approved },
    posted(onDay(first, day + 1), people.clerk, (state) => {
      const request = Number(approvedRequest(state, payment, 'approved'));
      return { kind: 'expense', account, ...asked, request };
    }),
  ];
}

/** What the rules of books are there to notice, a few times each. */
function irregular(telling: Telling, first: string): Act<BookState>[] {
  const { people, plan, random } = telling;
  const acts: Act<BookState>[] = [];
  if (random.chance(plan.shares.unapproved)) {
    const amount = yuan(random, 300, 2400);
    const line = { subject: 'administration', party: '鑫源商行', purpose: '办公用品', amount };
    acts.push(posted(onDay(first, 18), people.clerk, () => ({ kind: 'expense', account: 'bank', ...line })));
  }
  if (random.chance(plan.shares.largeCash)) {
    const withdrawn = { kind: 'transfer', account: 'bank', to: 'cash', amount: '8000.00' } as const;
    acts.push(
      posted(onDay(first, 19), people.clerk, () => ({
        ...withdrawn,
        party: '村委会',
        purpose: '提取备用金',
      })),
    );
    const line = { subject: 'operating-expense', party: '村民钱某', purpose: '农机租用' };
    acts.push(...paid(telling, first, 20, { ...line, amount: yuan(random, 5200, 7600), account: 'cash' }));
  }
  if (random.chance(plan.shares.split))
    for (const day of [22, 23, 24]) {
      const line = { subject: 'welfare', party: '洁净保洁服务队', purpose: '河道清理' };
      acts.push(...paid(telling, first, day, { ...line, amount: yuan(random, 700, 990), account: 'bank' }));
    }
  return acts;
}

/** What a month brings in and costs. */
function month(telling: Telling, first: string): Act<BookState>[] {
  const { people, plan, random } = telling;
  const income = [2, 5].map((day) => {
    const { from, to, ...line } = random.pick(plan.incomes);
    const amount = yuan(random, from, to);
    return posted(onDay(first, day), people.clerk, () => ({
      kind: 'income',
      account: 'bank',
      ...line,
      amount,
    }));
  });
  const expenses = [8, 12, 16].flatMap((day) => {
    const { from, to, ...line } = random.pick(plan.expenses);
    return paid(telling, first, day, { ...line, amount: yuan(random, from, to), account: 'bank' });
  });
  return [...income, ...expenses, ...irregular(telling, first)];
}

/** The month is closed in the first days of the next one and signed for, late or not at all here and there. */
function closing({ people, plan, random }: Telling, first: string, next: string, unsigned: boolean) {
  const { shares } = plan;
  const values = { month: first.slice(0, 7) };
  const day = random.integer(1, 4);
  const draw = random.next();
  const late = draw < shares.unsigned + shares.lateSignature ? random.integer(13, 20) : 1;
  const closed = act(onDay(next, day, 300), 'close-month', people.clerk, values);
  if (unsigned || draw < shares.unsigned) return [closed];
  return [closed, act(onDay(next, day + late, 330), 'sign-month', people.member, values)];
}

/**
 * The book of a village up to now, as clerk, head of finance and committee have kept it. `waits`: the last closed month
 * waits for its signature, and a request for its approval. Pure.
 */
export function tellBook(opening: Told, telling: Telling, now: Instant, waits: boolean): Told[] {
  const year = dateText(Math.floor(now / dayMs)).slice(0, 4);
  const firsts = Array.from({ length: 13 }, (_, at) =>
    at < 12 ? `${year}-${String(at + 1).padStart(2, '0')}-01` : `${Number(year) + 1}-01-01`,
  );
  const acts = firsts.slice(0, 12).flatMap((first, at) => {
    const next = firsts[at + 1]!;
    const last = onDay(next) < now && onDay(firsts[at + 2] ?? next, 1) >= now;
    return [...month(telling, first), ...closing(telling, first, next, waits && last)];
  });
  const asked = { party: '明信印务部', purpose: '公开栏打印', amount: '860.00', subject: 'administration' };
  if (waits) acts.push(act(now - 3_600_000, 'request-expense', telling.people.clerk, asked));
  return tellStory(opening, acts, rules, now);
}
