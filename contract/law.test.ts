import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type LawFile, lawFile, legalDeadline } from '#contract/law';

const folder = new URL('../reference/laws/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
const read = (name: string): LawFile =>
  lawFile.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
const laws = names.map(read);
const deadline = (id: string) => laws.flatMap((law) => law.deadlines).find((one) => one.id === id);

describe('legal deadlines', () => {
  it.each(names)('given %s, then it has the form of a law file and the name of its law', (name) => {
    expect(`${read(name).id}.json`).toBe(name);
  });

  it('given a deadline found in a text with a known article, then the article is named', () => {
    const all = laws.flatMap((law) => law.deadlines);
    const unnamed = all.filter(
      (one) => one.mark === 'F' && one.articleMark === undefined && !/^第.+条$/.test(one.article),
    );
    expect(unnamed.map((one) => one.id)).toEqual([]);
  });

  it.each([
    ['licensing.decide', 20, 'working-day', 10],
    ['licensing.decide-jointly', 45, 'working-day', 15],
    ['penalty.decide', 90, 'calendar-day', undefined],
    ['penalty.deliver', 7, 'working-day', undefined],
    ['disclosure.answer', 20, 'working-day', 20],
    ['petition.close', 60, 'calendar-day', 30],
    ['supervision.detention', 3, 'month', 3],
    ['tendering.complaint-decided', 30, 'working-day', undefined],
    ['procurement.contract-published', 2, 'working-day', undefined],
    ['reconsideration.decide', 60, 'calendar-day', 30],
  ])('given %s, then it is %d %s, extended by %s', (id, n, unit, extension) => {
    const found = deadline(id);
    expect([found?.n, found?.unit, found?.extensions[0]?.n]).toEqual([n, unit, extension]);
  });

  it('given the licensing decision, then the eight special procedures stop its clock', () => {
    expect(deadline('licensing.decide')?.pauses.map((pause) => pause.procedure)).toEqual([
      'hearing',
      'tender',
      'auction',
      'inspection',
      'testing',
      'quarantine',
      'appraisal',
      'expert-review',
    ]);
  });

  it.each([
    ['a period without a unit', { unit: undefined }, 'n'],
    ['a yearly date beside a period', { yearly: '01-31' }, 'n'],
    ['an unknown mark', { mark: 'X' }, 'mark'],
    ['no English duty', { duty: { zh: '作出决定', en: '' } }, 'duty.en'],
  ])('given %s, then it is refused naming %s', (_what, change, field) => {
    const good = deadline('licensing.decide');
    const result = legalDeadline.safeParse({ ...good, ...change });
    expect(result.error?.issues[0]?.path.join('.')).toBe(field);
  });
});
