import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sm2, sm3 } from 'sm-crypto-v2';
import { describe, expect, test } from 'vitest';
import { openNote, signNote } from './signed-note.ts';
import { sm2PublicKey, sm2Signer, sm2Verifier } from './sm2-note.ts';

// GB/T 32918.5-2017, annex A.2: signature of "message digest" with the user id 1234567812345678.
const privateKey = '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8';
const publicKey = Buffer.from(
  '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
    'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  'hex',
);
const signature = Buffer.from(
  'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
    'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
  'hex',
);
const message = Buffer.from('message digest');

describe('SM2 over SM3', () => {
  test('given the examples of GB/T 32905-2016, then SM3 gives their hashes', () => {
    expect(sm3(Buffer.from('abc'))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(sm3(Buffer.from('abcd'.repeat(16)))).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });

  test('given any bytes, then SM3 of the library is that of OpenSSL', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(sm3(bytes)).toBe(createHash('sm3').update(bytes).digest('hex'));
      }),
    );
  });

  test('given the example of GB/T 32918.5-2017, then its key and its signature hold', () => {
    expect(sm2PublicKey(privateKey)).toEqual(publicKey);
    const verifier = sm2Verifier('a', publicKey);
    expect(verifier.verify(message, signature)).toBe(true);
    for (let bit = 0; bit < 512; bit += 5) {
      const other = Buffer.from(signature);
      other[bit >> 3] = (other[bit >> 3] as number) ^ (1 << (bit & 7));
      if (verifier.verify(message, other)) expect.fail(`bit ${bit}`);
    }
  });

  test("given the example's random number, then the library signs as the example does", () => {
    const k = 0x59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21n;
    const x1 = 0x04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73n;
    const options = { hash: true, publicKey: publicKey.toString('hex'), pointPool: [{ k, x1 }] };
    expect(sm2.doSignature(message, privateKey, options)).toBe(signature.toString('hex'));
  });

  test('given a note, then it opens with the key that signed it and with no other', () => {
    const note = signNote('日志\n', [sm2Signer('a.example', privateKey)]);
    expect(openNote(note, [sm2Verifier('a.example', publicKey)]).text).toBe('日志\n');
    const { publicKey: foreign } = sm2.generateKeyPairHex();
    expect(() => openNote(note, [sm2Verifier('a.example', Buffer.from(foreign, 'hex'))])).toThrow(/No key/);
  });

  test.each([[64], [66], [0]])(
    'given a signature of zeroes or of %d bytes, then it does not hold',
    (length) => {
      const verifier = sm2Verifier('a', publicKey);
      expect(verifier.verify(message, Buffer.alloc(length))).toBe(false);
      expect(verifier.verify(message, Buffer.alloc(length, 0xff))).toBe(false);
    },
  );

  test('given bytes that are no point of the curve, then there is no verifier', () => {
    expect(() => sm2Verifier('a', publicKey.subarray(1))).toThrow(RangeError);
    expect(() => sm2Verifier('a', Buffer.alloc(65, 4))).toThrow(RangeError);
  });
});
