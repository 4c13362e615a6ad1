import { Refusal } from '#base/errors';
import type { AvailableAction } from '#contract/cases';

export type ActionField = AvailableAction['fields'][number];

/** Most characters of a text of each kind. */
export interface Longest {
  text: number;
  'long-text': number;
}

/** As the events of cases take them. */
export const longest: Longest = { text: 400, 'long-text': 2000 };

function fault(field: ActionField, expected: string): Refusal {
  return new Refusal('field-invalid', { field: `values.${field.name}`, expected });
}

function readNumber(field: ActionField, value: unknown): number {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw fault(field, 'a whole number');
  return number;
}

function readText(field: ActionField, text: string, longest: Longest): string {
  if (field.options) {
    if (field.options.some((option) => option.value === text)) return text;
    throw fault(field, `one of ${field.options.map((option) => option.value).join(', ')}`);
  }
  if (field.minLength !== undefined && [...text].length < field.minLength)
    throw fault(field, `at least ${field.minLength} characters`);
  const most = longest[field.kind as keyof Longest];
  if (text.length > most) throw fault(field, `at most ${most} characters`);
  return text;
}

function readField(field: ActionField, given: unknown, longest: Longest): string | number | undefined {
  const value = typeof given === 'string' ? given.trim() : (given ?? '');
  if (value === '') {
    if (field.required) throw fault(field, 'not empty');
    return undefined;
  }
  if (field.kind === 'number') return readNumber(field, value);
  if (typeof value !== 'string') throw fault(field, 'a text');
  return readText(field, value, longest);
}

/**
 * Reads what a person filled in for an action, trimmed; optional fields that are empty are left out, unknown ones are
 * ignored. Refusal: field-invalid, with `values.<name>` and what was expected.
 */
export function readFields(
  fields: readonly ActionField[],
  values: Record<string, unknown>,
  longest: Longest,
): Record<string, string | number> {
  const read: Record<string, string | number> = {};
  for (const field of fields) {
    const value = readField(field, values[field.name], longest);
    if (value !== undefined) read[field.name] = value;
  }
  return read;
}
