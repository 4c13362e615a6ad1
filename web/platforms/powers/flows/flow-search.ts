import { z } from 'zod';
import { flowQuery } from '#contract/powers/flows';

export const flowTabs = ['prescribed', 'real', 'variants', 'conformance', 'redesign'] as const;
export type FlowTab = (typeof flowTabs)[number];

/** Which side of a flow is shown, of which cases, judged by which version; for a redesign, the simulation that it begins with. */
export const flowSearch = z.object({
  ...flowQuery.shape,
  tab: z.enum(flowTabs).default('prescribed'),
  from: z.coerce.number().int().min(1).optional(),
});
export type FlowSearch = Partial<z.output<typeof flowSearch>>;
