import type { Platform } from '#spine/platform/platform';
import { peerRates } from './peer-rates/index.ts';
import { powerList } from './power-list/index.ts';

/** Supervision of administrative power (行政权力电子监察). */
export const powers: Platform = {
  name: 'powers',
  parts: [...peerRates.parts],
  async routes(app, spine) {
    powerList.routes(app, spine);
  },
  async prepare(spine) {
    await peerRates.prepare(spine);
  },
  start: (spine) => peerRates.start(spine),
  async seed(spine, say) {
    await powerList.seed(spine, say);
  },
};
