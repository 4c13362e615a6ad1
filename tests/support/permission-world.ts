import diagnostics from 'node:diagnostics_channel';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { afterAll } from 'vitest';
import { createLog } from '#base/log';
import { receiptCode } from '#spine/cases/receipt';
import { saveOrgans } from '#spine/catalogue/register';
import { issueCorrection } from '#spine/corrections/correction-commands';
import { readCorrectionLimits } from '#spine/corrections/correction-limits';
import type { Principal } from '#spine/identity/principal';
import { parseKey } from '#spine/keys';
import { createApp } from '../../server/app.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { signIn } from './principals.ts';
import { cloudEventOf, organs, senderOf, testSpine } from './spine.ts';

/** Where records lie: an organ's own, another organ's in the same county, in another city, and at the province. */
export const places = {
  own: { organ: 'district-bureau', region: '370102000000' },
  neighbour: { organ: 'district-office', region: '370102000000' },
  elsewhere: { organ: 'qingdao-bureau', region: '370202000000' },
  above: { organ: 'province-office', region: '370000000000' },
} as const;
export type Place = keyof typeof places;

/** The records of one place: a case with an alert that stands alone, and one with an alert under correction. */
export interface Records {
  organId: number;
  region: number;
  caseId: string;
  receipt: string;
  alertId: string;
  correctionId: string;
}

const counts = {
  cases: 0,
  events: 0,
  accepted: 0,
  duplicates: 0,
  refused: 0,
  closedLate: 0,
  openLate: 0,
  alerts: { notice: 0, yellow: 0, red: 0 },
};

export interface Route {
  method: string;
  url: string;
  access: string;
}

/** Every route of an application as it is registered, whoever registers it. */
function gatherRoutes(): Route[] {
  const routes: Route[] = [];
  const gather = (message: unknown): void => {
    (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', (route: RouteOptions) => {
      const access = route.config?.access;
      for (const method of [route.method].flat())
        routes.push({ method, url: route.url, access: [access ?? 'none'].flat().join('|') });
    });
  };
  diagnostics.subscribe('fastify.initialization', gather);
  afterAll(() => diagnostics.unsubscribe('fastify.initialization', gather));
  return routes;
}

/** The whole application on a database with the same records in four places; `asked.by` is whoever asks. */
export async function permissionWorld() {
  const database: TestDatabase<unknown> = await testDatabase();
  const world = await testSpine(database.pool, { now: Date.now() });
  const { spine, tell, addSource, query, keyOf } = world;
  await saveOrgans(spine.pool, [{ ...organs.district, code: 'district-office' }], false);
  await spine.registry.refresh();
  await addSource({ code: 'hall' });
  const records = {} as Record<Place, Records>;
  for (const [place, { organ, region }] of Object.entries(places)) {
    const number = `P-${place}`;
    await tell([
      cloudEventOf('hall', number, Date.now(), {
        region,
        data: { item: 'report', organ, title: `办件 ${place}` },
      }),
      // A step that the flow does not know, and a refusal without a reason: two alerts.
      cloudEventOf('hall', number, Date.now(), {
        type: 'case.step-done',
        region,
        data: { step: 'unknown-step' },
      }),
      cloudEventOf('hall', number, Date.now(), { type: 'case.not-accepted', region, data: { reason: '' } }),
    ]);
    const caseId = await keyOf(number);
    const key = parseKey(caseId);
    const alerts = await query<{ id: number }>(
      'SELECT id FROM alert WHERE city = $1 AND case_id = $2 ORDER BY id',
      [key.city, key.id],
    );
    if (alerts.length < 2) throw new Error(`${place} has ${alerts.length} alerts`);
    const [alertId, correctionId] = alerts.map((one) => `${key.city}-${one.id}`);
    await issueCorrection(spine, correctionId!, { demand: '', actor: 'supervisor' }, readCorrectionLimits());
    const receipt = receiptCode(key.city, key.id, spine.receiptKey);
    const [held] = await query<{ organ_id: number }>(
      'SELECT organ_id FROM cases WHERE city = $1 AND id = $2',
      [key.city, key.id],
    );
    const organId = spine.registry.organ(organ)!.id;
    if (held!.organ_id !== organId) throw new Error(`the case of ${place} is another organ's`);
    records[place as Place] = {
      organId,
      region: Number(region),
      caseId,
      receipt,
      alertId: alertId!,
      correctionId: correctionId!,
    };
  }
  await query(
    `INSERT INTO import_run (file, source, status, counts) VALUES ('cases.csv', 'hall', 'done', $1)`,
    [counts],
  );
  const routes = gatherRoutes();
  const app = await createApp(
    spine,
    createLog(() => {}),
  );
  const asked: { by: Principal | null } = { by: null };
  signIn(app, () => asked.by);
  await app.ready();
  afterAll(() => app.close());
  return { ...world, database, app, send: senderOf(app), asked, records, routes };
}
