import { saveItems } from '#spine/catalogue/register';
import type { Spine } from '#spine/spine';
import { books } from './books/index.ts';
import { contracts } from './contracts/index.ts';
import { holdings } from './holdings/index.ts';
import { items } from './items.ts';
import { registerAssetRoutes } from './routes.ts';
import { seedAssets } from './seed/seed-assets.ts';

/** What the platform of services takes from the three assets of villages (三资): funds, assets, resources. */
export const assets = {
  parts: [books, contracts, holdings],
  routes: registerAssetRoutes,
  async prepare(spine: Spine): Promise<void> {
    await saveItems(spine.pool, items, false);
  },
  seed: seedAssets,
};
