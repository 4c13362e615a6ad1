import type { Say } from '#base/log';
import { seedBulletins } from '#spine/bulletins/seed';
import { seedDemonstration } from '#spine/demonstration/seed';
import { seedAccounts } from '#spine/identity/demonstration-accounts';
import { streamDemonstration } from '#spine/demonstration/stream';
import type { Spine } from '#spine/spine';
import { seedPlatforms } from './install-platforms.ts';

/** Makes the demonstration province where it is missing and keeps its gentle stream of events going; returns how to stop it. */
export async function runDemonstration(spine: Spine, say: Say): Promise<() => Promise<void>> {
  await seedDemonstration(spine, say);
  await seedAccounts(spine);
  await seedBulletins(spine, say);
  await seedPlatforms(spine, say);
  return streamDemonstration(spine);
}
