import { createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

// C2SP signed-note: a text, an empty line, and lines of signatures over the text.

/** A note that is not formed as one, or whose signatures do not say what is asked of them. */
export class UnverifiedNote extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnverifiedNote';
  }
}

/** A line of a note: whose key, and what it says, the key's id taken off. */
export interface NoteSignature {
  name: string;
  keyId: Buffer;
  signature: Buffer;
}

export interface Note {
  /** With its last newline, without the empty line. */
  text: string;
  signatures: NoteSignature[];
}

export interface NoteSigner {
  name: string;
  keyId: Buffer;
  sign(text: Buffer): Buffer;
}

export interface NoteVerifier {
  name: string;
  keyId: Buffer;
  /** Whether the signature is this key's over the text. Never throws. */
  verify(text: Buffer, signature: Buffer): boolean;
}

/** Signature type of Ed25519 over the text of a note. */
export const ed25519Type = Buffer.of(0x01);

/** SHA-256(name ‖ "\n" ‖ type ‖ public key), its first four bytes: tells keys apart, proves nothing. */
export function noteKeyId(name: string, type: Uint8Array, publicKey: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(`${name}\n`), type, publicKey]);
  return hash('sha256', named, 'buffer').subarray(0, 4);
}

/** A public key as people configure it: `<name>+<key id>+<base64 of type and key>`. */
export const formatVerifierKey = (name: string, type: Uint8Array, publicKey: Uint8Array): string =>
  `${name}+${noteKeyId(name, type, publicKey).toString('hex')}+${Buffer.concat([type, publicKey]).toString('base64')}`;

/**
 * Reads such a key of the given type.
 * @throws UnverifiedNote where it is none, of another type, or its id is not that of its name and key
 */
export function parseVerifierKey(text: string, type: Uint8Array, keyBytes: number) {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(text) ?? [];
  if (!name || !id || !base64) throw new UnverifiedNote('A public key reads <name>+<8 digits>+<base64>.');
  const bytes = Buffer.from(base64, 'base64');
  const publicKey = bytes.subarray(type.length);
  if (!bytes.subarray(0, type.length).equals(type) || publicKey.length !== keyBytes) {
    throw new UnverifiedNote('The public key is of another type.');
  }
  if (noteKeyId(name, type, publicKey).toString('hex') !== id) {
    throw new UnverifiedNote('The public key does not go with its name and its id.');
  }
  return { name, publicKey };
}

/** The 32 bytes of an Ed25519 public key, from either half of the pair (RFC 8032). */
export function rawEd25519(key: KeyObject): Buffer {
  const { x } = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  return Buffer.from(x as string, 'base64url');
}

/** An Ed25519 public key from its 32 bytes. */
export const ed25519PublicKey = (raw: Uint8Array): KeyObject =>
  createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') },
  });

/** Signs notes with Ed25519 (type 0x01). */
export function ed25519Signer(name: string, privateKey: KeyObject): NoteSigner {
  const keyId = noteKeyId(name, ed25519Type, rawEd25519(privateKey));
  return { name, keyId, sign: (text) => sign(null, text, privateKey) };
}

/** Checks notes signed with Ed25519 (type 0x01), by the public key or the pair. */
export function ed25519Verifier(name: string, key: KeyObject): NoteVerifier {
  const raw = rawEd25519(key);
  const publicKey = ed25519PublicKey(raw);
  return {
    name,
    keyId: noteKeyId(name, ed25519Type, raw),
    verify: (text, signature) => signature.length === 64 && verify(null, text, publicKey, signature),
  };
}

/** A line of a note with its newline. */
export const formatSignature = ({ name, keyId, signature }: NoteSignature): string =>
  `— ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`;

/** A note over a text that ends in a newline, signed by all of the signers in their order. */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!isNoteText(text))
    throw new UnverifiedNote('The text of a note ends in a newline and has no control characters.');
  const bytes = Buffer.from(text);
  const lines = signers.map((signer) => formatSignature({ ...signer, signature: signer.sign(bytes) }));
  return `${text}\n${lines.join('')}`;
}

/** UTF-8 without control characters but newlines, and a newline at its end. */
const isNoteText = (text: string): boolean =>
  text.endsWith('\n') &&
  Array.from(text).every((letter) => letter === '\n' || letter >= ' ') &&
  Buffer.from(text).toString('utf8') === text;

const line = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;
/** More than a log with its witnesses has; a bound for whoever reads what others send. */
const mostSignatures = 64;

/** Takes a note apart, without a word on its signatures. @throws UnverifiedNote where it is none */
export function parseNote(note: string): Note {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !isNoteText(note)) throw new UnverifiedNote('This is no signed note.');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > mostSignatures)
    throw new UnverifiedNote(`The note has more than ${mostSignatures} signatures.`);
  const signatures = lines.map((one) => {
    const [, name, base64] = line.exec(one) ?? [];
    const bytes = Buffer.from(base64 ?? '', 'base64');
    if (!name || bytes.length < 5 || bytes.toString('base64') !== base64) {
      throw new UnverifiedNote('A line below the note is no signature.');
    }
    return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
  });
  return { text: note.slice(0, end + 1), signatures };
}

/**
 * Takes a note apart and checks it: signatures of unknown keys are passed over, one of a known key that does not hold
 * refuses the whole note, and so does a note that no known key has signed.
 * @returns the note, and which of the verifiers have signed it
 */
export function openNote(
  note: string,
  verifiers: readonly NoteVerifier[],
): { text: string; signers: NoteVerifier[] } {
  const { text, signatures } = parseNote(note);
  const bytes = Buffer.from(text);
  const signers = new Set<NoteVerifier>();
  for (const { name, keyId, signature } of signatures) {
    const known = verifiers.find((one) => one.name === name && one.keyId.equals(keyId));
    if (!known) continue;
    if (!known.verify(bytes, signature)) throw new UnverifiedNote(`The signature of ${name} does not hold.`);
    signers.add(known);
  }
  if (signers.size === 0) throw new UnverifiedNote('No key that is known has signed the note.');
  return { text, signers: [...signers] };
}
