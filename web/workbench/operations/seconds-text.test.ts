import { expect, test } from 'vitest';
import { secondsText } from './seconds-text.ts';

test.each([
  [0, '0.0 s'],
  [4.24, '4.2 s'],
  [59.4, '59 s'],
  [60, '1 min'],
  [200, '3 min 20 s'],
  [3_600, '1 h'],
  [18_600, '5 h 10 min'],
  [183_600, '2 d 3 h'],
])('given %d seconds, then they read %s', (seconds, text) => {
  expect(secondsText(seconds)).toBe(text);
});
