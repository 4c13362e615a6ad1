import type { Say } from '#base/log';
import type { Spine } from '#spine/spine';
import { seedAgents, seedPoints as seedRegister } from './seed.ts';

/** The register of the demonstration, and who acts for villagers there. Goes on where it was broken off. */
export async function seedPoints(spine: Spine, say: Say): Promise<void> {
  await seedRegister(spine, say);
  await seedAgents(spine);
}
