import { expect, test } from 'vitest';
import type { AttachmentRules } from '#contract/attachments';
import { acceptOf, faultOf, kindsText } from './chosen-upload.ts';

const name = { zh: '图片', en: 'Picture' };
const rules: AttachmentRules = {
  maxBytes: 1000,
  maxUnattached: 5,
  types: [
    { extension: 'jpg', type: 'image/jpeg', name },
    { extension: 'jpeg', type: 'image/jpeg', name },
    { extension: 'pdf', type: 'application/pdf', name },
  ],
};

test('given rules, then people read each kind once, and the browser every ending', () => {
  expect(kindsText(rules)).toBe('JPG / PDF');
  expect(acceptOf(rules)).toBe('.jpg,image/jpeg,.jpeg,image/jpeg,.pdf,application/pdf');
});

test.each([
  ['a.pdf', 1000, 1, null],
  ['A.JPEG', 1, 1, null],
  ['a.pdf', 1001, 1, 'tooLarge'],
  ['a.html', 1, 1, 'wrongKind'],
  ['pdf', 1, 1, 'wrongKind'],
  ['a.pdf', 0, 1, 'empty'],
  ['a.pdf', 1, 0, 'tooMany'],
])('given %s of %i bytes with room for %i, then what is wrong is %s', (file, size, room, text) => {
  expect(faultOf({ name: file, size }, rules, room)?.text ?? null).toBe(text);
});
