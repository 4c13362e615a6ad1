import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ed25519PublicKey,
  ed25519Signer,
  ed25519Type,
  ed25519Verifier,
  formatVerifierKey,
  openNote,
  parseNote,
  parseVerifierKey,
  rawEd25519,
  signNote,
  UnverifiedNote,
} from './signed-note.ts';

// The note by which Go's golang.org/x/mod/sumdb/note, where the format comes from, checks itself.
const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const petersNote =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
// The examples of C2SP signed-note and tlog-cosignature, whose keys are not given there.
const salvatore =
  'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n' +
  '— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n';

const { privateKey } = generateKeyPairSync('ed25519');
const name = 'example.gov.cn/mingjing';
const signer = ed25519Signer(name, privateKey);
const verifier = ed25519Verifier(name, privateKey);
const other = generateKeyPairSync('ed25519').privateKey;

describe('signed notes', () => {
  test("given Go's note and key, then the note holds, and its key is written as Go writes it", () => {
    const { name, publicKey } = parseVerifierKey(peter, ed25519Type, 32);
    const { text, signers } = openNote(petersNote, [ed25519Verifier(name, ed25519PublicKey(publicKey))]);
    expect(text.endsWith('your problem is.\n')).toBe(true);
    expect(signers).toHaveLength(1);
    expect(formatVerifierKey(name, ed25519Type, publicKey)).toBe(peter);
  });

  test('given the example of C2SP, then the text is what stands before its last empty line', () => {
    const { text, signatures } = parseNote(salvatore);
    expect(text.endsWith('\n\ned è subito sera.\n')).toBe(true);
    expect(signatures[0]?.name).toBe('quasimodo.example/salvatore');
    expect(signatures[0]?.keyId.toString('hex')).toBe('367ba04b');
    expect(signatures[0]?.signature).toHaveLength(64);
  });

  test('given any text, then its note opens with the key and with no other', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', '\n', '—', ' ', '单', '+') });
    fc.assert(
      fc.property(letters, (text) => {
        const note = signNote(`${text}\n`, [signer, ed25519Signer('another.example', other)]);
        expect(openNote(note, [verifier])).toEqual({ text: `${text}\n`, signers: [verifier] });
        expect(() => openNote(note, [ed25519Verifier(name, other)])).toThrow(UnverifiedNote);
        expect(() => openNote(note, [])).toThrow(UnverifiedNote);
      }),
    );
  });

  test('given a note with any letter changed, left out or doubled, then it is refused', () => {
    const note = signNote('origin\n1\nroot\n', [signer]);
    for (let at = 0; at < note.length; at++) {
      const changed = String.fromCharCode(note.charCodeAt(at) ^ 1);
      for (const letter of [changed, '', (note[at] as string).repeat(2)]) {
        const other = note.slice(0, at) + letter + note.slice(at + 1);
        expect(() => openNote(other, [verifier])).toThrow(UnverifiedNote);
      }
    }
  });

  test('given any text at all, then it is a note or is refused as none', () => {
    const parts = fc.constantFrom('\n', '\n\n', '— ', 'a ', 'YWFhYWFhYWE=', '+', '\u0000', '\ud800', '单');
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: parts })), (text) => {
        try {
          expect(parseNote(text).text.endsWith('\n')).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(UnverifiedNote);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('given a line of a known key that does not hold beside one that does, then the whole note is refused', () => {
    const second = ed25519Verifier('another.example', other);
    const [text, lines] = signNote('a\n', [signer]).split('\n\n') as [string, string];
    const foreign = signNote('b\n', [ed25519Signer('another.example', other)]).split('\n\n')[1];
    const note = `${text}\n\n${lines}${foreign}`;
    expect(openNote(note, [verifier]).signers).toEqual([verifier]);
    expect(() => openNote(note, [verifier, second])).toThrow(/does not hold/);
  });

  test.each([
    '',
    '\n\n',
    'a\n\n',
    'a\n\n— \n',
    'a\n\n— b YQ==\n',
    'a\n\nb\n',
    'a\t\n\n— b YWFhYWFh\n',
    '\u0000',
  ])('given %j, then it is no note', (text) => {
    expect(() => parseNote(text)).toThrow(UnverifiedNote);
  });

  test.each(['no newline', 'a\u0007\n', '\ud800\n'])('given the text %j, then it is not signed', (text) => {
    expect(() => signNote(text, [signer])).toThrow(UnverifiedNote);
  });

  test('given a public key with another name, id or type, then it is refused', () => {
    const key = formatVerifierKey(name, ed25519Type, rawEd25519(privateKey));
    expect(parseVerifierKey(key, ed25519Type, 32).name).toBe(name);
    for (const wrong of ['', `x${key}`, key.replace('+', '+0'), key.slice(0, -4), `${key}AAAA`]) {
      expect(() => parseVerifierKey(wrong, ed25519Type, 32)).toThrow(UnverifiedNote);
    }
    expect(() => parseVerifierKey(key, Buffer.of(4), 32)).toThrow(/another type/);
  });
});
