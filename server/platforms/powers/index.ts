import type { Platform } from '#spine/platform/platform';
import { registerCentreRoutes } from './centre/routes.ts';
import { flows } from './flows/index.ts';
import { halls } from './halls/index.ts';
import { peerRates } from './peer-rates/index.ts';
import { penalties } from './penalties/index.ts';
import { powerList } from './power-list/index.ts';
import { scores } from './scores/index.ts';
import { sealsOfVillages } from './seals/index.ts';

/** Supervision of administrative power (行政权力电子监察). */
export const powers: Platform = {
  name: 'powers',
  parts: [...peerRates.parts, ...penalties.parts, ...scores.parts, ...sealsOfVillages.parts, ...halls.parts],
  async routes(app, spine) {
    registerCentreRoutes(app, spine);
    flows.routes(app, spine);
    powerList.routes(app, spine);
    penalties.routes(app, spine);
    scores.routes(app, spine);
    sealsOfVillages.routes(app, spine);
    halls.routes(app, spine);
  },
  attachments: sealsOfVillages.attachments,
  async prepare(spine) {
    await peerRates.prepare(spine);
    await penalties.prepare(spine);
    await scores.prepare(spine);
    await sealsOfVillages.prepare(spine);
    await halls.prepare(spine);
  },
  start(spine) {
    const stops = [
      peerRates.start(spine),
      scores.start(spine),
      sealsOfVillages.start(spine),
      halls.start(spine),
    ];
    return async () => {
      await Promise.all(stops.map((stop) => stop()));
    };
  },
  async seed(spine, say) {
    await powerList.seed(spine, say);
    await penalties.seed(spine, say);
    await sealsOfVillages.seed(spine, say);
    await halls.seed(spine, say);
  },
};
