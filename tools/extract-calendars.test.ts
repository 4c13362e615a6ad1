import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { chinaCalendar, noticeAddresses, toText } from './extract-calendars.ts';

const committed = path.join(import.meta.dirname, '../reference/calendars/CN.json');

describe("the extraction of China's calendar", () => {
  test('given the pinned package, when extracted, then it is what is committed', async () => {
    expect(toText(await chinaCalendar())).toBe(readFileSync(committed, 'utf8'));
  });

  test('given the source of the package, when read, then every year has the address of its notice', () => {
    const root = path.dirname(createRequire(import.meta.url).resolve('chinese-days/package.json'));
    const addresses = noticeAddresses(readFileSync(path.join(root, 'src/holidays/generate.ts'), 'utf8'));
    for (let year = 2007; year <= 2026; year++) expect(addresses.get(year)?.[0]).toMatch(/gov\.cn/);
    expect(addresses.get(2020)).toHaveLength(2);
  });
});
