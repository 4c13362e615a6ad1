import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { Refusal } from '#base/errors';
import { storableText, unstorablePath } from '#base/storable-text';
import { catalogueFile } from '#contract/catalogue';
import { faultOf } from '#contract/fault';
import { type CatalogueFile, type ImportMap, importMap } from '#contract/import-map';

const largest = 16 * 1024 ** 2;

/**
 * Reads a mapping file, and the catalogue beside it that it names.
 * Refusal: map-invalid, with the field of the mapping or catalogue and what was expected there.
 */
export async function loadImportMap(file: string): Promise<{ map: ImportMap; catalogue?: CatalogueFile }> {
  const map = parseImportMap(await readJson(file), path.basename(file));
  if (!map.catalogue) return { map };
  const beside = path.join(path.dirname(file), map.catalogue);
  return { map, catalogue: checked(catalogueFile, await readJson(beside), map.catalogue) };
}

/** A mapping from anywhere, e.g. an upload. Refusal: map-invalid. */
export function parseImportMap(value: unknown, name = 'map'): ImportMap {
  return checked(importMap, value, name);
}

function checked<T extends z.ZodType>(schema: T, value: unknown, name: string): z.output<T> {
  const parsed = schema.safeParse(value);
  const unstorable = unstorablePath(value);
  if (unstorable)
    throw new Refusal('map-invalid', { field: unstorable.join('.') || name, expected: storableText });
  if (parsed.success) return parsed.data;
  const issue = faultOf(parsed.error.issues[0]!);
  throw new Refusal('map-invalid', {
    field: issue.path.map(String).join('.') || name,
    expected: issue.message,
    detail: parsed.error.issues.length > 1 ? `${name}; ${parsed.error.issues.length} faults` : name,
  });
}

async function readJson(file: string): Promise<unknown> {
  const name = path.basename(file);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new Refusal('map-invalid', { field: name, expected: 'a file that can be read', detail: code });
  }
  if (text.length > largest) throw new Refusal('map-invalid', { field: name, expected: 'at most 16 MB' });
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new Refusal('map-invalid', { field: name, expected: 'JSON', detail: (error as Error).message });
  }
}
