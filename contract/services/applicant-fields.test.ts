import { expect, test } from 'vitest';
import type { FormField } from '#contract/item-form';
import { applicantFieldsBeside, applicantOf } from '#contract/services/applicant-fields';

const field = (code: string, required = true): FormField => ({
  code,
  name: { zh: code, en: code },
  kind: 'text',
  required,
});

test('given an item that asks for nobody, then everything is asked beside it', () => {
  expect(applicantFieldsBeside([field('shop')]).map(({ code }) => code)).toEqual([
    'name',
    'idNumber',
    'phone',
    'address',
  ]);
});

test('given an item that asks for the representative, then nobody is asked twice', () => {
  const fields = [field('representative'), field('representative-id'), field('phone', false)];
  expect(applicantFieldsBeside(fields).map(({ code }) => code)).toEqual(['phone', 'address']);
  const answers = { representative: '王小明', 'representative-id': '11010519491231002X', phone: '1' };
  expect(applicantOf(fields, { applicant: { phone: '13800000000' }, answers })).toEqual({
    name: '王小明',
    idNumber: '11010519491231002X',
    phone: '13800000000',
    address: '',
  });
});
