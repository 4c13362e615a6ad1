import type { z } from 'zod';
import type { correctionsApi } from '#contract/corrections';

/** What narrows the queue of corrections, as it stands in the address. */
export type CorrectionSearch = Partial<z.output<NonNullable<typeof correctionsApi.listCorrections.query>>>;
