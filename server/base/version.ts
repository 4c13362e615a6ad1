import { readFileSync } from 'node:fs';
import path from 'node:path';

const file = path.join(import.meta.dirname, '../../package.json');

/** Of this Mingjing. */
export const version = (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
