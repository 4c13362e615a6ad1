import type { z } from 'zod';
import type { PartEventKind } from '#spine/platform/part';

/** One kind of event, its meaning typed by its own data. */
export const eventKind = <Schema extends z.ZodType>(kind: PartEventKind<Schema>): PartEventKind<Schema> =>
  kind;
