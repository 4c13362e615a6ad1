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
