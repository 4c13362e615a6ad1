import { Refusal } from '#base/errors';
import type { FormField } from '#contract/item-form';
import type { ItemMaterial } from '#contract/item-material';
import { applicantFieldsBeside, applicantOf } from '#contract/services/applicant-fields';
import type { FilledForm } from '#contract/services/application-form';
import { faultsOf, formFaults, formSchema } from '#contract/services/form-check';
import type { RegisteredItem } from '#spine/catalogue/registry';

/** A form that has passed: its values in the form in which they are kept. */
export interface CheckedForm {
  applicant: Record<string, string>;
  answers: Record<string, string>;
}

function check(part: string, fields: readonly FormField[], values: Record<string, string>) {
  const [first] = Object.entries(faultsOf(fields, values));
  if (first) {
    const [code, fault] = first;
    throw new Refusal('field-invalid', { field: `${part}.${code}`, expected: formFaults[fault].en });
  }
  return formSchema(fields).parse(values) as Record<string, string>;
}

/** Whether the applicant hands a material in with the form: not what organs share, nor what is taken on paper alone. */
export const isHandedIn = ({ provider, electronic }: ItemMaterial): boolean =>
  provider !== 'shared' && electronic !== false;

/**
 * Checks a form by the fields of its item, as the page did. At a window papers are seen rather than uploaded.
 * Refusal: field-invalid, naming the first field that is wrong.
 */
export function checkForm(item: RegisteredItem, form: FilledForm, channel: 'portal' | 'window'): CheckedForm {
  const answers = check('answers', item.formFields, form.answers);
  const beside = check('applicant', applicantFieldsBeside(item.formFields), form.applicant);
  const applicant = applicantOf(item.formFields, { applicant: beside, answers });
  const known = new Set(item.materials.map(({ code }) => code));
  for (const code of Object.keys(form.materials))
    if (!known.has(code))
      throw new Refusal('field-invalid', { field: `materials.${code}`, expected: 'a material of the item' });
  const missing = item.materials.find(
    (one) => channel === 'portal' && one.required && isHandedIn(one) && !form.materials[one.code]?.length,
  );
  if (missing)
    throw new Refusal('field-invalid', {
      field: `materials.${missing.code}`,
      expected: formFaults.material.en,
    });
  return { applicant, answers };
}
