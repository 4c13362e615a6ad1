import { expect, test } from 'vitest';
import { benchEvidence } from './evidence.ts';

test('given few cases, then the bench of evidence compares what it says, and all entries are signed', async () => {
  const [result] = await benchEvidence(50);
  expect(result!.ours).toBeGreaterThan(0);
  expect(result!.peer!.value).toBeGreaterThan(0);
  expect(result!.note).toMatch(/^all 300 signed/);
});
