import { itemTypes, type LegalBasis } from '#contract/catalogue';
import {
  discretionTiers,
  dutyStages,
  type PowerDifference,
  type PowerEntry,
} from '#contract/powers/power-list';
import type { Bilingual } from '#contract/text';

const same = (text: string | number): Bilingual => ({ zh: String(text), en: String(text) });
const basisText = ({ law, article }: LegalBasis): string => [law, article].filter(Boolean).join(' ');

interface Line {
  /** By which two versions are laid beside each other. */
  key: string;
  about: Bilingual | null;
  text: Bilingual;
}

const unique = (lines: Line[]): Map<string, Line> => {
  const found = new Map<string, Line>();
  for (const line of lines) {
    let key = line.key;
    for (let n = 2; found.has(key); n++) key = `${line.key}#${n}`;
    found.set(key, line);
  }
  return found;
};

type Field = PowerDifference['field'];

/** Everything that an entry says, line by line, under its field. */
const linesOf: Record<Field, (entry: PowerEntry) => Line[]> = {
  name: ({ name }) => [{ key: 'name', about: null, text: name }],
  type: ({ type }) => [{ key: 'type', about: null, text: itemTypes[type] }],
  level: ({ level }) => [{ key: 'level', about: null, text: same(level) }],
  organ: ({ organ }) => [{ key: 'organ', about: null, text: same(organ) }],
  item: ({ item }) => (item === undefined ? [] : [{ key: 'item', about: null, text: same(item) }]),
  basis: ({ basis }) =>
    basis.map((one) => ({ key: one.law, about: same(one.law), text: same(basisText(one)) })),
  duties: ({ duties }) => duties.map(({ stage, text }) => ({ key: stage, about: dutyStages[stage], text })),
  accountability: ({ accountability }) =>
    accountability.map(({ circumstance, basis }) => {
      const ground = basis.map(basisText).join('、');
      const text = ground
        ? { zh: `${circumstance.zh}（${ground}）`, en: `${circumstance.en} (${ground})` }
        : circumstance;
      return { key: circumstance.zh, about: null, text };
    }),
  discretion: ({ discretion }) =>
    discretion.map(({ offence, tier, min, max, unit }) => {
      const about = {
        zh: `${offence.zh}（${discretionTiers[tier].zh}）`,
        en: `${offence.en} (${discretionTiers[tier].en})`,
      };
      return { key: `${offence.zh} ${tier}`, about, text: same(`${min} – ${max} ${unit}`) };
    }),
  riskPoints: ({ riskPoints }) => riskPoints.map((text) => ({ key: text.zh, about: null, text })),
  supervisionPhone: ({ supervisionPhone: phone }) =>
    phone === undefined ? [] : [{ key: 'phone', about: null, text: same(phone) }],
  cancelledFrom: ({ cancelledFrom: day }) =>
    day === undefined ? [] : [{ key: 'day', about: null, text: same(day) }],
};

const alike = (a: Bilingual, b: Bilingual) => a.zh === b.zh && a.en === b.en;

/** What differs between two versions of an entry, in the order of the fields; lines that say the same are left out. Pure. */
export function differencesOf(before: PowerEntry, after: PowerEntry): PowerDifference[] {
  return (Object.keys(linesOf) as Field[]).flatMap((field) => {
    const [old, now] = [unique(linesOf[field](before)), unique(linesOf[field](after))];
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((key): PowerDifference[] => {
      const [was, is] = [old.get(key), now.get(key)];
      if (was && is && alike(was.text, is.text)) return [];
      return [
        {
          field,
          change: was && is ? 'changed' : was ? 'removed' : 'added',
          about: (is ?? was)!.about,
          before: was?.text ?? null,
          after: is?.text ?? null,
        },
      ];
    });
  });
}
