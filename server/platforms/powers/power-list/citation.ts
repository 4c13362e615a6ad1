import type { LegalBasis } from '#contract/catalogue';

/** 《中华人民共和国行政许可法》（2019年修正） and 行政许可法 are one law. */
export function lawKey(name: string): string {
  return name
    .normalize('NFKC')
    .replaceAll(/[《》\s]/g, '')
    .replace(/^中华人民共和国/, '')
    .replace(/\([^()]*\)$/, '')
    .trim();
}

const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const tens: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** 三十二 → 32, 一百零五 → 105; NaN for what is no number. */
export function chineseNumber(text: string): number {
  let whole = 0;
  let digit = 0;
  for (const sign of text) {
    if (Object.hasOwn(digits, sign)) digit = digits[sign]!;
    else if (Object.hasOwn(tens, sign)) {
      whole += (digit || 1) * tens[sign]!;
      digit = 0;
    } else return Number.NaN;
  }
  return text === '' ? Number.NaN : whole + digit;
}

/** The numbers of the articles that a text names: `第三十二条、第42条`, `art. 42`, `§ 42`. Empty where it names none. */
export function articlesIn(text: string): number[] {
  const found: number[] = [];
  for (const [, number = ''] of text
    .normalize('NFKC')
    .matchAll(/第\s*([\d零〇一二两三四五六七八九十百千]+)\s*条|(?:art\.?|§)\s*(\d+)/gi)) {
    const n = /^\d+$/.test(number) ? Number(number) : chineseNumber(number);
    if (number !== '' && Number.isFinite(n)) found.push(n);
  }
  for (const [, number] of text.matchAll(/(?:art\.?|§)\s*(\d+)/gi)) found.push(Number(number));
  return [...new Set(found)];
}

/** Everything that a list of bases cites, as it is compared: each law, and each law with an article. */
export function citesOf(basis: readonly LegalBasis[]): string[] {
  return [
    ...new Set(
      basis.flatMap(({ law, article }) => {
        const key = lawKey(law);
        return [key, ...articlesIn(article).map((n) => `${key} ${n}`)];
      }),
    ),
  ];
}
