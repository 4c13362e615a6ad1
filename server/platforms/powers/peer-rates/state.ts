import type { OrganComparison } from '#contract/powers/peer-rates';
import type { PartEvent, PartState } from '#spine/platform/part';
import type { peerRateEvents } from './events.ts';

export type PeerRateEvent = PartEvent<typeof peerRateEvents>;

export interface PeerRateState extends PartState, OrganComparison {
  status: 'opened' | 'compared';
  month: string;
}

const blank: PeerRateState = { status: 'opened', month: '', rates: [], fast: [] };

/** A comparison after one more event. Pure and total. */
export function evolvePeerRates(before: PeerRateState | null, event: PeerRateEvent): PeerRateState {
  switch (event.type) {
    case 'powers.comparison-opened':
      return { ...blank, month: event.data.month };
    case 'powers.month-compared': {
      const { month, rates, fast } = event.data;
      return { status: 'compared', month, rates, fast };
    }
    default:
      return before ?? blank;
  }
}
