import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AlertRow } from '#contract/alerts';
import type { IntakeAnswer } from '#contract/events';
import { systemNow, toRfc3339 } from '#base/time';
import { SeededRandom } from '#spine/demonstration/seeded-random';
import { replay } from '#spine/journal/replay';
import { patience } from '../chaos/bounded.ts';
import { Callers } from '../chaos/callers.ts';
import { check, leafOfEverythingSoFar } from '../chaos/checks.ts';
import { Cluster } from '../chaos/cluster.ts';
import { cities, furnish, item, organOf, regionOf, source, token } from '../chaos/furnish.ts';
import { EventStream } from '../support/event-stream.ts';
import { makeInspector, official, signInAt } from './official.ts';
import { Pair } from './pair.ts';

/** Events that are acknowledged while both serve, and again each time one is gone. */
const eventsOfAPart = 200;
/** The time that is given to a loan that a stream waits for, in milliseconds. */
const dueMs = 500;
const limit = 3 * patience;

let cluster: Cluster;
let pair: Pair;
let callers: Callers;
beforeAll(async () => {
  cluster = await Cluster.start(furnish, { durable: false });
}, 300_000);
afterAll(async () => {
  callers?.abandon();
  await callers?.stop().catch(() => {});
  await pair?.stop();
  await cluster.stop();
}, 60_000);

/** As a proxy before both does: one request to each in turn, whether it is there or not; callers send again. */
function inTurn({ a, b }: Pair): () => string {
  let turn = 0;
  return () => (turn++ % 2 === 0 ? a.url : b.url);
}

/** Tells one server of a loan that falls due at once, and gives the id of the event. */
async function lend(url: string, number: string): Promise<string> {
  const id = `${number}:open`;
  const response = await fetch(`${url}/api/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({
      specversion: '1.0',
      source,
      subject: number,
      region: regionOf(cities[0]!),
      id,
      type: 'case.opened',
      time: toRfc3339(systemNow()),
      data: { item, organ: organOf(cities[0]!), due: { promised: toRfc3339(systemNow() + dueMs) } },
    }),
  });
  const { answers } = (await response.json()) as { answers: IntakeAnswer[] };
  expect(answers).toMatchObject([{ outcome: 'accepted' }]);
  return id;
}

/** Who somebody is to a server, by the cookie that another one gave. */
async function accountAt(url: string, cookie: string): Promise<string | undefined> {
  const { me } = (await (await fetch(`${url}/api/session`, { headers: { cookie } })).json()) as {
    me: { account: string } | null;
  };
  return me?.account;
}

const heardOf = (stream: EventStream, number: string) =>
  stream.of<AlertRow>('alert').filter((alert) => alert.caseNumber === number && alert.rule === 'OVERDUE');

describe('two server processes on one database, both under load', () => {
  test(
    'given one is killed, comes back, and then the other is killed, then whoever is left goes on: nothing is lost, doubled or warned of twice; sessions and streams work at each',
    async () => {
      pair = await Pair.start(cluster, 'several_servers', makeInspector);
      const { a, b, spine } = pair;
      await pair.ready();
      callers = new Callers(inTurn(pair), new SeededRandom(20_260_302));

      // A session that was opened at A is one at B, and the stream at B tells what was posted to A.
      const cookie = await signInAt(a.url);
      expect(await accountAt(b.url, cookie)).toBe(official.account);
      const atB = await EventStream.open(`${b.url}/api/live`, '', cookie);
      callers.start();
      const told = [await lend(a.url, 'told-to-a')];
      await atB.until(() => heardOf(atB, 'told-to-a').length > 0);
      await callers.tell(eventsOfAPart);
      expect([a.process.gone, b.process.gone]).toEqual([false, false]);

      // kill -9 of A while it makes leaves, in the middle of the load: B takes over sequencing and goes on.
      await a.process.arm({ kind: 'sequencing', acts: 3 });
      await a.process.ended;
      await callers.tell(eventsOfAPart);
      await leafOfEverythingSoFar(spine.pool);
      expect(b.process.gone).toBe(false);
      expect(await accountAt(b.url, cookie)).toBe(official.account);
      told.push(await lend(b.url, 'told-to-b'));
      await atB.until(() => heardOf(atB, 'told-to-b').length > 0);

      // A comes back while B serves, as in an upgrade; then B is killed while it lets time pass, and A takes over the ticker.
      pair.reviveA();
      await pair.ready();
      const atA = await EventStream.open(`${a.url}/api/live`, atB.lastEventId, cookie);
      await b.process.arm({ kind: 'ticking', acts: 2 });
      await b.process.ended;
      await callers.tell(eventsOfAPart);
      expect(await accountAt(a.url, cookie)).toBe(official.account);
      told.push(await lend(a.url, 'told-to-a-again'));
      await atA.until(() => heardOf(atA, 'told-to-a-again').length > 0);
      await callers.stop();
      expect(callers.again).toBeGreaterThan(0);

      // Every acknowledged event once, every entry a signed leaf, every overdue loan one card; retold without a difference.
      const acknowledged = new Set([...callers.acknowledged, ...told]);
      expect(await check(spine, pair.log, acknowledged)).toBe(acknowledged.size);
      expect(await replay(spine)).toMatchObject({ differences: 0, events: acknowledged.size });
      const heard = [heardOf(atB, 'told-to-a'), heardOf(atB, 'told-to-b'), heardOf(atA, 'told-to-a-again')];
      expect(heard.map((alerts) => alerts.length)).toEqual([1, 1, 1]);
      for (const stream of [atA, atB]) stream.close();
    },
    limit,
  );
});
