import type { z } from 'zod';
import type { bookOpening, contractTerms, holdingFacts } from '#contract/services/assets';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import { assetItems } from './items.ts';
import { endOfDay } from './end-of-day.ts';

/**
 * The events that open the cases of the three parts, as commands of a clerk and the demonstration issue them. Numbers make
 * each of them happen once.
 */
export interface OpeningEvent {
  type: string;
  data: Record<string, unknown>;
  region: number;
  number: string;
}

/** What every opening says of the village, whose own organ it is. */
const at = (organ: RegisteredOrgan) => ({ organ: organ.code, village: organ.region });

export function bookOpened(
  organ: RegisteredOrgan,
  { year, accounts }: z.output<typeof bookOpening>,
  actor: string,
): OpeningEvent {
  const title = `${organ.name.zh} ${year}年度账套`;
  const dueAt = endOfDay(`${year + 1}-01-31`);
  return {
    type: 'services.book-opened',
    data: { item: assetItems.books, ...at(organ), title, year, dueAt, accounts, actor },
    region: Number(organ.region),
    number: `book-${organ.region}-${year}`,
  };
}

export function contractSigned(
  organ: RegisteredOrgan,
  terms: z.output<typeof contractTerms>,
  medianRent: string | null,
  actor: string,
): OpeningEvent {
  const dates = { untilAt: endOfDay(terms.until), firstDueAt: endOfDay(terms.firstDue) };
  const title = `${terms.number} ${terms.what}`.slice(0, 400);
  const median = medianRent === null ? {} : { medianRent };
  return {
    type: 'services.contract-signed',
    data: { item: assetItems.contracts, ...at(organ), title, ...terms, ...dates, ...median, actor },
    region: Number(organ.region),
    number: `contract-${organ.region}-${terms.number}`,
  };
}

export function holdingRegistered(
  organ: RegisteredOrgan,
  facts: z.output<typeof holdingFacts>,
  actor: string,
): OpeningEvent {
  return {
    type: 'services.holding-registered',
    data: {
      item: assetItems.holdings,
      ...at(organ),
      title: `${facts.number} ${facts.name}`,
      ...facts,
      actor,
    },
    region: Number(organ.region),
    number: `holding-${organ.region}-${facts.number}`,
  };
}
