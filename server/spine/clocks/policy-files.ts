import path from 'node:path';
import { type CardPolicy, cardPolicy } from '#contract/clock';
import { parseReference, readReferenceFolder } from '#spine/calendar/reference-folder';

const shipped = path.join(import.meta.dirname, '../../../reference/policies');

/** Checks a card policy that came as JSON. @throws Refusal naming the file, the field and what was expected. */
export const parsePolicy = (json: unknown, file: string): CardPolicy =>
  parseReference(cardPolicy, json, file);

/** Reads the card policies of a folder, by default those that come with the system (`reference/policies`). */
export const readPolicies = (folder = shipped): CardPolicy[] => readReferenceFolder(cardPolicy, folder);
