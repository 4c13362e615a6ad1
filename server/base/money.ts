import { Decimal } from 'decimal.js';
import { Refusal } from '#base/errors';

/** Yuan with two places, as text: never a float, which cannot hold 0.10. At most 14 digits before the point: numeric(16,2). */
const form = /^-?\d{1,14}(\.\d{1,2})?$/;

/**
 * An exact amount in yuan from its decimal text.
 * @throws Refusal field-invalid where the text is no amount with at most two places
 */
export function money(text: string): Decimal {
  const trimmed = text.trim();
  if (!form.test(trimmed))
    throw new Refusal('field-invalid', {
      field: 'amount',
      expected: 'an amount in yuan with at most two places, e.g. 1234.50',
    });
  return new Decimal(trimmed);
}

/** An amount as it is written down: two places, no separators. */
export const moneyText = (value: Decimal): string => value.toFixed(2);
