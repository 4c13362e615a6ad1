import { describe, expect, test } from 'vitest';
import { type ActionField, longest, readFields } from './action-form.ts';

const files: ActionField = {
  name: 'proof',
  title: { zh: '证明材料', en: 'Proof' },
  kind: 'files',
  required: true,
  most: 2,
};
const [a, b, c] = ['a', 'b', 'c'].map((letter) => ({ id: letter.repeat(32), sha256: letter.repeat(64) }));
const known = new Map([a!, b!, c!].map((one) => [one.id, one]));
const read = (proof: unknown, field = files) => readFields([field], { proof }, longest, known);

describe('a field of money', () => {
  const field: ActionField = {
    name: 'amount',
    title: { zh: '金额', en: 'Amount' },
    kind: 'money',
    required: true,
  };
  const read = (amount: unknown) => readFields([field], { amount }, longest);

  test('given an amount, when read, then it has two places and is no float', () => {
    expect(read(' 1200.5 ')).toEqual({ amount: '1200.50' });
    expect(read('99999999999999.10')).toEqual({ amount: '99999999999999.10' });
    expect(read('0')).toEqual({ amount: '0.00' });
  });

  test.each(['-1', '1.005', '1,200', '1e3', '1200元', '100000000000000'])(
    'given %s, when read, then it is refused at the field with an example',
    (text) =>
      expect(() => read(text)).toThrow(
        'field-invalid: values.amount: an amount in yuan with at most two places, e.g. 1234.50',
      ),
  );
});

describe('a field of files', () => {
  test('given uploaded files, when read, then they come as references, each once', () => {
    expect(read([a!.id, b!.id, a!.id].slice(0, 2))).toEqual({ proof: [a, b] });
    expect(read([a!.id, a!.id])).toEqual({ proof: [a] });
  });

  test('given none, when read, then it is refused if they are required, and left out otherwise', () => {
    expect(() => read([])).toThrow('field-invalid: values.proof: at least one file');
    expect(() => read(undefined)).toThrow('at least one file');
    expect(read([], { ...files, required: false })).toEqual({});
  });

  test('given too many, a file that nobody uploaded, or something else, when read, then it is refused at the field', () => {
    expect(() => read([a!.id, b!.id, c!.id])).toThrow('at most 2 files');
    expect(() => read(['d'.repeat(32)])).toThrow('attachment-unknown: values.proof');
    expect(() => read([{ id: a!.id }])).toThrow('attachment-unknown: values.proof');
    expect(() => read(a!.id)).toThrow('a list of uploaded files');
  });
});

describe('a field of choices', () => {
  const choices: ActionField = {
    name: 'proof',
    title: { zh: '材料', en: 'Materials' },
    kind: 'choices',
    required: true,
    options: ['plan', 'lease'].map((value) => ({ value, title: { zh: value, en: value } })),
  };

  test('given several options, when read, then they come as a list, each once', () => {
    expect(read(['lease', 'plan', 'lease'], choices)).toEqual({ proof: ['lease', 'plan'] });
  });

  test('given none, another one or something else, when read, then it is refused at the field', () => {
    expect(() => read([], choices)).toThrow('field-invalid: values.proof: at least one option');
    expect(() => read(['map'], choices)).toThrow('of plan, lease');
    expect(() => read('plan', choices)).toThrow('a list of options');
    expect(read(undefined, { ...choices, required: false })).toEqual({});
  });
});
