import { describe, expect, test } from 'vitest';
import { accepted, bureau, clues, opened, organOf, step } from './story.fixture.ts';

const review = (data: Record<string, unknown>) => step('2026-03-03 10:00', 'review', data);
const posts = (...codes: string[]) => codes.map((code) => ({ code, name: { zh: code, en: code } }));

describe('BEYOND_POWER: the post', () => {
  test('given a post that the step does not name, then it is a clue', () => {
    expect(clues('BEYOND_POWER', [opened, accepted, review({ post: 'driver', actor: 'Lin' })])).toMatchObject(
      [
        {
          key: 'BEYOND_POWER:3',
          level: 'red',
          evidence: { step: 'review', post: 'driver', posts: 'clerk', actor: 'Lin' },
        },
      ],
    );
  });

  test('given a post that it names, no post, or a step that names none, then there is no clue', () => {
    const told = [
      opened,
      accepted,
      review({ post: 'clerk' }),
      review({}),
      step('2026-03-03 11:00', 'visit', { post: 'driver' }),
    ];
    expect(clues('BEYOND_POWER', told)).toEqual([]);
  });
});

describe('BEYOND_POWER: the organ', () => {
  const by = (acting: typeof bureau) => [opened, accepted, { ...review({ post: 'clerk' }), acting }];

  test('given an unrelated department, then it is a clue', () => {
    expect(clues('BEYOND_POWER', by(organOf('forestry', { posts: posts('clerk') })))).toMatchObject([
      { evidence: { organ: 'county-bureau', actingOrgan: 'forestry' } },
    ]);
  });

  test.each([
    ['the organ itself', bureau],
    ['the organ above', organOf('city-bureau')],
    ['an organ below', organOf('town-office', { parent: 'county-bureau' })],
    ['a service centre', organOf('centre', { kind: 'service-centre' })],
    ['a town centre', organOf('town-centre', { kind: 'town-centre' })],
  ])('given %s, then there is no clue', (_, acting) => {
    expect(clues('BEYOND_POWER', by(acting))).toEqual([]);
  });

  test('given a post that only the other organ has, then its opinion was asked for and there is no clue', () => {
    const organ = { ...bureau, posts: posts('head') };
    expect(clues('BEYOND_POWER', by(organOf('fire', { posts: posts('clerk') })), { organ })).toEqual([]);
  });

  test('given an unrelated department in a step that names no posts, then there is no clue', () => {
    const visit = { ...step('2026-03-03 10:00', 'visit'), acting: organOf('forestry') };
    expect(clues('BEYOND_POWER', [opened, accepted, visit])).toEqual([]);
  });
});

describe('SAME_PERSON', () => {
  const approve = (actor?: string) => step('2026-03-04 10:00', 'approve', { actor });

  test('given one person in two steps that ask for two, then it is a clue', () => {
    expect(clues('SAME_PERSON', [opened, accepted, review({ actor: 'Lin' }), approve('Lin')])).toMatchObject([
      {
        key: 'SAME_PERSON:4',
        level: 'red',
        evidence: { step: 'approve', sameActorSteps: 'review', actor: 'Lin' },
      },
    ]);
  });

  test('given two people, or nobody named, then there is no clue', () => {
    expect(clues('SAME_PERSON', [opened, accepted, review({ actor: 'Lin' }), approve('Sun')])).toEqual([]);
    expect(clues('SAME_PERSON', [opened, accepted, review({}), approve()])).toEqual([]);
  });

  test('given the step that names no other comes second, then it is a clue all the same', () => {
    expect(clues('SAME_PERSON', [opened, accepted, approve('Lin'), review({ actor: 'Lin' })])).toMatchObject([
      { evidence: { step: 'review', sameActorSteps: 'approve' } },
    ]);
  });
});
