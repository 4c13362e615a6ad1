import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { saveOrgans } from '#spine/catalogue/register';
import { testDatabase } from '../../../../tests/support/database.ts';
import { testSpine } from '../../../../tests/support/spine.ts';
import { receiveTicket } from '../tickets/receive-ticket.ts';
import { readSeedPlan } from '../tickets/seed-plan.ts';
import { CategoryClassifier, type Example, leaveOneTextOut } from './classifier.ts';
import { suggestCategories } from './suggest.ts';

const labelledFile = z.object({ texts: z.array(z.object({ category: z.string(), text: z.string() })) });

const examples: Example[] = [
  { text: '家里暖气不热，室温只有十五度', category: 'urban.heating' },
  { text: '供暖以后暖气管道漏水', category: 'urban.heating' },
  { text: '自来水发黄有异味', category: 'urban.water' },
  { text: '小区停水没有通知，水压也小', category: 'urban.water' },
  { text: '出租车拒载还绕路', category: 'traffic.taxi' },
];

describe('what is learnt from tickets', () => {
  const classifier = new CategoryClassifier(examples);

  test('given words of one category, then it comes first, with the words that speak for it', () => {
    const [first] = classifier.score('邻居家的暖气也不热', 3, 3);
    expect(first).toMatchObject({ category: 'urban.heating' });
    expect(first!.words.map(({ word }) => word)).toContain('暖气');
    expect(first!.words.every(({ strength }) => strength > 0)).toBe(true);
  });

  test('given the words of a text, then their parts and the prior make its strength', () => {
    const [first] = classifier.score('暖气 漏水', 1, 10);
    const parts = first!.words.reduce((sum, { strength }) => sum + strength, 0);
    expect(first!.strength).toBeCloseTo(parts + Math.log2(2 / 3), 6);
  });

  test('given no word that is known, or one category alone, then nothing is said', () => {
    expect(classifier.score('飞机晚点', 3, 3)).toEqual([]);
    expect(classifier.score('', 3, 3)).toEqual([]);
    expect(new CategoryClassifier(examples.slice(0, 2)).score('暖气', 3, 3)).toEqual([]);
    expect(new CategoryClassifier(examples, 2).learntFrom).toBe(4);
  });
});

const labelled = labelledFile.parse(
  JSON.parse(readFileSync(new URL('./labelled-texts.fixture.json', import.meta.url), 'utf8')),
);

describe('accuracy on texts that were left out', () => {
  test('given the demonstration, where nearly every text is the only one of its category, then hardly any can be right', () => {
    const { texts } = readSeedPlan();
    const told = leaveOneTextOut(
      texts.map(({ title, content, category }) => ({ text: `${title} ${content}`, category })),
    );
    expect(told.texts).toBe(texts.length);
    const shared = texts.filter(
      ({ category }) => texts.filter((one) => one.category === category).length > 1,
    );
    expect(told.amongThree).toBeLessThanOrEqual(shared.length);
  });

  test('given 96 invented texts of twelve categories, then as many are sorted right as the page on suggestions says', () => {
    const told = leaveOneTextOut(labelled.texts);
    expect(told).toEqual({ texts: 96, first: 28, amongThree: 45 });
  });
});

describe('a suggestion', async () => {
  const { pool } = await testDatabase();
  const { spine, present } = await testSpine(pool, { platforms: true });
  const centre = { code: 'centre', name: { zh: '热线中心', en: 'Centre' }, region: '370000000000' };
  await saveOrgans(pool, [{ ...centre, kind: 'service-centre' }], false);
  await spine.registry.refresh();
  const receive = (category: string, content: string) =>
    receiveTicket(
      spine,
      {
        channel: 'phone',
        kind: 'complaint',
        category,
        title: content.slice(0, 6),
        content,
        place: { region: '370102000000', address: '', community: '' },
        caller: {},
        confidential: false,
      },
      { actor: 'agent', uploader: null },
    );

  test('given few tickets, then nothing is suggested and it says so; given enough of its own, then it learns from them', async () => {
    await receive('urban.heating', '暖气不热室温只有十五度');
    expect(await suggestCategories(spine, '暖气不热')).toEqual({
      learntFrom: 0,
      enough: false,
      suggestions: [],
    });
    for (let n = 0; n < 26; n++) {
      await receive('urban.heating', `${n}号楼暖气不热，请处理`);
      await receive('urban.water', `${n}号楼自来水发黄，请处理`);
    }
    const { learntFrom, enough, suggestions } = await suggestCategories(spine, '我家暖气不热');
    expect([learntFrom, enough, suggestions.map(({ category }) => category)]).toEqual([
      53,
      true,
      ['urban.heating'],
    ]);
    expect(suggestions[0]!.words[0]!.word).toBe('暖气');
    present.now += 1;
  });
});
