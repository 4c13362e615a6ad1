import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lawFile, type LawFile } from '#contract/law';
import { parseReference } from '#spine/calendar/reference-folder';

const folder = path.join(import.meta.dirname, '../../../../reference/laws');

/** The laws that this system knows, each in the text that holds (`reference/laws`). */
export const laws: readonly LawFile[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => parseReference(lawFile, JSON.parse(readFileSync(path.join(folder, file), 'utf8')), file));
