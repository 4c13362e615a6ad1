import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ItemInput, OrganInput } from '#contract/catalogue';

const cities = ['370100000000', '370200000000', '370300000000'];
const organs: OrganInput[] = cities.map((region) => ({
  code: `file-library-${region}`,
  name: { zh: region, en: region },
  region,
  workPeriods: [{ from: '09:00', to: '17:00' }],
}));
const steps = ['request', 'search', 'fetch', 'hand-over'];
const item: ItemInput = {
  code: 'file-loan',
  platform: 'library',
  name: { zh: '借阅', en: 'Loan' },
  type: '20',
  level: 3,
  organ: organs[0]!.code,
  basis: [{ law: '图书馆借阅规则' }],
  limits: { promised: { n: 5, unit: 'working-day' }, legal: { n: 10, unit: 'working-day' } },
  flow: { version: 1, steps: steps.map((code) => ({ code, name: { zh: code, en: code } })) },
  effectiveFrom: '2020-01-01',
};

const map = {
  format: 'csv',
  source: { id: 'loan-file', mode: 'replay' },
  timeZone: 'Asia/Shanghai',
  catalogue: 'loans.catalogue.json',
  region: { from: 'region' },
  organ: { from: 'organ' },
  item: item.code,
  case: { number: 'number' },
  event: { step: 'step', time: 'time', actor: 'actor', types: { end: { type: 'case.closed' } } },
  table: { rows: 'event' },
};

/** Small, even and the same every time: the file must not depend on chance. */
const spread = (i: number, most: number) => (i * 7_919) % most;

/**
 * Writes a file of loans with its mapping: cases of three cities told side by side, a third of them never closed, so
 * that their warnings wait for the ticker at the end.
 */
export async function writeLoanFile(
  folder: string,
  cases: number,
): Promise<{ file: string; map: string; events: number }> {
  const rows: { at: number; text: string }[] = [];
  const begin = Date.parse('2025-03-03T09:00:00+08:00');
  for (let i = 0; i < cases; i++) {
    const city = i % cities.length;
    let at = begin + spread(i, 60) * 86_400_000 + spread(i, 400) * 60_000;
    const acts = i % 3 === 0 ? steps.slice(0, 2) : [...steps, 'end'];
    for (const [n, step] of acts.entries()) {
      at += (1 + spread(i + n, 70)) * 3_600_000;
      const fields = [
        `L-${i}`,
        cities[city],
        organs[city]!.code,
        step,
        new Date(at).toISOString(),
        `Desk ${i % 40}`,
      ];
      rows.push({ at, text: fields.join(',') });
    }
  }
  rows.sort((a, b) => a.at - b.at);
  const file = path.join(folder, 'loans.csv');
  await writeFile(
    file,
    ['number,region,organ,step,time,actor', ...rows.map((row) => row.text), ''].join('\n'),
  );
  await writeFile(path.join(folder, 'loans.catalogue.json'), JSON.stringify({ organs, items: [item] }));
  await writeFile(path.join(folder, 'loans.map.json'), JSON.stringify(map));
  return { file, map: path.join(folder, 'loans.map.json'), events: rows.length };
}
