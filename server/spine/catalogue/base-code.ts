import type { Item } from '#contract/catalogue';
import { implementationCode, isImplementationCode, isUnifiedCreditCode } from '#spine/catalogue/code-numbers';

type Coded = Pick<Item, 'code' | 'baseCode' | 'implementingCode'>;

/**
 * The base code (基本编码) of an item: its own field, or the last 12 digits of a code or implementing code of 31 characters.
 * Undefined where the catalogue gives it none.
 */
export function baseCodeOf({ code, baseCode, implementingCode }: Coded): string | undefined {
  if (baseCode) return baseCode;
  if (implementingCode) return implementingCode.slice(19);
  return isImplementationCode(code) ? code.slice(19) : undefined;
}

/** By what an item is the same at every organ: its base code, or else its own code. */
export const baseKeyOf = (item: Coded): string => baseCodeOf(item) ?? item.code;

/**
 * The implementing code (实施编码) of an item: its own field, or composed of the organ's credit code, the level and the base
 * code. Undefined where the organ's code is no unified social credit code (GB 32100) or there is no base code.
 */
export function implementingCodeOf(item: Coded & Pick<Item, 'organ' | 'level'>): string | undefined {
  if (item.implementingCode) return item.implementingCode;
  const base = baseCodeOf(item);
  return base && isUnifiedCreditCode(item.organ)
    ? implementationCode(item.organ, item.level, base)
    : undefined;
}

/**
 * What in the code numbers of an item contradicts its other fields: the field, and what was expected there.
 * GB 32100-2015 for the check character of the organ's part.
 */
export function codeProblems(
  item: Coded & Pick<Item, 'organ' | 'level'>,
): [field: keyof Item, expected: string][] {
  const found: [keyof Item, string][] = [];
  const whole = item.implementingCode;
  const base = item.baseCode;
  if (base && isImplementationCode(item.code) && item.code.slice(19) !== base)
    found.push(['baseCode', `${item.code.slice(19)}, as the code of the item ends`]);
  if (!whole) return found;
  if (!isUnifiedCreditCode(whole.slice(0, 18)))
    found.push(['implementingCode', 'a credit code with its check character first (GB 32100)']);
  else if (isUnifiedCreditCode(item.organ) && whole.slice(0, 18) !== item.organ)
    found.push(['implementingCode', `${item.organ} of the organ first`]);
  if (whole[18] !== String(item.level))
    found.push(['implementingCode', `the level ${item.level} as its 19th digit`]);
  if (base && whole.slice(19) !== base)
    found.push(['implementingCode', `${base}, the base code, at its end`]);
  return found;
}
