import type { Queries } from '#base/db';
import { platformNames } from '#contract/catalogue';
import type { Dimension, StatisticsMember } from '#contract/statistics';
import type { Bilingual } from '#contract/text';
import type { Registry } from '#spine/catalogue/registry';
import type { Asked } from './asked.ts';
import { itemBases } from './item-bases.ts';
import type { Totals } from './table.ts';

/** A member of a dimension with the code by which lists name it. */
export interface Member extends StatisticsMember {
  code: string;
}

const own: Bilingual = { zh: '本级（未归入下级）', en: 'At this level' };
const rest = (n: number): Bilingual => ({ zh: `其余 ${n} 项`, en: `${n} others` });
const colours: Record<string, Bilingual> = {
  notice: { zh: '提示', en: 'Notice' },
  yellow: { zh: '黄牌', en: 'Yellow card' },
  red: { zh: '红牌', en: 'Red card' },
};

export const restOf = (n: number): Member => ({ key: 'rest', code: '', name: rest(n), kind: 'rest' });

/** Divisions below one that are registered, by code. */
async function childrenOf(db: Queries, region: string): Promise<Map<string, Bilingual>> {
  const { rows } = await db.query<{ code: string; zh: string; en: string }>({
    name: 'statistics-children',
    text: 'SELECT code::text, name_zh AS zh, name_en AS en FROM region WHERE parent = $1::int8 ORDER BY code',
    values: [region],
  });
  return new Map(rows.map(({ code, zh, en }) => [code, { zh, en }]));
}

/** By count, the most first. */
function byCount(totals: Totals): string[] {
  return [...totals]
    .filter(([, n]) => n !== 0)
    .sort(([one, a], [other, b]) => b - a || Number(one) - Number(other) || 0)
    .map(([key]) => key);
}

/** Gives the members of dimensions their order and their names. */
export class Members {
  readonly #asked: Asked;
  readonly #registry: Registry;
  readonly #children: ReadonlyMap<string, Bilingual>;

  private constructor(asked: Asked, registry: Registry, children: ReadonlyMap<string, Bilingual>) {
    this.#asked = asked;
    this.#registry = registry;
    this.#children = children;
  }

  static async of(db: Queries, registry: Registry, asked: Asked): Promise<Members> {
    const byRegion = asked.rows === 'region' || asked.columns === 'region';
    return new Members(asked, registry, byRegion ? await childrenOf(db, asked.scope.region) : new Map());
  }

  /** All keys of a dimension in the order in which they are shown. */
  order(dimension: Dimension, totals: Totals): string[] {
    switch (dimension) {
      case 'region': {
        const { region } = this.#asked.scope;
        const codes = new Set([...this.#children.keys(), ...totals.keys()]);
        codes.delete(region);
        const below = [...codes].sort();
        return totals.get(region) || below.length === 0 ? [...below, region] : below;
      }
      case 'time':
        return this.#asked.periods!.map(({ key }) => key);
      case 'colour':
        return [...this.#asked.counters];
      default:
        return byCount(totals);
    }
  }

  member(dimension: Dimension, key: string): Member {
    const known = (code: string, name: Bilingual): Member => ({ key: code, code, name, kind: 'member' });
    switch (dimension) {
      case 'region':
        if (key === this.#asked.scope.region) return { key, code: key, name: own, kind: 'residual' };
        return known(key, this.#children.get(key) ?? { zh: key, en: key });
      case 'organ': {
        const { code, name } = this.#registry.organById(Number(key));
        return known(code, name);
      }
      case 'item': {
        const bases = itemBases(this.#registry);
        return known(bases.codeOf(Number(key)), bases.itemOf(Number(key)).name);
      }
      case 'platform':
        return known(key, (platformNames as Record<string, Bilingual>)[key] ?? { zh: key, en: key });
      case 'colour':
        return known(key, colours[key]!);
      default:
        return known(key, periodName(key));
    }
  }
}

/** `2026-Q1` and `2026-W10` in words. */
function periodName(key: string): Bilingual {
  const [, year, kind, n] = /^(\d{4})-([QW])(\d+)$/.exec(key) ?? [];
  if (!kind) return { zh: key, en: key };
  return kind === 'Q'
    ? { zh: `${year}年第${n}季度`, en: `Q${n} ${year}` }
    : { zh: `${year}年第${Number(n)}周`, en: `Week ${Number(n)}, ${year}` };
}
