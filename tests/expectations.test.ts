import { expect, test } from 'vitest';
import { expectations } from '#contract/expectations';
import { toldExpectations } from './support/expectations/told.ts';

/** Modules whose `expected` and messages reach no caller. */
const silent = [
  // Told to whoever runs the installation, at its start or by `mingjing replay`.
  'server/base/config.ts',
  'server/base/key-file.ts',
  'server/spine/journal/replay',
  'server/spine/clocks/stored-clocks.ts',
  // Of the files of schemes, which are read at its start.
  'contract/score-schemes.ts',
  // Names of faults; what they say stands in `formFaults`, in both languages.
  'contract/services/form-check.ts',
  // The table itself.
  'contract/expectations',
];

/** Expressions that are a value alone, the same in every language, or were looked at where they come from. */
const values = [
  'params.code',
  'message.device',
  'part.filename',
  'refusal.code',
  'formFaults.material.en',
  "text.replaceAll(/[\\0\\p{Cs}]/gu, '\\ufffd')",
];

const { told, unseen } = toldExpectations(silent);

test('given the source, then what is expected can be found in it by reading', () => {
  expect(told.length).toBeGreaterThan(300);
  expect(unseen.filter((one) => !values.some((value) => one.endsWith(` ${value}`)))).toEqual([]);
});

test('given every text that a refusal may expect, then it stands in contract/expectations with its Chinese', () => {
  const missing = told.filter(({ text }) => /\p{L}/u.test(text) && !Object.hasOwn(expectations, text));
  expect(missing.map(({ text, place }) => `${place} ${JSON.stringify(text)}`)).toEqual([]);
});
