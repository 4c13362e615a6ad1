import { z } from 'zod';
import { bilingual, code } from '#contract/text';

/** What a field of an application form holds, with its name for who writes items. */
export const fieldKinds = {
  text: { zh: '单行文字', en: 'Text' },
  'long-text': { zh: '多行文字', en: 'Long text' },
  number: { zh: '数字', en: 'Number' },
  money: { zh: '金额（元）', en: 'Amount in yuan' },
  date: { zh: '日期', en: 'Date' },
  select: { zh: '单选', en: 'Choice' },
  'id-number': { zh: '身份证号', en: 'Identity number' },
  'credit-code': { zh: '统一社会信用代码', en: 'Unified social credit code' },
  phone: { zh: '电话', en: 'Telephone' },
  region: { zh: '区划', en: 'Division' },
} as const;
export const fieldKind = z.enum(
  Object.keys(fieldKinds) as [keyof typeof fieldKinds, ...(keyof typeof fieldKinds)[]],
);

/** Longest value of a field, in characters. */
const mostCharacters = 4000;
const length = z.number().int().min(1).max(mostCharacters).optional();

/** A repetition inside of a repeated group can take for ever on a text that nearly fits. */
const repeatsRepetition = /\([^()]*[*+}][^()]*\)[*+{]/;

/** A regular expression that the whole value must match (`^` and `$` are implied), with the flag u. */
const pattern = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => {
    try {
      new RegExp(`^(?:${text})$`, 'u');
    } catch {
      return false;
    }
    return !repeatsRepetition.test(text);
  }, 'a regular expression without a repetition inside of a repeated group');

/** One field of the application form of an item; the form itself is made of these and of the list of materials. */
export const formField = z.object({
  code,
  name: bilingual,
  kind: fieldKind,
  required: z.boolean().default(false),
  /** Of `text` and `long-text`, in characters. */
  minLength: length,
  maxLength: length,
  /** Of `text`. */
  pattern: pattern.optional(),
  /** Of `select`: at least two. */
  options: z
    .array(z.object({ code, name: bilingual }))
    .max(200)
    .optional(),
  help: bilingual.optional(),
  /** What it holds is about a person: sealed where it is kept, masked where it is shown. */
  personal: z.boolean().optional(),
});
export type FormField = z.infer<typeof formField>;

/** What does not fit together in one field: its part, and what was expected. */
function faults(field: FormField): [keyof FormField, string][] {
  const found: [keyof FormField, string][] = [];
  const written = field.kind === 'text' || field.kind === 'long-text';
  const isSelect = field.kind === 'select';
  const options = field.options?.map(({ code }) => code) ?? [];
  if (isSelect && options.length < 2) found.push(['options', 'at least two options to choose from']);
  if (!isSelect && field.options) found.push(['options', 'options with the kind select alone']);
  if (new Set(options).size < options.length) found.push(['options', 'each option once']);
  if (!written && field.minLength) found.push(['minLength', 'a length with text and long-text alone']);
  if (!written && field.maxLength) found.push(['maxLength', 'a length with text and long-text alone']);
  if (field.kind !== 'text' && field.pattern) found.push(['pattern', 'a pattern with the kind text alone']);
  if ((field.minLength ?? 0) > (field.maxLength ?? mostCharacters))
    found.push(['maxLength', `at least ${field.minLength}`]);
  // Identity numbers and telephones are always about somebody.
  if (field.personal === false && ['id-number', 'phone'].includes(field.kind))
    found.push(['personal', `${field.kind} is personal`]);
  return found;
}

/** The fields of an application form, each code once. */
export const formFields = z
  .array(formField)
  .max(100)
  .superRefine((fields, context) => {
    const seen = new Set<string>();
    for (const [index, field] of fields.entries()) {
      const add = (part: string, message: string) =>
        context.addIssue({ code: 'custom', path: [index, part], message });
      if (seen.has(field.code)) add('code', `${field.code} once`);
      seen.add(field.code);
      for (const [part, message] of faults(field)) add(part, message);
    }
  });

/** Whether what a field holds is about a person, said or known from its kind. */
export const isPersonal = (field: Pick<FormField, 'kind' | 'personal'>): boolean =>
  field.personal ?? ['id-number', 'phone'].includes(field.kind);
