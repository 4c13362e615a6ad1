import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clockLimit } from '#contract/clock';
import { faultOf } from '#contract/fault';
import { itemContent } from '#contract/item-content';
import { code } from '#contract/text';

const faultIn = (schema: z.ZodType, value: unknown) => faultOf(schema.safeParse(value).error!.issues[0]!);

describe('what an issue is about', () => {
  it('given a name in one language, where a code alone would do, then the other language is asked for', () => {
    const { path } = faultIn(itemContent, { code: 'result', name: { zh: '结果' } });
    expect(path).toEqual(['name', 'en']);
  });

  it('given a text that is no code, then it tells how codes are written', () => {
    const alone = faultIn(code, 'No code!');
    expect(faultIn(itemContent, 'No code!')).toMatchObject({ path: [], message: alone.message });
  });

  it('given a budget of nothing, where a due time would do, then its amount is named', () => {
    expect(faultIn(z.object({ limit: clockLimit }), { limit: { n: 0, unit: 'hour' } }).path).toEqual([
      'limit',
      'n',
    ]);
  });
});
