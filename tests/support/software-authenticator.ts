import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

/** What a test may lie about. */
export interface Lies {
  origin?: string;
  rpId?: string;
  challenge?: string;
  counter?: number;
  /** False: nobody has touched or unlocked it. */
  userVerified?: boolean;
  /** Instead of the key that was registered. */
  key?: KeyObject;
}

/** A passkey in software (WebAuthn Level 3, attestation `none`, ES256), as a browser's answers to our options. */
export class SoftwareAuthenticator {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly id = randomBytes(16).toString('base64url');
  readonly #origin: string;
  #counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
  }

  #clientData(type: string, challenge: string, lies: Lies): Buffer {
    const { origin = this.#origin } = lies;
    return Buffer.from(
      JSON.stringify({ type, challenge: lies.challenge ?? challenge, origin, crossOrigin: false }),
    );
  }

  #authenticatorData(lies: Lies, attested?: Buffer): Buffer {
    const { rpId = new URL(this.#origin).hostname, userVerified = true } = lies;
    this.#counter += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(lies.counter ?? this.#counter);
    const flags = (userVerified ? 0b101 : 0b001) | (attested ? 0b1000000 : 0);
    return Buffer.concat([sha256(rpId), Buffer.of(flags), counter, attested ?? Buffer.alloc(0)]);
  }

  /** Answers options of registration. */
  register({ challenge }: { challenge: string }, lies: Lies = {}): Record<string, unknown> {
    const { x, y } = this.#keys.publicKey.export({ format: 'jwk' });
    // COSE (RFC 9053): EC2, ES256, P-256.
    const cose = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Uint8Array.from(Buffer.from(x!, 'base64url'))],
        [-3, Uint8Array.from(Buffer.from(y!, 'base64url'))],
      ]),
    );
    const id = Buffer.from(this.id, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, id, Buffer.from(cose)]);
    const attestation = isoCBOR.encode(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', Uint8Array.from(this.#authenticatorData(lies, attested))],
      ]) as never,
    );
    return this.#answer({
      clientDataJSON: this.#clientData('webauthn.create', challenge, lies).toString('base64url'),
      attestationObject: Buffer.from(attestation).toString('base64url'),
      transports: ['internal'],
    });
  }

  /** Answers options of sign-in. */
  signIn({ challenge }: { challenge: string }, lies: Lies = {}): Record<string, unknown> {
    const data = this.#authenticatorData(lies);
    const client = this.#clientData('webauthn.get', challenge, lies);
    const signature = sign(
      'sha256',
      Buffer.concat([data, sha256(client)]),
      lies.key ?? this.#keys.privateKey,
    );
    return this.#answer({
      clientDataJSON: client.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
    });
  }

  #answer(response: Record<string, unknown>): Record<string, unknown> {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, response };
  }
}
