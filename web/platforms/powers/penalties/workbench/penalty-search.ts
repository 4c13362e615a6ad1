import type { z } from 'zod';
import type { penaltiesApi } from '#contract/powers/penalties';

/** What the address holds of the list of penalty cases. */
export type PenaltySearch = Partial<z.output<NonNullable<typeof penaltiesApi.listPenalties.query>>>;
