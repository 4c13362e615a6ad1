import type { KeyRing } from '#base/keys';
import { installPlatforms, preparePlatforms } from '../server/install-platforms.ts';
import { startLiveServer } from './live-server.ts';
import { signInSupervisor } from './live-supervisor.ts';
import { median, type Result } from './result.ts';
import { type FilledApplications, fillApplications } from './services-applications.ts';
import { openWorkbench } from './workbench-database.ts';

const mostMs = 200;
const seconds = 6;
/** People who wait for a page at the same time; each asks for the next when the last has come. */
const atOnce = 8;

interface Page {
  name: string;
  path: (n: number) => string;
  cookie?: string;
}

/** What the pages of the platform ask the server for. */
function pagesOf(filled: FilledApplications, official: string): Page[] {
  const one = <T>(list: T[], n: number): T => list[(n * 7919) % list.length]!;
  const tabs = ['all', 'to-accept', 'handling'];
  return [
    {
      name: 'list of applications',
      path: (n) => `/api/services/cases?tab=${one(tabs, n)}&page=${1 + (n % 20)}`,
      cookie: official,
    },
    {
      name: 'application of a case',
      path: (n) => `/api/services/cases/${one(filled.ids, n)}`,
      cookie: official,
    },
    { name: 'case', path: (n) => `/api/cases/${one(filled.ids, n)}`, cookie: official },
    { name: 'my applications', path: (n) => `/api/services/my?page=${1 + (n % 3)}`, cookie: filled.cookie },
    { name: 'application by receipt', path: (n) => `/api/services/applications/${one(filled.receipts, n)}` },
    { name: 'progress', path: (n) => `/api/progress/${one(filled.receipts, n)}` },
    { name: 'form', path: () => `/api/services/forms/${filled.item}` },
    { name: 'guide', path: (n) => `/api/items?search=${encodeURIComponent('许可')}&page=${1 + (n % 5)}` },
  ];
}

/** Asks again and again for some seconds. @throws Error when an answer is none. */
async function load(url: string, page: Page): Promise<number[]> {
  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  let n = 0;
  const person = async () => {
    while (performance.now() < until) {
      const began = performance.now();
      const response = await fetch(url + page.path(n++), {
        headers: page.cookie ? { cookie: page.cookie } : {},
      });
      const body = await response.text();
      if (!response.ok) throw new Error(`${page.name}: ${response.status} ${body}`);
      times.push(performance.now() - began);
    }
  };
  // The first answers of a server that has just started are not what people wait for.
  await fetch(url + page.path(0), { headers: page.cookie ? { cookie: page.cookie } : {} });
  await Promise.all(Array.from({ length: atOnce }, person));
  return times;
}

const percentile = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1]!;

/**
 * Pages of government services with 10,000 applications in flight: the program in a process of its own, eight people asking at
 * once. Sender and server share the machine.
 */
export async function benchServices(): Promise<Result[]> {
  installPlatforms();
  const bench = await openWorkbench();
  try {
    await preparePlatforms(bench.spine);
    const ownerUrl = new URL(bench.database.access.ownerUrl!);
    // `serve` finds out itself what the user of its database may do.
    ownerUrl.searchParams.delete('options');
    const server = await startLiveServer(ownerUrl.toString());
    try {
      const official = await signInSupervisor(bench.spine, server.keys);
      const keys: KeyRing = { ...server.keys, reread: async () => {} };
      const filled = await fillApplications(bench.spine, keys);
      const results: Result[] = [];
      for (const page of pagesOf(filled, official))
        results.push(resultOf(page, await load(server.url, page)));
      return results;
    } finally {
      await server.close();
    }
  } finally {
    await bench.close();
  }
}

const resultOf = ({ name }: Page, times: number[]): Result => ({
  name: `${name}, 95th percentile`,
  unit: 'ms',
  ours: percentile(times, 0.95),
  limit: { most: mostMs },
  note: `median ${median(times).toFixed(1)} ms, ${Math.round(times.length / seconds)} a second from ${atOnce} at once`,
});
