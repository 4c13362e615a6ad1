import { Refusal } from '#base/errors';
import { definePart } from '#spine/platform/part';
import { preparePeerRates } from './catalogue-item.ts';
import { peerRateEvents } from './events.ts';
import { peerRateRules } from './indicators.ts';
import { startComparing } from './monthly.ts';
import { evolvePeerRates } from './state.ts';

/** One case for each organ and month: its rates beside those of the organs that implement the same items. */
const peerRatesPart = definePart({
  name: 'powers/peer-rates',
  title: { zh: '同类机关比率比对', en: 'Comparison with peers' },
  events: peerRateEvents,
  evolve: evolvePeerRates,
  actions: {},
  decide: () => {
    throw new Refusal('action-not-allowed', {
      field: 'action',
      expected: 'none: figures are not acted upon',
    });
  },
  caseActions: () => [],
  clocks: [],
  rules: peerRateRules,
});

/** What the platform takes from the comparison with peers. */
export const peerRates = {
  parts: [peerRatesPart],
  prepare: preparePeerRates,
  start: startComparing,
};
