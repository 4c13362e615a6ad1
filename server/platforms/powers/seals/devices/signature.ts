import { createPublicKey, verify } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * Whether a device signed a message: Ed25519 (RFC 8032) over its canonical JSON (RFC 8785) in UTF-8.
 * @param publicKey SPKI in DER, base64
 * @param signature base64url
 */
export function isSignedBy(publicKey: string, message: object, signature: string): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  const text = canonicalize(message);
  return text !== undefined && verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}
