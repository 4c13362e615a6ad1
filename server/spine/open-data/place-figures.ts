import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import type { z } from 'zod';
import type { figuresApi, PlaceFigures } from '#contract/figures';
import type { Bilingual } from '#contract/text';
import { ancestors, levelOf } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { openData } from './dataset-files.ts';
import { casePlatforms } from './counted-figures.ts';
import { toldMonths } from './months.ts';
import { type PublishedCounts, publishedCounts } from './published-counts.ts';

type Figures = z.output<typeof figuresApi.getFigures.response>;
type Months = z.output<typeof figuresApi.getMonths.response>;

const own: Bilingual = { zh: '本级', en: 'At this level' };

/** Both data sets of a month. */
interface Month {
  cases: PublishedCounts;
  alerts: PublishedCounts;
}

async function readMonth(spine: Spine, month: string): Promise<Month> {
  const cases = await publishedCounts(spine, 'case-counts', month);
  const alerts = await publishedCounts(spine, 'alert-counts', month);
  return { cases, alerts };
}

/** Cells of the published tables, put beside each other; nothing is reckoned from them. */
function cellsOf({ cases, alerts }: Month, region: string, scope: 'all' | 'own'): PlaceFigures {
  return {
    received: cases.of(region, scope, 'all'),
    platforms: casePlatforms.codes
      .slice(1)
      .map((platform) => ({ platform, count: cases.of(region, scope, platform) })),
    alerts: alerts.of(region, scope, 'all'),
    notice: alerts.of(region, scope, 'notice'),
    yellow: alerts.of(region, scope, 'yellow'),
    red: alerts.of(region, scope, 'red'),
  };
}

interface Named {
  region: string;
  name: Bilingual;
}

/** A place that figures are told of with those above and below it. Refusal: region-unknown. */
async function findPlace({ pool }: Pick<Spine, 'pool'>, region: string) {
  const { rows } = await pool.query<{ region: string; zh: string; en: string; below: boolean }>(
    `SELECT code::text AS region, name_zh AS zh, name_en AS en, parent IS NOT DISTINCT FROM $1::int8 AS below
     FROM region WHERE level <= 4 AND (code = ANY($2::int8[]) OR parent = $1::int8) ORDER BY code`,
    [region, [...ancestors(region), region]],
  );
  const named = ({ region: code, zh, en }: (typeof rows)[number]): Named => ({
    region: code,
    name: { zh, en },
  });
  const path = rows.filter(({ below }) => !below).map(named);
  const place = path.find((one) => one.region === region);
  if (!place)
    throw new Refusal('region-unknown', {
      field: 'region',
      expected: 'the code of the province, a city or a county',
    });
  return { place, path, below: rows.filter(({ below }) => below).map(named) };
}

/**
 * What is published of a place and a month, for the pages of everybody. It is told from the publications of the data sets alone,
 * so that whoever has both knows no more than who has one (docs/decisions/0042).
 * Refusals: region-unknown; field-invalid, for a month that is not told.
 */
export async function figuresOf(
  spine: Spine,
  { region, month: asked }: { region: string; month?: string | undefined },
): Promise<Figures> {
  const { place, path, below } = await findPlace(spine, region);
  const months = toldMonths(spine.now());
  const month = asked ?? months[0]!;
  if (!months.includes(month))
    throw new Refusal('field-invalid', { field: 'month', expected: 'one of the last twelve whole months' });
  const told = await readMonth(spine, month);
  const children = below.map((child) => ({
    ...child,
    kind: 'region' as const,
    figures: cellsOf(told, child.region, 'all'),
  }));
  const residual = { region, name: own, kind: 'residual' as const, figures: cellsOf(told, region, 'own') };
  return {
    ...place,
    demonstration: spine.demonstration,
    month,
    months,
    least: openData.least,
    publishedAt: toRfc3339(told.cases.publishedAt),
    path,
    total: cellsOf(told, region, 'all'),
    children: levelOf(region) === 'county' ? [] : [...children, residual],
  };
}

/** The same of a place in each month that is told, the oldest first. Refusal: region-unknown. */
export async function monthsOf(spine: Spine, region: string): Promise<Months> {
  await findPlace(spine, region);
  const found: Months = [];
  // One after another: what is published for the first time takes the processor for a while.
  for (const month of toldMonths(spine.now()).reverse())
    found.push({ month, figures: cellsOf(await readMonth(spine, month), region, 'all') });
  return found;
}
