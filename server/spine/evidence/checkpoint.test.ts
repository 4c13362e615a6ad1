import { describe, expect, test } from 'vitest';
import { formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { parseNote, UnverifiedNote } from './signed-note.ts';

// The example of C2SP tlog-cosignature: a checkpoint with the line of its log and one of a witness.
const sofa =
  'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
  '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n' +
  '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n';

describe('checkpoints', () => {
  test('given the example of C2SP, then it is read and written as it stands there', () => {
    const { text, signatures } = parseNote(sofa);
    const head = parseCheckpoint(text);
    expect(head).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163 });
    expect(formatCheckpoint(head)).toBe(text);
    expect(signatures[1]?.signature.readBigUInt64BE()).toBe(1679315147n);
  });

  test('given lines after the third, then they are passed over', () => {
    const root = Buffer.alloc(32, 1);
    const text = formatCheckpoint({ origin: 'a', size: 0, root });
    expect(parseCheckpoint(`${text}more\n`)).toEqual({ origin: 'a', size: 0, root });
  });

  test.each([
    '',
    'a\n1\n',
    `a\n01\n${'A'.repeat(43)}=\n`,
    `a\n-1\n${'A'.repeat(43)}=\n`,
    `a\n9007199254740993\n${'A'.repeat(43)}=\n`,
    `a\n1\n${'A'.repeat(42)}B=\n`,
    `a\n1\n${'A'.repeat(40)}\n`,
    `\n1\n${'A'.repeat(43)}=\n`,
    `a\n1\n${'A'.repeat(43)}=`,
    `a\n1\n${'A'.repeat(43)}=\n\n`,
  ])('given %j, then it is no checkpoint', (text) => {
    expect(() => parseCheckpoint(text)).toThrow(UnverifiedNote);
  });

  test('given a checkpoint of another log under a key that is known, then it is refused', () => {
    const { signatures } = parseNote(sofa);
    const known = {
      name: 'example.com/behind-the-sofa',
      keyId: signatures[0]?.keyId as Buffer,
      verify: () => true,
    };
    expect(openCheckpoint(sofa, [known], 'example.com/behind-the-sofa').size).toBe(20852163);
    expect(() => openCheckpoint(sofa, [known], 'example.com/other')).toThrow(UnverifiedNote);
  });
});
