import type { Pool } from 'pg';
import { saveOrgans } from '#spine/catalogue/register';
import type { Spine } from '#spine/spine';
import { installPlatforms, preparePlatforms } from '../server/install-platforms.ts';
import { similarTo } from '../server/platforms/hotline/tickets/alike.ts';
import { fillTickets } from './hotline-tickets.ts';
import { dice, inventSearch, inventText } from './hotline-texts.ts';
import { type LiveServer, startLiveServer } from './live-server.ts';
import { signInSupervisor } from './live-supervisor.ts';
import { median, type Result } from './result.ts';
import { openWorkbench } from './workbench-database.ts';

const tickets = 1_000_000;
const searches = 600;
const lookUps = 400;
const reportSeconds = 10;
/** People who send reports at once; each sends the next when the last was answered. */
const reporters = 64;
const centre = {
  code: 'bench.hotline',
  name: { zh: '热线中心', en: 'Hotline' },
  region: '370000000000',
  kind: 'service-centre' as const,
};

const percentile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1]!;

/** Times of one call after another, in milliseconds. */
async function timesOf(count: number, call: (n: number) => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    const began = performance.now();
    await call(n);
    times.push(performance.now() - began);
  }
  return times;
}

const said = (times: number[]) =>
  `median ${median(times).toFixed(1)} ms, slowest ${Math.max(...times).toFixed(0)} ms, ${times.length} one after another`;

/** What an agent types, asked of the running program: keys, rows of what was found, and the way over HTTP. */
async function benchSearch(server: LiveServer, cookie: string): Promise<Result> {
  const roll = dice(12_345);
  const asked = Array.from({ length: searches + 20 }, () => inventSearch(roll));
  let found = 0;
  const ask = async (n: number) => {
    const search = encodeURIComponent(asked[n]!);
    const answer = await fetch(`${server.url}/api/hotline/search?search=${search}`, { headers: { cookie } });
    if (!answer.ok) throw new Error(`search: ${answer.status} ${await answer.text()}`);
    const { rows } = (await answer.json()) as { rows: unknown[] };
    if (rows.length > 0) found++;
  };
  // The first answers of a server that has just started are not what people wait for.
  await timesOf(20, (n) => ask(searches + n));
  found = 0;
  const times = await timesOf(searches, ask);
  return {
    name: `search over ${tickets.toLocaleString('en')} tickets, 95th percentile`,
    unit: 'ms',
    ours: percentile(times, 0.95),
    limit: { most: 100 },
    note: `${said(times)}; ${found} found something`,
  };
}

/** The look-up of others about the same place, as a ticket is written down. */
async function benchDuplicates(pool: Pool): Promise<Result> {
  const roll = dice(54_321);
  const { rows: cities } = await pool.query<{ city: number; region: string }>(
    'SELECT DISTINCT city, min(region)::text AS region FROM hotline_ticket GROUP BY city ORDER BY city',
  );
  const look = async () => {
    const { title, content, category, address, community } = inventText(roll);
    const { city, region } = cities[Math.min(roll(cities.length), roll(cities.length))]!;
    const sought = {
      city,
      region,
      category,
      callerIndexes: [],
      text: `${title} ${content}`,
      address,
      community,
      point: null,
      at: Date.now(),
    };
    await similarTo(pool, sought, 0.2);
  };
  await timesOf(20, look);
  const times = await timesOf(lookUps, look);
  return {
    name: `look-up of similar tickets among ${tickets.toLocaleString('en')}, 95th percentile`,
    unit: 'ms',
    ours: percentile(times, 0.95),
    limit: { most: 50 },
    note: said(times),
  };
}

/** Invented addresses (RFC 2544 benchmarking range and beyond), another one for each report. */
const addressOf = (n: number) => `198.${18 + ((n >> 16) & 1)}.${(n >> 8) & 255}.${n & 255}`;

/** Reports of the portal a second: form checked, text kept, caller sealed, case opened, answered after the commit. */
async function benchReports(server: LiveServer, spine: Spine): Promise<Result> {
  const { rows: counties } = await spine.pool.query<{ code: string }>(
    'SELECT code::text FROM region WHERE level = 4 ORDER BY code',
  );
  const roll = dice(777);
  const faults = new Map<string, number>();
  let taken = 0;
  let sent = 0;
  const report = async () => {
    const { category, title, content, address, community } = inventText(roll);
    const region = counties[roll(counties.length)]!.code;
    const phone = `139${String(roll(100_000_000)).padStart(8, '0')}`;
    const body = {
      kind: 'complaint',
      category,
      title,
      content,
      place: { region, address, community },
      caller: { phone },
    };
    const answer = await fetch(`${server.url}/api/hotline/tickets/reports`, {
      method: 'POST',
      // Each from an address of its own, as people are; the server believes it of this machine (MINGJING_PROXY).
      headers: { 'content-type': 'application/json', 'x-forwarded-for': addressOf(sent++) },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (answer.ok) taken++;
    else
      faults.set(
        `${answer.status} ${text.slice(0, 120)}`,
        (faults.get(`${answer.status} ${text.slice(0, 120)}`) ?? 0) + 1,
      );
  };
  await Promise.all(Array.from({ length: reporters }, report));
  taken = 0;
  const cpu = await server.cpuMs();
  const began = performance.now();
  const until = began + reportSeconds * 1000;
  await Promise.all(
    Array.from({ length: reporters }, async () => {
      while (performance.now() < until) await report();
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const cpuEach = ((await server.cpuMs()) - cpu) / taken;
  const failed = [...faults].map(([fault, count]) => `${count} × ${fault}`).join('; ');
  return {
    name: 'reports of the portal',
    unit: 'per second',
    ours: taken / seconds,
    peer: { name: 'asked for', value: 500 },
    limit: { ratio: 1 },
    note: `${taken} from ${reporters} at once, sender and server on the same machine; ${cpuEach.toFixed(2)} ms of the server's processor time each; ${failed || 'no error'}`,
  };
}

/** The hotline with a million tickets: search, look-up of duplicates, and what the portal takes in. */
export async function benchHotline(): Promise<Result[]> {
  installPlatforms();
  const bench = await openWorkbench();
  try {
    await preparePlatforms(bench.spine);
    await saveOrgans(bench.spine.pool, [centre], true);
    await bench.spine.registry.refresh();
    await fillTickets(bench.owner, bench.spine, tickets, centre.code);
    const ownerUrl = new URL(bench.database.access.ownerUrl!);
    // `serve` finds out itself what the user of its database may do.
    ownerUrl.searchParams.delete('options');
    const duplicates = await benchDuplicates(bench.spine.pool);
    const server = await startLiveServer(ownerUrl.toString(), { MINGJING_PROXY: '127.0.0.1' });
    try {
      const cookie = await signInSupervisor(bench.spine, server.keys);
      return [await benchSearch(server, cookie), duplicates, await benchReports(server, bench.spine)];
    } finally {
      await server.close();
    }
  } finally {
    await bench.close();
  }
}
