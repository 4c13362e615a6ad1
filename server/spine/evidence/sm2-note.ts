import { sm2 } from 'sm-crypto-v2';
import { type NoteSigner, type NoteVerifier, noteKeyId } from './signed-note.ts';

// A line of a signed note with SM2 over SM3 (GB/T 32918.2-2016, GB/T 32918.5-2017, GB/T 32905-2016). C2SP assigns no byte
// to it, so the type is 0xff and a name of our own, as signed-note asks for:
//
//   type        0xff ‖ "mingjing/sm2-sm3/v1"
//   public key  65 bytes: 0x04 ‖ x ‖ y
//   signature   64 bytes: r ‖ s, over the text of the note, with the user id 1234567812345678 (GM/T 0009-2012)

/** Signature type of SM2 over SM3. */
export const sm2Type: Buffer = Buffer.concat([Buffer.of(0xff), Buffer.from('mingjing/sm2-sm3/v1')]);

/** The id that signatures are made with where a scheme names no other (GM/T 0009-2012). */
const userId = '1234567812345678';
const publicKeySize = 65;
const signatureSize = 64;

/** The 65 bytes of the public key that goes with a private one of 64 hexadecimal digits. */
export const sm2PublicKey = (privateKey: string): Buffer =>
  Buffer.from(sm2.getPublicKeyFromPrivateKey(privateKey), 'hex');

/** Signs notes with SM2 over SM3. */
export function sm2Signer(name: string, privateKey: string): NoteSigner {
  const publicKey = sm2PublicKey(privateKey).toString('hex');
  return {
    name,
    keyId: noteKeyId(name, sm2Type, Buffer.from(publicKey, 'hex')),
    sign: (text) => Buffer.from(sm2.doSignature(text, privateKey, { hash: true, publicKey, userId }), 'hex'),
  };
}

/**
 * Checks notes signed with SM2 over SM3.
 * @throws RangeError where the public key is no point of the curve
 */
export function sm2Verifier(name: string, publicKey: Buffer): NoteVerifier {
  const hex = publicKey.toString('hex');
  if (publicKey.length !== publicKeySize || !isPoint(hex)) throw new RangeError('No public key of SM2.');
  return {
    name,
    keyId: noteKeyId(name, sm2Type, publicKey),
    verify(text, signature) {
      if (signature.length !== signatureSize) return false;
      try {
        return sm2.doVerifySignature(text, signature.toString('hex'), hex, { hash: true, userId });
      } catch {
        // The library throws where r or s lies outside of the field: no signature either.
        return false;
      }
    },
  };
}

function isPoint(hex: string): boolean {
  try {
    return sm2.verifyPublicKey(hex);
  } catch {
    return false;
  }
}
