import { createECDH, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** Keys of hashes of one kind: what is new goes by `current`; what was made before may go by one of `previous`, newest first. */
export interface HashKeys {
  current: Buffer;
  previous: readonly Buffer[];
}

/** The secrets of one installation. */
export interface Keys {
  /** Master keys (AES-256) by name: personal fields are sealed under `current` and opened under any of them. */
  encryption: { current: string; keys: ReadonlyMap<string, Buffer> };
  /** Key of the blind indexes: equality search over what is encrypted. */
  blindIndex: HashKeys;
  /** Key of the salted commitments and references in the evidence tree. */
  commitment: Buffer;
  /** Key of sessions, of codes and of the secrets of authenticators. */
  session: HashKeys;
  signing: {
    /** Name of the log in its signed notes (C2SP signed-note); it never changes. */
    origin: string;
    ed25519: KeyObject;
    /** Private key of SM2 (GB/T 32918) as 64 hexadecimal digits. */
    sm2: string;
  };
}

const keyBytes = 32;
const secret = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === keyBytes, `${keyBytes} bytes in base64`);

/** One key, as every file began, or the current one with those before it while a rotation is not through. */
const hashKeys = z.union([
  secret.transform((current): HashKeys => ({ current, previous: [] })),
  z.object({ current: secret, previous: z.array(secret) }),
]);

const ed25519Key = z.base64().transform((text, context) => {
  try {
    const key = createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below, without the key.
  }
  context.addIssue({ code: 'custom', message: 'a private Ed25519 key (PKCS #8, DER) in base64' });
  return z.NEVER;
});

/** The form of the key file. */
const keyFile = z
  .object({
    format: z.literal('mingjing-keys/1'),
    encryption: z.object({
      current: z.string(),
      keys: z.record(z.string().regex(/^[a-z0-9-]{1,40}$/, 'a short name'), secret),
    }),
    blindIndex: hashKeys,
    commitment: secret,
    session: hashKeys,
    signing: z.object({
      origin: z.string().regex(/^[^\s+]+$/, 'a name without spaces and plus signs'),
      ed25519: ed25519Key,
      sm2: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits'),
    }),
  })
  .refine(({ encryption }) => encryption.current in encryption.keys, {
    path: ['encryption', 'current'],
    message: 'the name of one of the keys',
  });

/**
 * Reads the text of a key file.
 * @throws Error naming each wrong field and what is expected there; never what stands in it.
 */
export function parseKeys(text: string): Keys {
  const read = keyFile.safeParse(parseJson(text));
  if (!read.success)
    throw new Error(
      read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`).join('; '),
    );
  const { encryption, blindIndex, commitment, session, signing } = read.data;
  return {
    encryption: { current: encryption.current, keys: new Map(Object.entries(encryption.keys)) },
    blindIndex,
    commitment,
    session,
    signing,
  };
}

/** An error of JSON.parse shows a piece of the text, which is secret here. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
}

/** The text of a key file. */
export function formatKeys({ encryption, blindIndex, commitment, session, signing }: Keys): string {
  const written = {
    format: 'mingjing-keys/1',
    encryption: {
      current: encryption.current,
      keys: Object.fromEntries([...encryption.keys].map(([name, key]) => [name, key.toString('base64')])),
    },
    blindIndex: writtenKeys(blindIndex),
    commitment: commitment.toString('base64'),
    session: writtenKeys(session),
    signing: {
      origin: signing.origin,
      ed25519: signing.ed25519.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      sm2: signing.sm2,
    },
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

/** With one key as it always stood, so that an older version reads a file that nothing is rotated in. */
function writtenKeys({ current, previous }: HashKeys) {
  const text = (key: Buffer) => key.toString('base64');
  return previous.length === 0 ? text(current) : { current: text(current), previous: previous.map(text) };
}

/** A new key of hashes. */
export const newHashKey = (): Buffer => randomBytes(keyBytes);

/** A master key under a name that was never used: names are in the database, keys are not. */
export function newMasterKey(): [name: string, key: Buffer] {
  return [`k-${randomBytes(6).toString('hex')}`, randomBytes(keyBytes)];
}

/** New keys from the system's random source. */
export function generateKeys(): Keys {
  const [name, key] = newMasterKey();
  const sm2 = createECDH('SM2');
  sm2.generateKeys();
  return {
    encryption: { current: name, keys: new Map([[name, key]]) },
    blindIndex: { current: newHashKey(), previous: [] },
    commitment: randomBytes(keyBytes),
    session: { current: newHashKey(), previous: [] },
    signing: {
      origin: `mingjing-${randomBytes(6).toString('hex')}`,
      ed25519: generateKeyPairSync('ed25519').privateKey,
      sm2: sm2.getPrivateKey('hex').padStart(64, '0'),
    },
  };
}
