import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Refusal } from '#base/errors';
import { bilingual, civilDate, code } from '#contract/text';

/** What the files of rules, limits and settings below `reference/` begin with. */
export const referenceHead = {
  code,
  version: z.number().int().min(1),
  effectiveFrom: civilDate,
  name: bilingual,
  basis: bilingual,
};

/** Checks JSON against a schema. @throws Refusal naming the file, the field and what was expected there. */
export function parseReference<S extends z.ZodType>(schema: S, json: unknown, file: string): z.output<S> {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw new Refusal('field-invalid', {
    field: issue.path.join('.') || 'file',
    expected: issue.message,
    detail: file,
  });
}

const shipped = path.join(import.meta.dirname, '../../../reference');

/** Reads one JSON file. @throws Refusal naming the file that is at fault. */
export function readReferenceFile<S extends z.ZodType>(schema: S, file: string): z.output<S> {
  const name = path.basename(file);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Refusal('file-unreadable', { field: name, expected: 'JSON', detail });
  }
  return parseReference(schema, json, name);
}

/** Reads one of the files that come along, by its name below `reference/`. @throws Refusal naming the file that is at fault. */
export const readReference = <S extends z.ZodType>(schema: S, name: string): z.output<S> =>
  readReferenceFile(schema, path.join(shipped, name));

/** Reads every JSON file of a folder, in order of name. @throws Refusal naming the file that is at fault. */
export function readReferenceFolder<S extends z.ZodType>(schema: S, folder: string): z.output<S>[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => readReferenceFile(schema, path.join(folder, name)));
}
