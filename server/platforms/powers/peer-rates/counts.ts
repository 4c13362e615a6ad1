import type { PeerRateKind } from '#contract/powers/peer-rates';

/** What happened at one organ in one month in cases of one item, wherever the item is implemented. */
export interface OrganCounts {
  /** Code of the organ. */
  organ: string;
  /** Base code of the item, or its own code where it has none. */
  item: string;
  /** Level of the item: organs are compared with organs of the same level alone. */
  level: number;
  /** How often each thing happened, and of how many. */
  rates: Record<PeerRateKind, { count: number; of: number }>;
  /** Cases that were closed in the month, with how long they took in milliseconds. */
  closed: { number: string; took: number }[];
}

/** One event of the month, as far as rates go by it. */
export interface CountedEvent {
  organ: string;
  item: string;
  level: number;
  /** City and id of the case. */
  caseKey: string;
  number: string;
  type: string;
  outcome?: string;
  /** From the opening of the case to this event, in milliseconds. */
  since: number;
}

/** Adds up events in any order. A case that was asked to correct twice in the month counts once. */
export class MonthCounts {
  readonly #all = new Map<string, OrganCounts>();
  readonly #corrected = new Set<string>();

  add(event: CountedEvent): void {
    const one = this.#of(event);
    const { correction, refusal, return: returned } = one.rates;
    switch (event.type) {
      case 'case.opened':
        correction.of += 1;
        break;
      case 'case.correction-asked':
        if (this.#corrected.has(event.caseKey)) break;
        this.#corrected.add(event.caseKey);
        correction.count += 1;
        break;
      case 'case.accepted':
        returned.of += 1;
        break;
      case 'case.not-accepted':
        returned.of += 1;
        returned.count += 1;
        break;
      case 'case.decided':
        refusal.of += 1;
        if (event.outcome === 'denied') refusal.count += 1;
        break;
      case 'case.closed':
        one.closed.push({ number: event.number, took: event.since });
        break;
      default:
        break;
    }
  }

  #of({ organ, item, level }: CountedEvent): OrganCounts {
    const key = `${level} ${item} ${organ}`;
    let one = this.#all.get(key);
    if (!one) {
      const zero = () => ({ count: 0, of: 0 });
      one = {
        organ,
        item,
        level,
        rates: { return: zero(), correction: zero(), refusal: zero() },
        closed: [],
      };
      this.#all.set(key, one);
    }
    return one;
  }

  /** In the order of items and organs, so that the same events give the same figures. */
  all(): OrganCounts[] {
    return [...this.#all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  }
}
