import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asDownload, fileName } from './file-name.ts';

test.each([
  ['/etc/passwd.pdf', 'passwd.pdf'],
  ['C:\\Users\\x\\证明.pdf', '证明.pdf'],
  ['..', 'file'],
  ['', 'file'],
  ['a\u202efdp.exe', 'afdp.exe'],
  ['a\r\nset-cookie: x.pdf', 'aset-cookie_ x.pdf'],
])('given the name %j, then it is kept as %j', (given, kept) => {
  expect(fileName(given)).toBe(kept);
});

test('given any name, then what is kept is no path, has no controls, and fits a header', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (given) => {
      const name = fileName(given);
      expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]|^\.|^$/u);
      expect([...name].length).toBeLessThanOrEqual(121);
      expect(asDownload(name)).toMatch(/^[\x20-\x7e]+$/);
    }),
  );
});

test('given a name that is too long, then its ending stays', () => {
  expect(fileName(`${'长'.repeat(300)}.docx`)).toMatch(/^长+….docx$/);
});
