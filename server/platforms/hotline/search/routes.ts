import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { searchApi } from '#contract/hotline/search';
import { viewOf } from '#spine/identity/view';
import type { Spine } from '#spine/spine';
import { ticketRows } from '../tickets/ticket-list.ts';
import { searchTickets } from './search-tickets.ts';

const shown = 20;

/** Looking for tickets by what was said. What is found is read again as whoever asks, so that nothing beyond their reach shows. */
export function registerSearchRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, searchApi.searchTickets, async ({ query, request }) => {
    const view = viewOf(spine, request);
    const { keys, more } = await searchTickets(spine.pool, view.reaches.cases, { ...query, most: shown });
    return { rows: await ticketRows(view, keys, spine.now()), more };
  });
}
