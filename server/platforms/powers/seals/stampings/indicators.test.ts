import { describe, expect, test } from 'vitest';
import {
  act,
  agree,
  approve,
  asked,
  codes,
  record,
  release,
  stampedUnasked,
  tell,
} from './stamping.fixture.ts';

const ready = [asked(), agree, approve, release] as const;
const urgent = asked({ urgent: true, urgentReason: '救助申请当日截止' });
const refuse = act('refuse-stamping', 'station', { reason: '用途说明不完整，请补充' });
const close = (comparison: string) => act('close-stamping', 'secretary', { comparison });
/** Metres to the north of the middle of the fence. */
const north = (metres: number) => ({ latitude: 36.66 + metres / 111_194.93, longitude: 117.03 });
const at = (time: string) => record({ at: `2026-11-20T${time}+08:00` });
const read = (document: { pages?: number; sha256?: string }) => record({ document });

/** Each rule: what fires it, and what stays just within. */
describe.each([
  ['SEAL_UNAUTHORISED', 'no request', [stampedUnasked()], [...ready, record()]],
  [
    'SEAL_UNAUTHORISED',
    'a time outside of each release',
    [...ready, record({ released: false })],
    [...ready, record({ released: true })],
  ],
  [
    'SEAL_UNAUTHORISED',
    'an urgent stamping that is refused afterwards',
    [urgent, agree, release, record(), refuse],
    [urgent, agree, release, record(), approve],
  ],
  [
    'SEAL_UNAUTHORISED',
    'a refusal after stamping, and not one before',
    [urgent, agree, release, record(), refuse],
    [urgent, agree, release, refuse],
  ],
  [
    'SEAL_TOO_MANY',
    'a third impression of two',
    [...ready, record({ impressions: 2 }), record({ counter: 2 })],
    [...ready, record(), record({ counter: 2 })],
  ],
  [
    'SEAL_PHOTO_DIFFERS',
    'another number of pages',
    [...ready, read({ pages: 4 })],
    [...ready, read({ pages: 3 })],
  ],
  [
    'SEAL_PHOTO_DIFFERS',
    'another file',
    [...ready, read({ sha256: '2'.repeat(64) })],
    [...ready, read({ sha256: '1'.repeat(64) })],
  ],
  [
    'SEAL_PHOTO_DIFFERS',
    'a person who compared',
    [...ready, record(), close('differs')],
    [...ready, record(), close('same')],
  ],
  [
    'SEAL_PHOTO_DIFFERS',
    'a paper that was read, and none that was not',
    [...ready, read({ pages: 2 })],
    [...ready, record({ document: null })],
  ],
  [
    'SEAL_OUTSIDE_FENCE',
    '221 metres where 200 and 20 are allowed',
    [...ready, record({ position: north(221) })],
    [...ready, record({ position: north(220) })],
  ],
  [
    'SEAL_OUTSIDE_FENCE',
    'a place far away, and not one that is unknown',
    [...ready, record({ position: { latitude: 36.06, longitude: 120.38 } })],
    [...ready, record({ position: null })],
  ],
  ['SEAL_AT_NIGHT', '22:00', [...ready, at('22:00:00')], [...ready, at('21:59:59')]],
  ['SEAL_AT_NIGHT', '05:59', [...ready, at('05:59:59')], [...ready, at('06:00:00')]],
  [
    'SEAL_BLANK_PAPER',
    'paper without a word',
    [...ready, record({ paper: 'blank' })],
    [...ready, record({ paper: 'unknown' })],
  ],
] as const)('%s', (code, what, fires, clean) => {
  test(`given ${what}, then it fires`, () => {
    expect(codes(...fires)).toContain(code);
  });
  test(`given what is just within, then it does not (${what})`, () => {
    expect(codes(...clean)).not.toContain(code);
  });
});

test('given more and more impressions, then it is told once', () => {
  const story = [...ready, record({ impressions: 3 }), record({ counter: 2 }), record({ counter: 3 })];
  expect(codes(...story).filter((code) => code === 'SEAL_TOO_MANY')).toHaveLength(1);
});

test('given an ordinary story, then no rule says anything', () => {
  expect(codes(...ready, record(), record({ counter: 2 }), close('same'))).toEqual([]);
});

test('given a clue, then it names the record by counter and by the time of the device', () => {
  const { found } = tell(...ready, record({ paper: 'blank', counter: 7 }));
  expect(found).toMatchObject([
    {
      key: 'SEAL_BLANK_PAPER:5',
      level: 'red',
      evidence: { counter: 7, deviceAt: '2026-11-20T09:30:00+08:00' },
    },
  ]);
});
