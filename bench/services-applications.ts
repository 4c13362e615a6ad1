import type { KeyRing } from '#base/keys';
import { inTransaction } from '#base/db';
import { saveItems } from '#spine/catalogue/register';
import { receiptCode } from '#spine/cases/receipt';
import { cookieName } from '#spine/identity/session-cookie';
import { openSession } from '#spine/identity/sessions';
import { formatKey } from '#spine/keys';
import { openPartCase } from '#spine/platform/open-part-case';
import { settleReactions } from '#spine/platform/reactions';
import { storeApplicant } from '#spine/privacy/applicants';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';
import { sealText } from '../server/platforms/services/applications/texts/store.ts';
import { benchItem } from './workbench-database.ts';

const applications = 10_000;
const atOnce = 200;
/** Of one citizen, whose own page is asked for. */
const ofOne = 60;

/** What the pages are asked for. */
export interface FilledApplications {
  item: string;
  ids: string[];
  receipts: string[];
  /** The `cookie` header of the citizen. */
  cookie: string;
}

/** 10,000 applications in flight over the organs of all cities, each with a sealed form. */
export async function fillApplications(spine: Spine, keys: KeyRing): Promise<FilledApplications> {
  const organs = [...spine.registry.organs()].filter(({ code }) => /^bench\.\d+$/.test(code));
  const items = organs.map((organ, n) => ({
    ...benchItem,
    code: `bench.application-${n}`,
    organ: organ.code,
    formFields: [{ code: 'shop', name: { zh: '字号', en: 'Shop' }, kind: 'text' as const, required: true }],
    materials: [{ code: 'plan', name: { zh: '平面图', en: 'Plan' } }],
  }));
  await saveItems(spine.pool, items, true);
  await spine.registry.refresh();
  const citizen = await citizenWithPerson(spine, keys);
  const keysOf: { city: number; id: number }[] = [];
  for (let first = 0; first < applications; first += atOnce) {
    const forms = await inTransaction(spine.pool, async (client) => {
      const made = [];
      for (let n = 0; n < atOnce; n++)
        made.push(await sealText(client, keys, JSON.stringify({ item: 'x', version: 1, answers: {} }), null));
      return made;
    });
    const opened = await Promise.all(
      forms.map((form, n) => open(spine, items, first + n, form, citizen.personId)),
    );
    keysOf.push(...opened);
  }
  while ((await settleReactions(spine)) > 0);
  await spine.pool.query('ANALYZE part_state, cases');
  return {
    item: items[0]!.code,
    ids: keysOf.map(({ city, id }) => formatKey(city, id)),
    receipts: keysOf.map(({ city, id }) => receiptCode(city, id, spine.receiptKey)),
    cookie: citizen.cookie,
  };
}

function open(
  spine: Spine,
  items: { code: string; organ: string }[],
  n: number,
  form: { id: number; sha256: string },
  personId: number,
) {
  const { code, organ } = items[n % items.length]!;
  return openPartCase(spine, {
    type: 'services.application-filed',
    region: Number(spine.registry.organ(organ)!.region),
    number: `BENCH-${String(n).padStart(6, '0')}`,
    data: {
      item: code,
      organ,
      title: benchItem.name.zh,
      channel: 'portal',
      ...(n % (applications / ofOne) < 1 ? { personId } : null),
      form,
      materials: [],
      parts: [],
    },
  });
}

async function citizenWithPerson(spine: Spine, keys: KeyRing) {
  return inTransaction(spine.pool, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      `INSERT INTO account (name, kind, contact_index, made_at) VALUES ('bench-citizen', 'citizen', '\\x01', now()) RETURNING id`,
    );
    const accountId = rows[0]!.id;
    const people = new People(spine.pool, keys);
    const personId = await storeApplicant(client, people, { name: '演示' }, { by: 'account', accountId });
    const token = await openSession(
      client,
      { keys, now: spine.now() },
      { accountId, factors: 1, way: 'citizen-code' },
      { userAgent: 'bench', address: '127.0.0.1', sessionId: null },
    );
    return { personId, cookie: `${cookieName(null)}=${token}` };
  });
}
