import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import type pg from 'pg';
import { afterAll } from 'vitest';
import { openFileStore } from '#base/file-store';
import { createHttp } from '#base/http';
import { passingKeys } from '#base/keys';
import { createLog, sayNothing } from '#base/log';
import { type Instant, toRfc3339 } from '#base/time';
import type { ItemInput, OrganInput } from '#contract/catalogue';
import type { CloudEventInput } from '#contract/events';
import type { Source } from '#contract/sources';
import { createSource, saveItems, saveOrgans } from '#spine/catalogue/register';
import { guardRoutes } from '#spine/identity/permission-guard';
import { registerSessions } from '#spine/identity/session-hook';
import { admit, withApplicant } from '#spine/journal/incoming';
import { openSpine, type Spine } from '#spine/spine';
import { installPlatforms, preparePlatforms } from '../../server/install-platforms.ts';
import { everybodysDeputy, signIn, type SignedIn } from './principals.ts';

const divisions: [code: number, parent: number | null, level: number, zh: string, en: string][] = [
  [370000000000, null, 2, '山东省', 'Shandong Province'],
  [370100000000, 370000000000, 3, '济南市', 'Jinan City'],
  [370102000000, 370100000000, 4, '历下区', 'Lixia District'],
  [370102001000, 370102000000, 5, '解放路街道', 'Jiefanglu Subdistrict'],
  [370102001002, 370102001000, 6, '解放桥社区居民委员会', '解放桥社区居民委员会'],
  [370103000000, 370100000000, 4, '市中区', 'Shizhong District'],
  [370200000000, 370000000000, 3, '青岛市', 'Qingdao City'],
  [370202000000, 370200000000, 4, '市南区', 'Shinan District'],
];

/** One organ at each level, and one in another city. */
export const organs = {
  province: {
    code: 'province-office',
    name: { zh: '省厅', en: 'Provincial office' },
    region: '370000000000',
  },
  city: { code: 'city-bureau', name: { zh: '市局', en: 'City bureau' }, region: '370100000000' },
  district: { code: 'district-bureau', name: { zh: '区局', en: 'District bureau' }, region: '370102000000' },
  town: { code: 'town-centre', name: { zh: '街道中心', en: 'Town centre' }, region: '370102001000' },
  village: { code: 'village-point', name: { zh: '社区点', en: 'Village point' }, region: '370102001002' },
  qingdao: { code: 'qingdao-bureau', name: { zh: '青岛局', en: 'Qingdao bureau' }, region: '370202000000' },
} satisfies Record<string, OrganInput>;

const step = (code: string, after: string[] = []) => ({
  code,
  name: { zh: `环节${code}`, en: `Step ${code}` },
  after,
});

/** `report`: two working days from its opening. `licence`: accept, review, decide. */
export const items = {
  report: {
    code: 'report',
    platform: 'services',
    name: { zh: '备案', en: 'Filing' },
    type: '20',
    level: 4,
    organ: organs.district.code,
    basis: [{ law: '备案办法' }],
    limits: { promised: { n: 2, unit: 'working-day' } },
    flow: { version: 1, steps: [step('handle')] },
    effectiveFrom: '2020-01-01',
  },
  licence: {
    code: 'licence',
    platform: 'powers',
    name: { zh: '食品经营许可', en: 'Food licence' },
    type: '01',
    level: 4,
    organ: organs.city.code,
    basis: [{ law: '食品安全法', article: '第三十五条' }],
    limits: { legal: { n: 20, unit: 'working-day' }, promised: { n: 10, unit: 'working-day' } },
    flow: { version: 1, steps: [step('accept'), step('review', ['accept']), step('decide', ['review'])] },
    supervisionPhone: '0531-12345',
    effectiveFrom: '2020-01-01',
  },
} satisfies Record<string, ItemInput>;

export interface TestSpine {
  spine: Spine;
  /** The present that the spine is told. */
  present: { now: Instant };
  query<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  /** Registers a source; the answer is its token. */
  addSource(source: Partial<Source> & Pick<Source, 'code'>): Promise<string>;
  /** Admits and writes events of a registered source; fails when one is not accepted. */
  tell(events: CloudEventInput[]): Promise<void>;
  /** Opens a case of an applicant, as this system itself does. */
  openFor(person: number, opening: CloudEventInput): Promise<void>;
  /** Key of a case, as addresses carry it. */
  keyOf(number: string): Promise<string>;
}

interface Options {
  now?: Instant;
  demonstration?: boolean;
  /** `few`: eight divisions. `all`: the province as it is. */
  divisions?: 'few' | 'all';
  /** False: neither organs nor items. */
  catalogue?: boolean;
  /** True: with what the platforms prepare. */
  platforms?: boolean;
}

/** A spine on a database of its own, with a small province. Its present stands still until the test moves it. */
export async function testSpine(pool: pg.Pool, options: Options = {}): Promise<TestSpine> {
  const { demonstration = true, catalogue = true } = options;
  const present = { now: options.now ?? Date.UTC(2026, 2, 2, 2) };
  if (options.divisions !== 'all')
    for (const division of divisions)
      await pool.query(
        'INSERT INTO region (code, parent, level, name_zh, name_en) VALUES ($1, $2, $3, $4, $5)',
        division,
      );
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mingjing-files-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  installPlatforms();
  const spine = await openSpine({
    pool,
    log: createLog(() => {}),
    say: sayNothing,
    now: () => present.now,
    demonstration,
    keys: passingKeys(),
    files: await openFileStore({ kind: 'folder', folder }),
  });
  afterAll(() => spine.live.close());
  if (options.platforms) await preparePlatforms(spine);
  if (catalogue) {
    await saveOrgans(pool, Object.values(organs), false);
    await saveItems(pool, Object.values(items), false);
    await spine.registry.refresh();
  }
  return {
    spine,
    present,
    query: async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await pool.query<T>(text, values)).rows,
    addSource: async (source) => {
      const token = await createSource(pool, {
        name: source.code,
        mode: 'live',
        demonstration: false,
        ...source,
      });
      await spine.registry.refresh();
      return token;
    },
    tell: async (events) => {
      const incoming = events.map((event) =>
        admit(event, spine.registry, spine.registry.source(event.source)!, present.now),
      );
      const answers = await spine.journal.append(incoming);
      const bad = answers.find((answer) => answer.outcome !== 'accepted');
      if (bad) throw new Error(`not accepted: ${JSON.stringify(bad)}`);
    },
    openFor: async (person, opening) => {
      const source = spine.registry.source(opening.source)!;
      const event = withApplicant(admit(opening, spine.registry, source, present.now), person);
      const answer = await spine.journal.appendOne(event);
      if (answer.outcome !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(answer)}`);
    },
    keyOf: async (number) => {
      const { rows } = await pool.query<{ key: string }>(
        `SELECT city || '-' || id AS key FROM cases WHERE number = $1`,
        [number],
      );
      return rows[0]!.key;
    },
  };
}

/** An event with everything it needs; what is given replaces it. */
export function cloudEventOf(
  source: string,
  subject: string,
  time: Instant,
  given: Partial<CloudEventInput> = {},
): CloudEventInput {
  return {
    specversion: '1.0',
    id: randomUUID(),
    source,
    type: 'case.opened',
    subject,
    time: toRfc3339(time),
    region: organs.district.region,
    ...given,
  };
}

export interface Answer {
  status: number;
  type: string;
  headers: Record<string, unknown>;
  // biome-ignore lint: the tests say what they expect in it
  body: any;
}

export type Send = (
  method: InjectOptions['method'],
  url: string,
  payload?: InjectOptions['payload'],
  headers?: Record<string, string>,
) => Promise<Answer>;

/** Sends requests to an application without a network. */
export function senderOf(app: FastifyInstance): Send {
  return async (method, url, payload, headers) => {
    const response = await app.inject({ method, url, payload, headers });
    const type = String(response.headers['content-type'] ?? '');
    return {
      status: response.statusCode,
      type,
      headers: response.headers,
      body: response.body && /\bjson\b/.test(type) ? response.json() : response.body,
    };
  };
}

type Register = (app: FastifyInstance, spine: Spine) => unknown;

/**
 * An application with some of the routes; it is closed after the file's tests. Whoever asks may do everything in the
 * province (somebody else each time), unless `who` says otherwise: somebody, or whoever a real session names.
 */
export async function appWith(
  spine: Spine,
  ...given: (Register | { who: SignedIn | 'session' })[]
): Promise<{ app: FastifyInstance; send: Send }> {
  const app = createHttp(createLog(() => {}));
  const who = given.find((one) => typeof one === 'object')?.who ?? (() => everybodysDeputy(spine));
  if (who === 'session') await registerSessions(app, spine);
  guardRoutes(app);
  if (who !== 'session') signIn(app, who);
  for (const one of given) if (typeof one === 'function') await one(app, spine);
  afterAll(() => app.close());
  return { app, send: senderOf(app) };
}
