import type { CodePick } from '#contract/import-map';
import { type Fields, textOf } from './fields.ts';

export type Picked = { code: string | undefined } | { unmapped: string; from: string };

/** Makes the code that a mapping picks for a row: fixed, through a table, or as the column has it. */
export function pickerOf(pick: CodePick | undefined, form: RegExp): (fields: Fields) => Picked {
  if (pick === undefined) return () => ({ code: undefined });
  if (typeof pick === 'string') {
    const fixed = { code: pick };
    return () => fixed;
  }
  const { from, table, default: otherwise } = pick;
  return (fields) => {
    const text = textOf(fields, from);
    if (text === undefined) return { code: otherwise };
    if (!table) return form.test(text) ? { code: text } : unmapped(text, from, otherwise);
    if (Object.hasOwn(table, text)) return { code: table[text] };
    return unmapped(text, from, otherwise);
  };
}

export const regionForm = /^\d{12}$/;
export const codeForm = /^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,79}$/u;

function unmapped(text: string, from: string, otherwise: string | undefined): Picked {
  return otherwise === undefined ? { unmapped: text, from } : { code: otherwise };
}
