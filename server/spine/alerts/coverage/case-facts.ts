import type { Item } from '#contract/catalogue';
import type { CardPolicy } from '#contract/clock';

/** What cases contain, as far as rules depend on it. */
export interface CaseFacts {
  cases: number;
  /** Of them, cases of a live source. */
  live: number;
  /** Versions of the items that the cases follow. */
  items: readonly Item[];
  policyOf: (item: Item) => CardPolicy;
  /** By type of event: how many, and how many of them say each field. */
  events: ReadonlyMap<string, { n: number; fields: ReadonlyMap<string, number> }>;
  /** Parts of platforms that the cases belong to. */
  parts: ReadonlySet<string>;
}

/** Fields of events that rules read, where a source may leave them out. */
export const watchedFields = ['actor', 'post', 'amount', 'expectedDays', 'contents', 'due'] as const;
