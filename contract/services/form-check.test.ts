import { describe, expect, test } from 'vitest';
import type { FormField } from '#contract/item-form';
import { faultsOf, formSchema } from '#contract/services/form-check';

const field = (kind: FormField['kind'], more: Partial<FormField> = {}): FormField => ({
  code: 'one',
  name: { zh: '项', en: 'Field' },
  kind,
  required: true,
  ...more,
});
const faultOf = (one: FormField, value: unknown) => faultsOf([one], { one: value }).one;

describe('one field', () => {
  const options = ['a', 'b'].map((code) => ({ code, name: { zh: code, en: code } }));
  test.each<[FormField, string, string | undefined]>([
    [field('text'), '  ', 'required'],
    [field('text', { required: false }), '', undefined],
    [field('text', { minLength: 3 }), '两字', 'short'],
    [field('text', { maxLength: 3 }), '一二三四', 'long'],
    [field('text', { pattern: '[A-Z]{3}' }), 'ABCD', 'pattern'],
    [field('number'), '12a', 'number'],
    [field('money'), '10.005', 'money'],
    [field('money'), '１０.50', undefined],
    [field('date'), '2026-02-30', 'date'],
    [field('date'), '2026-02-28', undefined],
    [field('select', { options }), 'c', 'select'],
    [field('id-number'), '110105194912310021', 'id-number'],
    [field('id-number'), '11010519491231002x', undefined],
    [field('credit-code'), '91110000000000000A', 'credit-code'],
    [field('phone'), '123', 'phone'],
    [field('phone'), '(0531) 8888-0000', undefined],
    [field('region'), '3701', 'region'],
  ])('given %o and %s, then the fault is %s', (one, value, fault) => {
    expect(faultOf(one, value)).toBe(fault);
  });
});

test('given what people write, then it is kept in one form', () => {
  const fields = [field('id-number', { code: 'id' }), field('text', { code: 'name' })];
  expect(formSchema(fields).parse({ id: '11010519491231002x', name: ' 王小明 ', other: 'left out' })).toEqual(
    {
      id: '11010519491231002X',
      name: '王小明',
    },
  );
});

test('given several wrong fields, then each is named', () => {
  const fields = [field('date', { code: 'from' }), field('phone', { code: 'phone' }), field('text')];
  expect(faultsOf(fields, { from: 'soon', phone: '1', one: 'right' })).toEqual({
    from: 'date',
    phone: 'phone',
  });
});
