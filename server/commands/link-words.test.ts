import { expect, test } from 'vitest';
import { linkWords } from './link-words.ts';

test('given no address, then what is said names the one that is used and the setting; given one, then that one', () => {
  const without = linkWords(undefined, 'http://localhost:3100');
  expect(without).toContain('http://localhost:3100');
  expect(without).toContain('MINGJING_ADDRESS');
  const address = new URL('https://mirror.example.cn/');
  expect(linkWords(address, 'http://localhost:3100')).toBe(
    'Links in e-mails and documents begin with https://mirror.example.cn (MINGJING_ADDRESS).',
  );
});
