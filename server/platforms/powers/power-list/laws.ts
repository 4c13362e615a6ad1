import path from 'node:path';
import { lawFile, type LawFile } from '#contract/law';
import { readReferenceFolder } from '#spine/calendar/reference-folder';

const folder = path.join(import.meta.dirname, '../../../../reference/laws');

/** The laws that this system knows, each in the text that holds (`reference/laws`). */
export const laws: readonly LawFile[] = readReferenceFolder(lawFile, folder);
