import { Refusal } from '#base/errors';

/** The five levels of the division tree, highest first. */
export const regionLevels = ['province', 'city', 'county', 'town', 'village'] as const;
export type RegionLevel = (typeof regionLevels)[number];

/** How many of the 12 digits name a division of each level (rules of the statistical division codes). */
const digits: Record<RegionLevel, number> = { province: 2, city: 4, county: 6, town: 9, village: 12 };

const shortForm = /^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/;

/** True for a full division code: 12 digits, the first two not zero. */
export function isRegionCode(code: string): boolean {
  return /^[1-9]\d{11}$/.test(code);
}

/**
 * Brings a code of 2, 4, 6, 9 or 12 digits (as GB/T 2260 and GB/T 10114 write them) to 12 digits.
 * @throws Refusal `region-unknown` naming `field`.
 */
export function toRegionCode(code: string, field = 'region'): string {
  const trimmed = code.trim();
  const full = shortForm.test(trimmed) ? trimmed.padEnd(12, '0') : '';
  if (!isRegionCode(full)) {
    throw new Refusal('region-unknown', { field, expected: 'a division code of 2, 4, 6, 9 or 12 digits' });
  }
  return full;
}

/** The level a full code stands for, told by its trailing zeros. */
export function levelOf(code: string): RegionLevel {
  if (!code.endsWith('000')) return 'village';
  if (!code.endsWith('000000')) return 'town';
  if (!code.endsWith('00000000')) return 'county';
  return code.endsWith('0000000000') ? 'province' : 'city';
}

/** The first four digits, the leading key of every large table; provincial organs give e.g. `3700`. */
export function cityOf(code: string): string {
  return code.slice(0, 4);
}

/** The division of `level` that `code` lies in; undefined when `code` itself stands above that level. */
export function ancestorAt(code: string, level: RegionLevel): string | undefined {
  if (regionLevels.indexOf(levelOf(code)) < regionLevels.indexOf(level)) return undefined;
  return code.slice(0, digits[level]).padEnd(12, '0');
}

/** The division directly above; undefined for a province. */
export function parentCode(code: string): string | undefined {
  const above = regionLevels[regionLevels.indexOf(levelOf(code)) - 1];
  return above === undefined ? undefined : ancestorAt(code, above);
}

/** Every division above `code`, the province first, `code` itself left out. */
export function ancestors(code: string): string[] {
  const depth = regionLevels.indexOf(levelOf(code));
  return regionLevels.slice(0, depth).map((level) => code.slice(0, digits[level]).padEnd(12, '0'));
}

/** `code` and every division above it, the province first: the rows a count at `code` rolls up into. */
export function lineage(code: string): string[] {
  return [...ancestors(code), code];
}

/** The digits that `code` shares with every division below it. */
export function prefixOf(code: string): string {
  return code.slice(0, digits[levelOf(code)]);
}

/** True when `code` is `ancestor` or lies below it. */
export function isWithin(code: string, ancestor: string): boolean {
  return code.startsWith(prefixOf(ancestor));
}

/**
 * First and last code of what lies at `code` itself, below none of its divisions, both inclusive. A code of a lower level that
 * rounds to it (a town of no county) is among them.
 */
export function ownRange(code: string): { from: string; to: string } {
  const below = regionLevels[regionLevels.indexOf(levelOf(code)) + 1] ?? 'village';
  return { from: code, to: code.slice(0, digits[below]).padEnd(12, '9') };
}

/** First and last code of the subtree of `code`, both inclusive: for `BETWEEN` in a query. */
export function subtreeRange(code: string): { from: string; to: string } {
  return { from: code, to: prefixOf(code).padEnd(12, '9') };
}
