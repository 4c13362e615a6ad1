import { setTimeout as sleep } from 'node:timers/promises';
import { createSource } from '#spine/catalogue/register';
import type { IntakeAnswer } from '#contract/events';
import { sourcesApi } from '#contract/sources';
import { batchAt, batchesPerSecond, perBatch, rampSeconds } from './live-events.ts';
import { LiveCockpit } from './live-cockpit.ts';
import { fillHistory } from './live-history.ts';
import { startLiveServer } from './live-server.ts';
import { signInSupervisor } from './live-supervisor.ts';
import { median, type Result } from './result.ts';
import { openWorkbench } from './workbench-database.ts';

const seconds = 20;
/** The province on several walls, and some cities. */
const cockpitRegions = [...Array.from({ length: 6 }, () => '370000000000'), '370100000000', '370200000000'];
const mostMs = 1_000;
/** An alert that has not come by then is lost. */
const patienceMs = 15_000;

const isWithin = (region: string, above: string) => region.startsWith(above.replace(/(00)+$/, ''));

interface Sent {
  /** When the request with the closing event of a case went out, by the alert that it trips. */
  clues: Map<string, { at: number; region: string }>;
  /** Answers of accepted events of the measured time, and how long that was until the last answer. */
  perSecond: number;
  /** How long requests took. */
  answerMs: number[];
}

/** @throws Error unless every event was accepted. */
async function post(url: string, token: string, body: string, events: number): Promise<void> {
  const response = await fetch(url + sourcesApi.postEvents.path, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
    body,
  });
  if (response.status !== 200) throw new Error(`not taken: ${response.status} ${await response.text()}`);
  const { answers } = (await response.json()) as { answers: IntakeAnswer[] };
  const accepted = answers.filter(({ outcome }) => outcome === 'accepted').length;
  if (accepted !== events)
    throw new Error(
      `${accepted} of ${events} events were accepted: ${JSON.stringify(answers.find(({ outcome }) => outcome !== 'accepted'))}`,
    );
}

/**
 * Sends each batch when it is due, whatever has become of most of those before: a slow server does not slow the sender down.
 * It waits for one alone, the batch a second before with the earlier events of the same cases, as a department's system would:
 * requests on several connections can overtake each other, and an event before its opening is refused. The wait counts.
 */
async function send(url: string, token: string, regions: string[]): Promise<Sent> {
  const sent: Sent = { clues: new Map(), perSecond: 0, answerMs: [] };
  const waiting: Promise<void>[] = [];
  let failure: Error | undefined;
  const began = performance.now();
  for (let k = 0; k < (rampSeconds + seconds) * batchesPerSecond; k++) {
    const due = began + (k * 1_000) / batchesPerSecond;
    if (due > performance.now()) await sleep(due - performance.now());
    if (failure) throw failure;
    const { events, clues } = batchAt(k, regions, new Date().toISOString());
    const body = JSON.stringify(events);
    const at = performance.now();
    for (const { number, region } of clues) sent.clues.set(`${number} SKIPPED_STEP`, { at, region });
    const earlier = waiting[k - batchesPerSecond] ?? Promise.resolve();
    const answered = earlier
      .then(() => post(url, token, body, events.length))
      .then(
        () => void sent.answerMs.push(performance.now() - at),
        (error: Error) => void (failure ??= error),
      );
    waiting.push(answered);
  }
  await Promise.all(waiting);
  if (failure) throw failure;
  const measured = performance.now() - began - rampSeconds * 1_000;
  sent.perSecond = (seconds * batchesPerSecond * perBatch * 1_000) / measured;
  return sent;
}

/** How long each alert took to the last of those whom it concerns. @throws Error when one has not come to all of them, or another one has. */
async function waits(cockpits: LiveCockpit[], { clues }: Sent): Promise<number[]> {
  const concerned = ({ region }: { region: string }) =>
    cockpits.filter((cockpit) => isWithin(region, cockpit.region));
  const lacking = () =>
    [...clues].filter(([key, clue]) => concerned(clue).some(({ arrivals }) => !arrivals.has(key))).length;
  for (const until = performance.now() + patienceMs; lacking() > 0 && performance.now() < until; )
    await sleep(100);
  for (const { failure } of cockpits) if (failure) throw failure;
  if (lacking() > 0) throw new Error(`${lacking()} of ${clues.size} alerts did not come to every cockpit`);
  const others = cockpits.flatMap(({ arrivals }) => [...arrivals.keys()].filter((key) => !clues.has(key)));
  if (others.length > 0) throw new Error(`alerts that nobody waited for: ${others.slice(0, 5).join('; ')}`);
  return [...clues].map(
    ([key, clue]) => Math.max(...concerned(clue).map(({ arrivals }) => arrivals.get(key)!)) - clue.at,
  );
}

const percentile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * share) - 1)]!;

/**
 * From event in to alert on an open cockpit, while 2,000 events/s come in: the program in a process of its own, on a
 * database with many earlier alerts; events by HTTP from a source with a token, cockpits that read live events by HTTP.
 * Counted from before the request with the event is sent until the last cockpit has the alert. Throws when an event is
 * not accepted, or an alert does not come to every cockpit that it concerns.
 */
export async function benchLive(): Promise<Result[]> {
  const bench = await openWorkbench();
  try {
    const { pool, access } = bench.database;
    const { rows } = await pool.query<{ code: string }>(
      'SELECT code::text FROM region WHERE level = 3 ORDER BY code',
    );
    const token = await createSource(pool, {
      code: 'bench-live',
      name: 'bench',
      mode: 'live',
      demonstration: false,
    });
    await fillHistory(bench.owner);
    const server = await startLiveServer(administratorsUrl(access.ownerUrl!));
    try {
      const cookie = await signInSupervisor(bench.spine, server.keys);
      const cockpits = await Promise.all(
        cockpitRegions.map((region) => LiveCockpit.open(server.url, region, cookie)),
      );
      const sent = await send(
        server.url,
        token,
        rows.map((row) => row.code),
      );
      const measured = await waits(cockpits, sent);
      const overviews = cockpits.flatMap((cockpit) => cockpit.overviews);
      for (const cockpit of cockpits) cockpit.close();
      return [resultOf(measured, sent, overviews)];
    } finally {
      await server.close();
    }
  } finally {
    await bench.close();
  }
}

/** `serve` finds out itself what the user of its database may do, so it needs the one who may act as owner and as application. */
function administratorsUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.searchParams.delete('options');
  return url.toString();
}

function resultOf(measured: number[], sent: Sent, overviews: number[]): Result {
  const ms = (value: number) => `${Math.round(value)} ms`;
  return {
    name: 'from event in to alert on an open cockpit, 99th percentile',
    unit: 'ms',
    ours: percentile(measured, 0.99),
    limit: { most: mostMs },
    note:
      `median ${ms(median(measured))}, most ${ms(Math.max(...measured))}; ${measured.length} of ${sent.clues.size} alerts on all of ` +
      `${cockpitRegions.length} cockpits; ${Math.round(sent.perSecond)} events/s accepted over ${seconds} s, answered in ` +
      `${ms(median(sent.answerMs))} (p99 ${ms(percentile(sent.answerMs, 0.99))}); the cockpits' figures in ${ms(median(overviews))} ` +
      `(p99 ${ms(percentile(overviews, 0.99))})`,
  };
}
