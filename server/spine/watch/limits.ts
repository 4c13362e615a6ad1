import { z } from 'zod';
import { bilingual, code } from '#contract/text';
import { readReference, referenceHead } from '#spine/calendar/reference-folder';

const level = z.enum(['yellow', 'red']);
const watched = z.object({ name: bilingual, level });

const limitsFile = z.object({
  ...referenceHead,
  mark: z.enum(['F', 'K', 'P']),
  /** Longest time since the last success of a loop in any process. */
  loops: z.record(code, watched.extend({ limitSeconds: z.number().min(1) })),
  /** Longest time that the oldest in a queue may wait; null: it is shown and not judged. */
  queues: z.record(code, watched.extend({ limitSeconds: z.number().min(1).nullable() })),
  /** Of the data folder. */
  disk: z.object({ yellowBelowPercent: z.number(), redBelowPercent: z.number() }),
  process: z.object({
    /** A process that was not seen for this long and did not stop in order is silent. */
    silentSeconds: z.number().min(10),
    /** After this long it is forgotten. */
    forgetHours: z.number().min(1),
  }),
  /** A time without any process that is longer than this becomes an alarm when one starts again. */
  gapSeconds: z.number().min(10),
});
export type WatchLimits = z.output<typeof limitsFile>;

/** What is watched of the system itself and by which limits, as data. */
export const watchLimits: WatchLimits = readReference(limitsFile, 'operations/watch.json');
