import type { FormField } from '#contract/item-form';

/** What every application asks of whoever applies, before the fields of the item; it becomes a sealed person. */
export const applicantFields = [
  {
    code: 'name',
    name: { zh: '姓名', en: 'Name' },
    kind: 'text',
    required: true,
    maxLength: 200,
    personal: true,
    help: {
      zh: '与身份证件一致；单位申请的，填写经办人',
      en: 'As on the identity document; of an organisation, who acts for it',
    },
  },
  { code: 'idNumber', name: { zh: '身份证号', en: 'Identity number' }, kind: 'id-number', required: true },
  { code: 'phone', name: { zh: '联系电话', en: 'Telephone' }, kind: 'phone', required: true },
  {
    code: 'address',
    name: { zh: '联系地址', en: 'Address' },
    kind: 'text',
    required: false,
    maxLength: 500,
    personal: true,
  },
] as const satisfies readonly FormField[];

type ApplicantField = (typeof applicantFields)[number]['code'];

/** Codes by which the forms of items ask the same by themselves: nobody is asked twice. */
const askedAs: Record<ApplicantField, readonly string[]> = {
  name: ['applicant', 'representative'],
  idNumber: ['id-number', 'representative-id'],
  phone: ['phone'],
  address: ['address'],
};

const ownField = (fields: readonly FormField[], code: ApplicantField): FormField | undefined =>
  fields.find((field) => field.required && askedAs[code].includes(field.code));

/** What has to be asked of the applicant besides the fields of an item. */
export const applicantFieldsBeside = (fields: readonly FormField[]): FormField[] =>
  applicantFields.filter(({ code }) => !ownField(fields, code));

/** Who applies: told in the fields for it, or in those of the item that ask the same. */
export function applicantOf(
  fields: readonly FormField[],
  form: { applicant: Record<string, string>; answers: Record<string, string> },
): Record<string, string> {
  const told = applicantFields.map(({ code }) => {
    const own = ownField(fields, code);
    return [code, (own ? form.answers[own.code] : form.applicant[code]) ?? ''];
  });
  return Object.fromEntries(told) as Record<string, string>;
}
