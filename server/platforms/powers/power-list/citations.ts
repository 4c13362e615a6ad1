import type { LawFile } from '#contract/law';
import type { Citation } from '#contract/powers/power-list';
import type { LegalBasis } from '#contract/catalogue';
import type { Bilingual } from '#contract/text';
import type { Spine } from '#spine/spine';
import { articlesIn, citesOf, lawKey } from './citation.ts';
import { inForce } from './store.ts';

interface PowerRow {
  code: string;
  name: Bilingual;
  organ_name: Bilingual;
  basis: LegalBasis[];
  accountability: { basis?: LegalBasis[] }[];
  effective_from: string;
}

const articlesOf = (key: string, basis: readonly LegalBasis[]): string[] => [
  ...new Set(
    basis.filter(({ law }) => lawKey(law) === key).flatMap(({ article }) => (article ? [article] : [])),
  ),
];

/** Entries of the list in force that cite what `wanted` says (`行政许可法`, `行政许可法 32`). */
async function citingPowers(
  spine: Spine,
  key: string,
  wanted: string,
  law: LawFile,
  today: string,
): Promise<Citation[]> {
  const { rows } = await spine.pool.query<PowerRow>(
    `SELECT v.code, v.content -> 'name' AS name, o.content -> 'name' AS organ_name, v.content -> 'basis' AS basis,
       coalesce(v.content -> 'accountability', '[]') AS accountability, v.effective_from::text
     FROM ${inForce('$2')} v JOIN organ o ON o.code = v.organ WHERE v.cites @> ARRAY[$1::text] ORDER BY v.code LIMIT 2000`,
    [wanted, today],
  );
  return rows.map((row) => ({
    kind: 'power',
    code: row.code,
    name: row.name,
    organName: row.organ_name,
    articles: articlesOf(key, [...row.basis, ...row.accountability.flatMap(({ basis = [] }) => basis)]),
    effectiveFrom: row.effective_from,
    older: row.effective_from < law.effectiveFrom,
  }));
}

/** Items of the catalogue that cite it, in the version that is in force. */
function citingItems(
  { registry }: Spine,
  key: string,
  wanted: string,
  law: LawFile,
  today: string,
): Citation[] {
  return registry.items().flatMap((newest): Citation[] => {
    const versions = registry.itemVersions(newest.code);
    const item = versions.filter(({ effectiveFrom }) => effectiveFrom <= today).at(-1);
    if (!item || (item.cancelledFrom && item.cancelledFrom <= today) || !citesOf(item.basis).includes(wanted))
      return [];
    return [
      {
        kind: 'item',
        code: item.code,
        name: item.name,
        organName: registry.organ(item.organ)?.name ?? { zh: item.organ, en: item.organ },
        articles: articlesOf(key, item.basis),
        effectiveFrom: item.effectiveFrom,
        older: item.effectiveFrom < law.effectiveFrom,
      },
    ];
  });
}

/** Most rows of one answer. */
const most = 2_000;

/** Who cites a law, or one article of it; those written before its present text took effect are marked and come first. */
export async function citationsOf(
  spine: Spine,
  law: LawFile,
  article: string | undefined,
  today: string,
): Promise<Citation[]> {
  const key = lawKey(law.law.zh);
  const number = article === undefined ? undefined : (articlesIn(article)[0] ?? Number.parseInt(article, 10));
  const wanted = number === undefined || Number.isNaN(number) ? key : `${key} ${number}`;
  const rows = [
    ...(await citingPowers(spine, key, wanted, law, today)),
    ...citingItems(spine, key, wanted, law, today),
  ];
  return rows.sort((a, b) => Number(b.older) - Number(a.older)).slice(0, most);
}
