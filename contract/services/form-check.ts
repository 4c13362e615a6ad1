import { z } from 'zod';
import { isCreditCode } from '#contract/credit-code';
import { isIdNumber } from '#contract/id-number';
import type { FormField } from '#contract/item-form';
import { civilDate, regionCode } from '#contract/text';

/**
 * The check of an application form, made from the fields of its item: the page runs it while somebody types, the server before
 * it takes anything. A fault is told as a code, which each side puts into words.
 */
export const formFaults = {
  required: { zh: '请填写此项', en: 'Fill this in' },
  short: { zh: '字数太少', en: 'Too few characters' },
  long: { zh: '字数太多', en: 'Too many characters' },
  pattern: { zh: '格式不正确', en: 'Not in the form that is asked for' },
  number: { zh: '请填写数字', en: 'A number' },
  money: { zh: '请填写金额，最多两位小数', en: 'An amount in yuan, with two decimals at most' },
  date: { zh: '请填写真实存在的日期，如 2026-03-02', en: 'A date that exists, like 2026-03-02' },
  select: { zh: '请从列出的选项中选择', en: 'One of the choices' },
  'id-number': {
    zh: '身份证号应为18位且校验码正确，请核对',
    en: 'An identity number of 18 characters; this one does not pass its check character',
  },
  'credit-code': {
    zh: '统一社会信用代码应为18位且校验码正确，请核对',
    en: 'A credit code of 18 characters; this one does not pass its check character',
  },
  phone: { zh: '请填写5至20位数字的电话号码', en: 'A telephone number of 5 to 20 digits' },
  region: { zh: '请填写12位区划代码', en: 'A division code of 12 digits' },
  material: { zh: '请上传此材料', en: 'Upload this material' },
} as const;
export type FormFault = keyof typeof formFaults;

/** Values as people write them: full-width digits, spaces, a small x. */
const compact = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '');
const upper = (text: string) => compact(text).toUpperCase();

const mostCharacters = 4000;
const matches = (pattern: string) => (text: string) => new RegExp(`^(?:${pattern})$`, 'u').test(text);
const passes = (read: (text: string) => string, is: (text: string) => boolean, fault: FormFault) =>
  z.string().transform(read).refine(is, fault);

/** The form that a filled-in value of a field takes. */
function valueOf(field: FormField): z.ZodType<string, string> {
  const { kind, minLength = 0, maxLength = mostCharacters, pattern, options = [] } = field;
  switch (kind) {
    case 'text':
    case 'long-text':
      return z
        .string()
        .refine((text) => [...text].length >= minLength, 'short')
        .refine((text) => [...text].length <= maxLength, 'long')
        .refine((text) => !pattern || matches(pattern)(text), 'pattern');
    case 'number':
      return passes(compact, (text) => /^-?\d{1,15}(\.\d{1,6})?$/.test(text), 'number');
    case 'money':
      return passes(compact, (text) => /^\d{1,14}(\.\d{1,2})?$/.test(text), 'money');
    case 'date':
      return passes(compact, (text) => civilDate.safeParse(text).success, 'date');
    case 'select':
      return z.string().refine((text) => options.some(({ code }) => code === text), 'select');
    case 'id-number':
      return passes(upper, isIdNumber, 'id-number');
    case 'credit-code':
      return passes(upper, isCreditCode, 'credit-code');
    case 'phone':
      return passes(
        (text) => compact(text).replaceAll(/[-().]/g, ''),
        (text) => /^\+?\d{5,20}$/.test(text),
        'phone',
      );
    case 'region':
      return passes(compact, (text) => regionCode.safeParse(text).success, 'region');
    default:
      return kind satisfies never;
  }
}

/** One field: trimmed; left empty only where it is not required. */
function fieldOf(field: FormField): z.ZodType<string, string | undefined> {
  const value = valueOf(field);
  return z
    .string()
    .default('')
    .transform((text, context) => {
      const given = text.trim();
      if (given === '') {
        if (field.required) context.addIssue({ code: 'custom', message: 'required' });
        return '';
      }
      const read = value.safeParse(given);
      if (read.success) return read.data;
      context.addIssue({ code: 'custom', message: read.error.issues[0]!.message });
      return '';
    });
}

/** The schema of a form: an object with each field by its code; what the form does not ask is left out. */
export const formSchema = (fields: readonly FormField[]) =>
  z.object(Object.fromEntries(fields.map((field) => [field.code, fieldOf(field)])));

/** What is wrong with a filled-in form, by the code of the field; empty when nothing is. */
export function faultsOf(
  fields: readonly FormField[],
  values: Readonly<Record<string, unknown>>,
): Record<string, FormFault> {
  const read = formSchema(fields).safeParse(values);
  if (read.success) return {};
  return Object.fromEntries(
    read.error.issues.map(({ path, message }) => [
      String(path[0]),
      message in formFaults ? (message as FormFault) : 'pattern',
    ]),
  );
}
