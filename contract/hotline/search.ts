import { z } from 'zod';
import { endpoint } from '#contract/endpoint';
import { regionCode } from '#contract/text';
import { ticketRow } from './ticket-parts.ts';

export const searchApi = {
  searchTickets: endpoint({
    method: 'GET',
    path: '/api/hotline/search',
    summary: 'Tickets within one’s reach in which everything stands that was typed, the newest first',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({ search: z.string().trim().max(80).default(''), region: regionCode.optional() }),
    response: z.object({
      rows: z.array(ticketRow),
      /** There are more than are shown: another word narrows it. */
      more: z.boolean(),
    }),
  }),
};
