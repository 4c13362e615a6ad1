import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { columnTypes } from '#base/db-types';
import { alertRow, type AlertRow } from '#contract/alerts';
import { liveEvents } from '#contract/live';
import { noteAlerts } from '#spine/alerts/alert-writes';
import { issueCorrection } from '#spine/corrections/correction-commands';
import { readCorrectionLimits } from '#spine/corrections/correction-limits';
import type { Role } from '#contract/roles';
import type { Principal } from '#spine/identity/principal';
import { LiveFeed } from './live-feed.ts';
import { registerLiveRoutes } from './live-routes.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { EventStream } from '../../../tests/support/event-stream.ts';
import { principalWith } from '../../../tests/support/principals.ts';
import { appWith, cloudEventOf, testSpine } from '../../../tests/support/spine.ts';

const { pool, appUrl } = await testDatabase();
const world = await testSpine(pool, { now: Date.now() });
const { spine, tell, addSource, query } = world;
await addSource({ code: 'hall' });
const { app, send } = await appWith(spine, registerLiveRoutes);
const url = `${await app.listen({ port: 0, host: '127.0.0.1' })}/api/live`;

const streams: EventStream[] = [];
afterAll(() => streams.forEach((stream) => stream.close()));
async function open(query = '', lastEventId = ''): Promise<EventStream> {
  const stream = await EventStream.open(url + query, lastEventId);
  streams.push(stream);
  return stream;
}

// Each case is handled by one step that its flow does not know: one alert a case.
const [place] = await query<{ organ: number; item: number }>(
  `SELECT (SELECT id FROM organ WHERE code = 'district-bureau') AS organ, (SELECT id FROM item WHERE code = 'report') AS item`,
);
await tell([
  cloudEventOf('hall', 'L-1', Date.now(), { data: { item: 'report' } }),
  cloudEventOf('hall', 'L-2', Date.now(), { region: '370202000000', data: { item: 'report' } }),
]);
const cases = await query<{ city: number; id: number; region: number }>(
  'SELECT city, id, region FROM cases ORDER BY city',
);

let given = 0;
/** Gives an alert on the case of a city through a connection; its key is returned. */
async function giveAlert(db: pg.ClientBase | pg.Pool = pool, city = 3701): Promise<string> {
  const one = cases.find((each) => each.city === city)!;
  const { rows } = await db.query<{ id: number }>(
    `WITH a AS (
       INSERT INTO alert (city, case_id, key, rule, level, item_id, organ_id, region, fired_at, evidence)
       VALUES ($1, $2, $3, 'NO_REASON', 2, $4, $5, $6, now(), '{}') RETURNING city, id
     ), ${noteAlerts} SELECT id FROM a`,
    [city, one.id, `TEST:${++given}`, place!.item, place!.organ, one.region],
  );
  return `${city}-${rows[0]!.id}`;
}
const idsOf = (stream: EventStream) => stream.of<AlertRow>('alert').map((row) => row.id);

const clients: pg.Client[] = [];
afterAll(() => Promise.all(clients.map((client) => client.end())));
/** A connection of its own, which may hold a transaction open. */
async function connection(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: appUrl, types: columnTypes });
  await client.connect();
  clients.push(client);
  return client;
}
/** Lets the feed look so many times. */
async function looks(n: number): Promise<void> {
  let stop = (): void => {};
  await new Promise<void>((done) => {
    stop = spine.live.subscribe(() => {
      if (--n < 0) done();
    });
  });
  stop();
}
/** Lets a little happen meanwhile: so many round trips to the database. */
async function meanwhile(n: number, db: pg.ClientBase | pg.Pool = pool): Promise<void> {
  for (let i = 0; i < n; i++) await db.query('SELECT 1');
}

describe('a reader of the live feed', () => {
  test('given it is open, when an alert is given, then it comes by the contract, once', async () => {
    const stream = await open();
    const id = await giveAlert();
    await stream.until(() => idsOf(stream).includes(id));
    const [row] = stream.of<AlertRow>('alert');
    expect(alertRow.parse(row)).toMatchObject({ id, caseNumber: 'L-1', level: 'yellow', status: 'open' });
    const later = await giveAlert();
    await stream.until(() => idsOf(stream).includes(later));
    expect(idsOf(stream)).toEqual([id, later]);
  });

  test('given alerts in the very moment in which it opens, then none is missed and none comes twice', async () => {
    for (let round = 0; round < 10; round++) {
      const start = (await open()).lastEventId || (await spine.live.head());
      const opening = open('', start);
      const ids = [await giveAlert(), await giveAlert()];
      const stream = await opening;
      await meanwhile(round * 30);
      ids.push(await giveAlert());
      await stream.until(() => idsOf(stream).length >= ids.length);
      ids.push(await giveAlert());
      await stream.until(() => idsOf(stream).includes(ids.at(-1)!));
      expect(idsOf(stream)).toEqual(ids);
      stream.close();
    }
  });

  test('given it breaks off, when it comes back with its position, then it gets exactly what it missed', async () => {
    const first = await open();
    const seen = await giveAlert();
    await first.until(() => idsOf(first).includes(seen));
    first.close();
    const missed = [await giveAlert(), await giveAlert(), await giveAlert()];
    for (const again of [await open('', first.lastEventId), await open(`?since=${first.lastEventId}`)]) {
      await again.until(() => idsOf(again).length >= 3);
      const next = await giveAlert();
      missed.push(next);
      await again.until(() => idsOf(again).includes(next));
      expect(idsOf(again)).toEqual(missed);
      again.close();
    }
  });

  test('given a transaction that was open during the break and is committed long after it, then its alert is not missed', async () => {
    const slow = await connection();
    const first = await open();
    await first.until(() => first.lastEventId !== '');
    await slow.query('BEGIN');
    const late = await giveAlert(slow);
    // Others commit before it, with higher transaction numbers.
    const early = await giveAlert();
    first.close();
    const again = await open('', first.lastEventId);
    const other = await giveAlert();
    await looks(3);
    expect(idsOf(again)).not.toContain(late);
    await slow.query('COMMIT');
    await again.until(() => idsOf(again).includes(late));
    await again.until(() => idsOf(again).includes(other));
    expect(idsOf(again).toSorted()).toEqual([late, early, other].toSorted());
  });

  test('given many writers and readers that break off again and again, then each has every alert in the end, and never twice', async () => {
    const begin = await spine.live.head();
    const clients = await Promise.all(Array.from({ length: 4 }, connection));
    const all: string[] = [];
    let writing = true;
    const write = async (client: pg.Client, n: number): Promise<void> => {
      for (let i = 0; i < 15; i++) {
        await client.query('BEGIN');
        all.push(await giveAlert(client, i % 2 ? 3701 : 3702));
        await meanwhile((n * 37 + i * 13) % 60, client);
        await client.query('COMMIT');
      }
    };
    const read = async (n: number): Promise<string[]> => {
      const ids: string[] = [];
      let position = begin;
      const done = () => !writing && all.every((id) => ids.includes(id));
      while (!done()) {
        const stream = await open('', position);
        await looks(n);
        stream.close();
        ids.push(...idsOf(stream));
        position = stream.lastEventId;
      }
      return ids;
    };
    const readers = [read(0), read(1), read(2)];
    await Promise.all(clients.map(write)).finally(() => (writing = false));
    for (const ids of await Promise.all(readers)) {
      expect(ids.toSorted()).toEqual(all.toSorted());
    }
  });

  test('given a division, then only what concerns it and those below', async () => {
    const jinan = await open('?region=370100000000');
    const district = await open('?region=370202000000');
    const village = await open('?region=370102001002');
    const all = await open('?region=370000000000');
    const ids = [await giveAlert(pool, 3701), await giveAlert(pool, 3702), await giveAlert(pool, 3701)];
    await all.until(() => idsOf(all).length === 3);
    await jinan.until(() => idsOf(jinan).length === 2);
    await district.until(() => idsOf(district).length === 1);
    expect([idsOf(all), idsOf(jinan), idsOf(district), idsOf(village)]).toEqual([
      ids.toSorted((a, b) => ids.indexOf(a) - ids.indexOf(b)),
      [ids[0], ids[2]],
      [ids[1]],
      [],
    ]);
  });

  test('given readers of different reach, then each is told what lies within theirs', async () => {
    const asking = { by: principalWith([]) as Principal | null };
    const narrow = await appWith(spine, registerLiveRoutes, { who: () => asking.by });
    const there = `${await narrow.app.listen({ port: 0, host: '127.0.0.1' })}/api/live`;
    const openAs = async (role: Role, organId: number, region: number) => {
      asking.by = principalWith([{ role, organId, region }]);
      const stream = await EventStream.open(there);
      streams.push(stream);
      return stream;
    };
    const bureau = place!.organ;
    const county = await openAs('supervision-officer', 1, 370102000000);
    const other = await openAs('supervision-officer', 1, 370202000000);
    const handler = await openAs('handler', bureau, 370102000000);
    const stranger = await openAs('handler', bureau + 1, 370102000000);
    const all = await openAs('supervision-head', 1, 370000000000);
    const ids = [await giveAlert(pool, 3701), await giveAlert(pool, 3702)];
    await issueCorrection(spine, ids[0]!, { demand: '' }, readCorrectionLimits());
    const last = [await giveAlert(pool, 3701), await giveAlert(pool, 3702)];
    await all.until(() => last.every((id) => idsOf(all).includes(id)));
    await county.until(() => idsOf(county).includes(last[0]!));
    await other.until(() => idsOf(other).includes(last[1]!));
    await handler.until(() => idsOf(handler).includes(last[0]!));
    expect([idsOf(county), idsOf(other), idsOf(handler), idsOf(stranger)]).toEqual([
      [ids[0], last[0]],
      [ids[1], last[1]],
      [ids[0], last[0]],
      [],
    ]);
    const told = (stream: EventStream) => stream.of<{ id: string }>('correction').map((one) => one.id);
    expect([county, other, handler, stranger].map(told)).toEqual([[ids[0]], [], [ids[0]], []]);
  });

  test('given nobody, or a role without alerts, then there is no stream', async () => {
    const asking = { by: null as Principal | null };
    const { send: ask } = await appWith(spine, registerLiveRoutes, { who: () => asking.by });
    expect((await ask('GET', '/api/live')).status).toBe(401);
    asking.by = principalWith([{ role: 'hotline-agent', organId: 1, region: 370000000000 }]);
    expect((await ask('GET', '/api/live')).status).toBe(403);
  });

  test('given a correction that moves, then its readers are told', async () => {
    const stream = await open();
    const id = await giveAlert();
    await issueCorrection(spine, id, { demand: '' }, readCorrectionLimits());
    await stream.until(() => stream.of('correction').length > 0);
    expect(liveEvents.correction.parse(stream.of('correction')[0])).toEqual({
      id,
      status: 'issued',
      level: 'yellow',
    });
  });

  test('given events that come in, then counts are announced with their rate, and silence is not', async () => {
    const stream = await open();
    await tell(
      Array.from({ length: 30 }, (_, i) =>
        cloudEventOf('hall', `RATE-${i}`, Date.now(), { data: { item: 'report' } }),
      ),
    );
    await stream.until(() =>
      stream.of<{ eventsPerSecond: number }>('counts').some((one) => one.eventsPerSecond > 0),
    );
    const counts = stream.of('counts').map((one) => liveEvents.counts.parse(one));
    expect(counts.reduce((sum, one) => sum + one.eventsPerSecond, 0)).toBe(30);
  });
});

describe('what cannot be resumed', () => {
  test('given more was missed than is worth sending, then reset, and from there on all is well', async () => {
    const before = await spine.live.head();
    await pool.query(
      `WITH a AS (
         INSERT INTO alert (city, case_id, key, rule, level, item_id, organ_id, region, fired_at, evidence)
         SELECT 3701, $1, 'MANY:' || n, 'NO_REASON', 1, $2, $3, 370102000000, now(), '{}' FROM generate_series(1, 2001) n
         RETURNING city, id
       ), ${noteAlerts} SELECT count(*) FROM a`,
      [cases[0]!.id, place!.item, place!.organ],
    );
    const stream = await open('', before);
    await stream.until(() => stream.messages.length > 0);
    expect(stream.messages[0]).toMatchObject({ event: 'reset', data: {} });
    const id = await giveAlert();
    await stream.until(() => idsOf(stream).length > 0);
    expect(idsOf(stream)).toEqual([id]);
  });

  test('given a position of another database, which lies ahead, then reset instead of silence', async () => {
    const stream = await open('', '9999999999999999999');
    await stream.until(() => stream.of('reset').length > 0);
    const id = await giveAlert();
    await stream.until(() => idsOf(stream).includes(id));
    expect(stream.of('reset')).toHaveLength(1);
  });

  test.each(['x', '-1', '1.5', '99999999999999999999999', "1'"])(
    'given the position %j, then it reads from now on',
    async (position) => {
      const stream = await open(`?since=${encodeURIComponent(position)}`);
      const id = await giveAlert();
      await stream.until(() => idsOf(stream).length > 0);
      expect(stream.messages.filter((one) => one.event !== 'counts').map((one) => one.event)).toEqual([
        'alert',
      ]);
      expect(idsOf(stream)).toEqual([id]);
    },
  );

  test('given a division that is none, then 422', async () => {
    expect(await send('GET', '/api/live?region=3701')).toMatchObject({
      status: 422,
      body: { field: 'region' },
    });
  });
});

describe('the feed itself', () => {
  /** A feed that counts its questions and looks again only when it is told to. */
  function handled() {
    const asked = { n: 0 };
    const counting = new Proxy(pool, {
      get: (target, name) => {
        if (name === 'query') asked.n += 1;
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const resting: { again: () => void; signal: AbortSignal }[] = [];
    let rested = (): void => {};
    const feed = new LiveFeed(counting, spine.log, (signal) => {
      rested();
      return new Promise((again, stopped) => {
        resting.push({ again: () => again(undefined), signal });
        signal.addEventListener('abort', stopped);
      });
    });
    /** Waits until the feed rests so many times over. */
    const rests = async (n = 1): Promise<void> => {
      while (resting.length < n) await new Promise<void>((done) => (rested = done));
    };
    return { feed, asked, resting, rests };
  }

  test('given nobody listens, then nothing is asked; given the last one has gone, then nothing any more', async () => {
    const { feed, asked, resting, rests } = handled();
    await meanwhile(10);
    expect(asked.n).toBe(0);
    const stop = feed.subscribe(() => {});
    const stopOther = feed.subscribe(() => {});
    await rests();
    const first = asked.n;
    expect(first).toBeGreaterThan(0);
    stop();
    resting[0]!.again();
    await rests(2);
    expect(asked.n).toBeGreaterThan(first);
    const last = asked.n;
    stopOther();
    expect(resting[1]!.signal.aborted).toBe(true);
    await meanwhile(10);
    expect([asked.n, resting.length]).toEqual([last, 2]);
  });

  test('given listeners who come and go in one moment, then one look at a time goes on', async () => {
    const { feed, resting, rests } = handled();
    for (let i = 0; i < 20; i++) feed.subscribe(() => {})();
    const stop = feed.subscribe(() => {});
    await rests();
    await meanwhile(50);
    expect(resting.filter(({ signal }) => !signal.aborted)).toHaveLength(1);
    stop();
  });

  test('given a look that fails, then the next one goes on from the same position', async () => {
    const { feed, resting, rests } = handled();
    const seen: string[] = [];
    const stop = feed.subscribe(({ messages }) => {
      for (const message of messages) if (message.kind === 'alert') seen.push(message.data.id);
    });
    await rests();
    const whole = feed.since.bind(feed);
    feed.since = () => Promise.reject(new Error('the database is away'));
    const id = await giveAlert();
    resting[0]!.again();
    await rests(2);
    feed.since = whole;
    // A transaction of another test's database holds the feed back as well: it may take more than one look.
    for (let looks = 2; seen.length === 0; looks++) {
      resting[looks - 1]!.again();
      await rests(looks + 1);
    }
    expect(seen).toEqual([id]);
    stop();
  });

  test('given a reader whose line was cut, then the server no longer looks for it', async () => {
    const { feed, resting, rests } = handled();
    const other = await appWith({ ...spine, live: feed }, registerLiveRoutes);
    const address = `${await other.app.listen({ port: 0, host: '127.0.0.1' })}/api/live`;
    const stream = await EventStream.open(address);
    await rests();
    const { signal } = resting[0]!;
    expect(signal.aborted).toBe(false);
    stream.close();
    if (!signal.aborted) await new Promise((gone) => signal.addEventListener('abort', gone));
    expect(signal.aborted).toBe(true);
  });
});
