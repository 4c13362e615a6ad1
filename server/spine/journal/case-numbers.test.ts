import type { ClientBase } from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { CaseNumbers } from '#spine/journal/case-numbers';

/** A sequence that gives out a thousand at a time, as that of the database does. */
let given = 0;
const client = {
  query: () => Promise.resolve({ rows: [{ first: given++ * 1_000 + 1 }] }),
} as unknown as ClientBase;

describe('keys for new cases', () => {
  beforeEach(() => {
    given = 0;
  });

  test('given none yet, then a batch that opens a case has a block fetched, and one that opens none does not', async () => {
    const numbers = new CaseNumbers();
    await numbers.provide(client, 0);
    expect(given).toBe(0);
    expect(() => numbers.take()).toThrow('no key');
    await numbers.provide(client, 1);
    expect(given).toBe(1);
  });

  test('given a block, then its thousand keys are given out once each, ascending', async () => {
    const numbers = new CaseNumbers();
    await numbers.provide(client, 1_000);
    const taken = Array.from({ length: 1_000 }, () => numbers.take());
    expect(taken).toEqual(Array.from({ length: 1_000 }, (_, i) => 1 + i));
    expect(() => numbers.take()).toThrow('no key');
  });

  test('given fewer keys than a batch opens cases, then the next block replaces them', async () => {
    const numbers = new CaseNumbers();
    await numbers.provide(client, 1);
    for (let i = 0; i < 999; i++) numbers.take();
    await numbers.provide(client, 1);
    expect(given).toBe(1);
    await numbers.provide(client, 2);
    expect([numbers.take(), numbers.take()]).toEqual([1_001, 1_002]);
  });
});
