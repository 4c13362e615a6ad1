import { type ActingOnPart, decideAndWrite } from '#spine/platform/decide-and-write';
import { reactTo } from '#spine/platform/reactions';
import type { Spine } from '#spine/spine';

/**
 * Takes one action on a case of a part, and what follows from it in other cases.
 * Refusals: not-found, action-not-allowed, forbidden, field-invalid, and those of the part.
 */
export async function actOnPart(
  spine: Spine,
  key: { city: number; id: number },
  command: { action: string; values: Record<string, unknown> },
  by: ActingOnPart,
): Promise<void> {
  await decideAndWrite(spine, key, command, by);
  await reactTo(spine, key);
}
