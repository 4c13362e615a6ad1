import { z } from 'zod';
import { momentKind } from '#contract/powers/halls';
import { bilingual, civilDate, regionCode } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const camera = z.object({
  name: z.string(),
  window: z.string().optional(),
  /** A loop of the demonstration; `off`: a camera that is away. */
  stream: z.enum(['window', 'lobby', 'off']),
});
const planFile = z.object({
  demonstration: z.literal(true),
  notice: bilingual,
  version: z.number().int().min(1),
  effectiveFrom: civilDate,
  retentionDays: z.number().int(),
  /** The division whose service centre has the most cameras. */
  home: regionCode,
  homeCameras: z.array(camera).min(1),
  /** At the service centre of every other city. */
  otherCameras: z.array(camera),
  /** A camera that waits for a second person. */
  proposed: camera,
  reason: z.string(),
  /** Moments of the home's cameras, each by its place in the list. */
  moments: z.array(
    z.object({
      camera: z.number().int().min(0),
      daysAgo: z.number().int().min(1),
      kind: momentKind,
      minutes: z.number().int().optional(),
      note: z.string(),
    }),
  ),
});
export type HallPlan = z.infer<typeof planFile>;
export type PlannedCamera = z.infer<typeof camera>;

/** Halls and cameras of the demonstration (`reference/demonstration/halls.json`). */
export const readHallPlan = (): HallPlan => readReference(planFile, 'demonstration/halls.json');
