import type { CameraContent } from '#contract/powers/halls';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import { cameraItem } from './items.ts';

/** The event that opens the case of a camera, as people and the demonstration issue it. */
export function cameraProposed(
  organ: RegisteredOrgan,
  content: CameraContent,
  { reason, actor }: { reason: string; actor: string },
): { type: string; data: Record<string, unknown>; region: number } {
  const { code, region } = organ;
  const title = `${content.hall} ${content.name}`.slice(0, 200);
  return {
    type: 'powers.camera-proposed',
    data: { item: cameraItem, organ: code, region, title, content, reason, actor },
    region: Number(region),
  };
}
