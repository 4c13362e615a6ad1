import type { FastifyInstance } from 'fastify';
import { route } from '#base/http';
import { messagesApi } from '#contract/messages';
import { getAlertPlace } from '#spine/alerts/alert-queries';
import { principalOf } from '#spine/identity/permission-guard';
import { viewOf } from '#spine/identity/view';
import { parseKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { listMessages, markRead, toldOf } from './inbox.ts';
import { preferencesOf, savePreferences } from './preferences.ts';

/** One's own messages and how one is told; and of an alert, who was. */
export function registerMessageRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, messagesApi.listMessages, ({ query, request }) =>
    listMessages(spine.pool, principalOf(request).accountId, query),
  );
  route(app, messagesApi.markRead, async ({ body, request }) => ({
    read: await markRead(spine.pool, principalOf(request).accountId, body.ids, spine.now()),
  }));
  route(app, messagesApi.getPreferences, ({ request }) =>
    preferencesOf(spine, principalOf(request).accountId),
  );
  route(app, messagesApi.savePreferences, async ({ body, request }) => {
    const { accountId } = principalOf(request);
    await savePreferences(spine, accountId, body);
    return preferencesOf(spine, accountId);
  });
  route(app, messagesApi.listTold, async ({ params, request }) => {
    const view = viewOf(spine, request);
    await getAlertPlace(view.db, view.reaches.alerts, params.id);
    return toldOf(spine.pool, parseKey(params.id));
  });
}
