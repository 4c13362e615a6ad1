import type { Platform } from '#spine/platform/platform';
import { sealsOfVillages } from './seals/index.ts';

/** Supervision of administrative power (行政权力电子监察). */
export const powers: Platform = {
  name: 'powers',
  parts: [...sealsOfVillages.parts],
  async routes(app, spine) {
    sealsOfVillages.routes(app, spine);
  },
  attachments: sealsOfVillages.attachments,
  async prepare(spine) {
    await sealsOfVillages.prepare(spine);
  },
  start(spine) {
    const stops = [sealsOfVillages.start(spine)];
    return async () => {
      await Promise.all(stops.map((stop) => stop()));
    };
  },
  async seed(spine, say) {
    await sealsOfVillages.seed(spine, say);
  },
};
