import type { Say } from '#base/log';
import { installParts } from '#spine/platform/installed';
import type { Spine } from '#spine/spine';
import { platforms } from './platforms/index.ts';

/** Makes the parts of all platforms known to the spine; before a spine is opened. Twice changes nothing. */
export function installPlatforms(): void {
  installParts(platforms.flatMap(({ parts }) => parts));
}

/** Saves what the platforms' cases refer to. Twice changes nothing. */
export async function preparePlatforms(spine: Spine): Promise<void> {
  for (const platform of platforms) await platform.prepare?.(spine);
  await spine.registry.refresh();
}

/** Demonstration cases of the platforms. Twice changes nothing. */
export async function seedPlatforms(spine: Spine, say: Say): Promise<void> {
  for (const platform of platforms) await platform.seed?.(spine, say);
}

/** Starts what platforms do by themselves; returns how to stop it. */
export function startPlatforms(spine: Spine): () => Promise<void> {
  const stops = platforms.flatMap((platform) => platform.start?.(spine) ?? []);
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
