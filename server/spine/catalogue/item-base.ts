/**
 * The base code (基本编码) of an item: the last 12 of the 31 digits of an implementation code, the same at every organ that
 * implements the item; other codes stand for themselves. SQL expression over a column with the item's code.
 */
export const baseOf = (column: string) =>
  `CASE WHEN length(${column}) = 31 THEN right(${column}, 12) ELSE ${column} END`;

/** The same of a code at hand. */
export const baseOfCode = (code: string): string => (code.length === 31 ? code.slice(-12) : code);

/** SQL subquery with the keys of the items of one code, or of all that share a base code. */
export const itemsOf = (placeholder: string) =>
  `(SELECT id FROM item WHERE code = ${placeholder} OR (length(code) = 31 AND right(code, 12) = ${placeholder}))`;
