import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { formatBase45, parseBase45 } from './base45.ts';
import { longestEntry } from './entry-bundle.ts';
import { hashSize } from './merkle.ts';

/** What a citizen holds: that this leaf is in the log. */
export interface Receipt {
  /** The bytes of the leaf, not its hash. */
  leaf: Buffer;
  index: number;
  /** Inclusion in the tree of the checkpoint. */
  proof: readonly Buffer[];
  /** The signed checkpoint, word for word. */
  checkpoint: string;
}

const firstLine = 'c2sp.org/tlog-proof@v1';
const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** A receipt as text: a C2SP tlog-proof whose extra data are the bytes of the leaf. A file of it ends in .tlog-proof. */
export const formatReceipt = ({ leaf, index, proof, checkpoint }: Receipt): string =>
  [
    firstLine,
    `extra ${leaf.toString('base64')}`,
    `index ${index}`,
    ...proof.map((one) => one.toString('base64')),
    '',
    checkpoint,
  ].join('\n');

/** Reads such a text, or undefined where it is none. It proves nothing yet. */
export function parseReceipt(text: string): Receipt | undefined {
  const end = text.indexOf('\n\n');
  const [first, extra, place, ...hashes] = text.slice(0, Math.max(end, 0)).split('\n');
  const [, leaf] = /^extra (.*)$/.exec(extra ?? '') ?? [];
  const [, index] = /^index (0|[1-9][0-9]*)$/.exec(place ?? '') ?? [];
  if (first !== firstLine || leaf === undefined || !base64.test(leaf) || index === undefined)
    return undefined;
  if (!Number.isSafeInteger(Number(index)) || hashes.length > 64) return undefined;
  const proof = hashes.map((one) => Buffer.from(one, 'base64'));
  if (proof.some((one, i) => one.length !== hashSize || one.toString('base64') !== hashes[i]))
    return undefined;
  const bytes = Buffer.from(leaf, 'base64');
  if (bytes.length > longestEntry || bytes.toString('base64') !== leaf) return undefined;
  return { leaf: bytes, index: Number(index), proof, checkpoint: text.slice(end + 2) };
}

const qrPrefix = 'MJ1:';
/** Most letters of a QR code: version 40 with the least correction of errors. */
const qrMost = 4296;
/** Bytes of the longest receipt that can be, and some; no more is ever unpacked. */
const mostText = 131_072;

/**
 * The same receipt for a QR code in alphanumeric mode: `MJ1:` and base 45 of the text, compressed as raw DEFLATE. Of the
 * signatures it keeps the first, the log's with Ed25519.
 * @returns null where no QR code can hold it
 */
export function receiptForQr(receipt: Receipt): string | null {
  const end = receipt.checkpoint.lastIndexOf('\n\n');
  const firstSignature = receipt.checkpoint.slice(end + 2).split('\n')[0];
  const short = { ...receipt, checkpoint: `${receipt.checkpoint.slice(0, end)}\n\n${firstSignature}\n` };
  const code = qrPrefix + formatBase45(deflateRawSync(formatReceipt(short), { level: 9 }));
  return code.length <= qrMost ? code : null;
}

/** Reads what a QR code says, or undefined where it is no receipt. */
export function readQr(code: string): Receipt | undefined {
  if (!code.startsWith(qrPrefix)) return undefined;
  const packed = parseBase45(code.slice(qrPrefix.length));
  if (!packed) return undefined;
  try {
    return parseReceipt(inflateRawSync(packed, { maxOutputLength: mostText }).toString('utf8'));
  } catch {
    return undefined;
  }
}
