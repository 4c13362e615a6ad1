import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { open311Api } from '#contract/hotline/open311';
import { principalOf } from '#spine/identity/permission-guard';
import type { Spine } from '#spine/spine';
import { addClient, listClients, revokeClient } from './clients.ts';

/** The register of programs that may send requests by Open311. */
export function registerClientRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, open311Api.listClients, () => listClients(spine));
  route(app, open311Api.addClient, ({ body, request }) => addClient(spine, body, principalOf(request).actor));
  route(app, open311Api.revokeClient, ({ params }) => revokeClient(spine, params.id));
}
