import { Refusal } from '#base/errors';
import { money, moneyText } from '#base/money';
import type { AttachmentReference } from '#contract/attachments';
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

/** Two places, whatever was written; never a float. */
function readMoney(field: ActionField, text: string): string {
  if (!/^\d{1,14}(\.\d{1,2})?$/.test(text))
    throw fault(field, 'an amount in yuan with at most two places, e.g. 1234.50');
  return moneyText(money(text));
}

function readText(field: ActionField, text: string, longest: Longest): string {
  if (field.options) {
    if (field.options.some((option) => option.value === text)) return text;
    throw fault(field, `one of ${field.options.map((option) => option.value).join(', ')}`);
  }
  if (field.minLength !== undefined && [...text].length < field.minLength)
    throw fault(field, `at least ${field.minLength} characters`);
  const most = field.maxLength ?? longest[field.kind as keyof Longest];
  if (text.length > most) throw fault(field, `at most ${most} characters`);
  return text;
}

/** Files that were uploaded before, by their ids: what a form has of them. */
export type KnownFiles = ReadonlyMap<string, AttachmentReference>;
const noFiles: KnownFiles = new Map();

/** Most files of a field that says nothing of it. */
const mostFiles = 20;

function readFiles(field: ActionField, given: unknown, files: KnownFiles): AttachmentReference[] | undefined {
  const ids = given ?? [];
  if (!Array.isArray(ids)) throw fault(field, 'a list of uploaded files');
  const most = field.most ?? mostFiles;
  if (ids.length > most) throw fault(field, `at most ${most} files`);
  if (ids.length === 0 && field.required) throw fault(field, 'at least one file');
  const read = [...new Set(ids)].map((id) => {
    const file = typeof id === 'string' ? files.get(id) : undefined;
    if (!file) throw new Refusal('attachment-unknown', { field: `values.${field.name}` });
    return file;
  });
  return read.length > 0 ? read : undefined;
}

/** Several of the options, each once. */
function readChoices(field: ActionField, given: unknown): string[] | undefined {
  const chosen = given ?? [];
  if (!Array.isArray(chosen)) throw fault(field, 'a list of options');
  const known = (field.options ?? []).map(({ value }) => value);
  if (chosen.some((one) => !known.includes(one as string))) throw fault(field, `of ${known.join(', ')}`);
  if (chosen.length === 0 && field.required) throw fault(field, 'at least one option');
  return chosen.length > 0 ? [...new Set(chosen as string[])] : undefined;
}

type FieldValue = string | number | string[] | AttachmentReference[];

function readField(field: ActionField, given: unknown, longest: Longest): string | number | undefined {
  const value = typeof given === 'string' ? given.trim() : (given ?? '');
  if (value === '') {
    if (field.required) throw fault(field, 'not empty');
    return undefined;
  }
  if (field.kind === 'number') return readNumber(field, value);
  if (typeof value !== 'string') throw fault(field, 'a text');
  if (field.kind === 'money') return readMoney(field, value);
  return readText(field, value, longest);
}

/**
 * Reads what a person filled in for an action, trimmed; optional fields that are empty are left out, unknown ones are
 * ignored. Files come as references, for the event. Refusals, with `values.<name>`: field-invalid and what was expected;
 * attachment-unknown.
 * @param files those that the values name (attachments/attachments.ts, `referencesIn`)
 */
export function readFields(
  fields: readonly ActionField[],
  values: Record<string, unknown>,
  longest: Longest,
  files: KnownFiles = noFiles,
): Record<string, FieldValue> {
  const read: Record<string, FieldValue> = {};
  for (const field of fields) {
    const given = values[field.name];
    const value =
      field.kind === 'files'
        ? readFiles(field, given, files)
        : field.kind === 'choices'
          ? readChoices(field, given)
          : readField(field, given, longest);
    if (value !== undefined) read[field.name] = value;
  }
  return read;
}
