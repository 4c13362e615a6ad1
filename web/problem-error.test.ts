import { expect, test } from 'vitest';
import type { Problem } from '#contract/problem';
import { ProblemError } from './problem-error.ts';

const problem: Problem = {
  type: 'urn:mingjing:problem:field-invalid',
  title: 'A field does not have the expected form',
  titleZh: '字段内容不符合要求',
  status: 422,
  code: 'field-invalid',
  field: 'amount',
  expected: 'at least 3',
  expectedZh: '应不少于 3',
};

test('given what was expected in both languages, then each reader has it in theirs', () => {
  const error = new ProblemError(problem);
  expect(error.sentence('zh')).toBe('字段内容不符合要求；amount: 应不少于 3');
  expect(error.sentence('en')).toBe('A field does not have the expected form; amount: at least 3');
});

test('given a value alone, then both have it as it is', () => {
  const error = new ProblemError({ ...problem, expected: '370100000000', expectedZh: undefined });
  expect(error.expectedIn('zh')).toBe('370100000000');
});
