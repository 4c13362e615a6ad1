import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { create } from 'qrcode';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, test } from 'vitest';
import { formatCheckpoint, openCheckpoint } from './checkpoint.ts';
import { formatReceipt, parseReceipt, readQr, receiptForQr } from './receipt-text.ts';
import { logVerifiers } from './signer.ts';
import { ed25519Signer, signNote } from './signed-note.ts';
import { sm2Signer } from './sm2-note.ts';

const origin = 'example.gov.cn/mingjing';
const keys = {
  origin,
  ed25519: generateKeyPairSync('ed25519').privateKey,
  sm2: sm2.generateKeyPairHex().privateKey,
};
const root = Buffer.alloc(32, 7);
const checkpoint = signNote(formatCheckpoint({ origin, size: 20_000_000, root }), [
  ed25519Signer(origin, keys.ed25519),
  sm2Signer(origin, keys.sm2),
]);
const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((one) => Buffer.from(one));
const receipt = fc.record({
  leaf: fc.uint8Array({ maxLength: 400 }).map((one) => Buffer.from(one)),
  index: fc.maxSafeNat(),
  proof: fc.array(bytes(32), { maxLength: 30 }),
  checkpoint: fc.constant(checkpoint),
});

describe('receipts as text', () => {
  test('given any receipt, then its text leads back to it', () => {
    fc.assert(fc.property(receipt, (one) => void expect(parseReceipt(formatReceipt(one))).toEqual(one)));
  });

  test('given any receipt, then so does its QR code, the checkpoint with the first of its signatures', () => {
    fc.assert(
      fc.property(receipt, (one) => {
        const { checkpoint: short, ...rest } = readQr(receiptForQr(one) as string) ?? { checkpoint: '' };
        expect(rest).toEqual({ leaf: one.leaf, index: one.index, proof: one.proof });
        expect(checkpoint.startsWith(short)).toBe(true);
        expect(openCheckpoint(short, logVerifiers(keys), origin).signers).toHaveLength(1);
      }),
    );
  });

  test('given a leaf of 400 bytes among 20 million, then a QR code holds it; one of 65,535 bytes it does not', () => {
    const [leaf] = fc.sample(
      fc.constant(0).chain(() => bytes(400)),
      { numRuns: 1, seed: 1 },
    ) as [Buffer];
    const proof = fc.sample(bytes(32), { numRuns: 25, seed: 2 });
    const code = receiptForQr({ leaf, index: 12_345_678, proof, checkpoint }) as string;
    const { version, segments } = create(code, { errorCorrectionLevel: 'L' }) as unknown as {
      version: number;
      segments: { mode: { id: string } }[];
    };
    expect(version).toBeLessThanOrEqual(32);
    expect(segments.map(({ mode }) => mode.id)).toEqual(['Alphanumeric']);
    const [long] = fc.sample(bytes(65_535), { numRuns: 1, seed: 3 }) as [Buffer];
    expect(receiptForQr({ leaf: long, index: 0, proof, checkpoint })).toBeNull();
    expect(parseReceipt(formatReceipt({ leaf: long, index: 0, proof, checkpoint }))?.leaf).toEqual(long);
  });

  test('given any text, then it is no receipt, and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseReceipt(text)).toBeUndefined();
        expect(readQr(text)).toBeUndefined();
        expect(readQr(`MJ1:${text}`)).toBeUndefined();
      }),
    );
  });

  const hash = 'A'.repeat(43);
  test.each([
    'c2sp.org/tlog-proof@v1',
    'c2sp.org/tlog-proof@v1\nindex 1\n\n',
    'c2sp.org/tlog-proof@v1\nextra a\nindex 1\n\n',
    'c2sp.org/tlog-proof@v1\nextra YQ==\nindex 01\n\n',
    'c2sp.org/tlog-proof@v1\nextra YQ==\nindex 9007199254740993\n\n',
    `c2sp.org/tlog-proof@v1\nextra YQ==\nindex 1\n${hash}\n\n`,
    `c2sp.org/tlog-proof@v1\nextra YQ==\nindex 1\n${'A'.repeat(42)}B=\n\n`,
    `c2sp.org/tlog-proof@v2\nextra YQ==\nindex 1\n${hash}=\n\n`,
    `c2sp.org/tlog-proof@v1\nextra YQ==\nindex 1\n${`${hash}=\n`.repeat(65)}\n`,
  ])('given %j, then it is no receipt', (text) => {
    expect(parseReceipt(text)).toBeUndefined();
  });
});
