import type { z } from 'zod';
import type { casesApi } from '#contract/cases';

/** What narrows the list of cases, as it stands in the address. */
export type CaseSearch = Partial<z.output<NonNullable<typeof casesApi.listCases.query>>>;
