import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { bilingual, code } from '#contract/text';

/** Income and expense subjects, as data of the accounting rules (`reference/services/account-subjects.json`). */
const subject = z.object({ code, name: bilingual });
const file = z.object({ income: z.array(subject).min(1), expense: z.array(subject).min(1) });

const read = file.parse(
  JSON.parse(
    readFileSync(
      path.join(import.meta.dirname, '../../../../../reference/services/account-subjects.json'),
      'utf8',
    ),
  ),
);

export const subjects = read;

/** Subjects by kind of voucher; a transfer between accounts has none. */
export const subjectsOf = (kind: 'income' | 'expense' | 'transfer'): z.infer<typeof subject>[] =>
  kind === 'transfer' ? [] : read[kind];
