import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/**
 * Envelope encryption of personal fields: AES-256-GCM (NIST SP 800-38D) under a data key of the record's own, which is
 * itself wrapped by the master key. Each cell is bound to its place, so that it opens nowhere else.
 *
 * A sealed cell: one byte of version, 12 of nonce, the ciphertext, 16 of tag. Its length tells the length of the value.
 */

/** Where a cell stands. */
export interface CellPlace {
  table: string;
  row: number;
  column: string;
}

/** A cell was changed, moved here from elsewhere, or sealed under another key. Says where, never what. */
export class SealBroken extends Error {
  constructor(where: string) {
    super(`What is sealed in ${where} cannot be opened: it was changed, moved, or sealed under another key.`);
    this.name = 'SealBroken';
  }
}

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;
const algorithm = 'aes-256-gcm';

/** JSON of a list: two different places never give the same bytes. */
const authenticated = (...parts: (string | number)[]) => Buffer.from(JSON.stringify([version, ...parts]));

function seal(key: Buffer, additional: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(additional);
  const text = [cipher.update(plain), cipher.final()];
  return Buffer.concat([Buffer.of(version), nonce, ...text, cipher.getAuthTag()]);
}

/** Null when the seal is broken. */
function open(key: Buffer, additional: Buffer, sealed: Buffer): Buffer | null {
  if (sealed.length < 1 + nonceBytes + tagBytes || sealed[0] !== version) return null;
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(additional);
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(1 + nonceBytes, -tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

const placeOf = ({ table, row, column }: CellPlace) => authenticated('field', table, row, column);

/** Seals a value for its place under the record's data key (32 bytes). */
export function sealField(dataKey: Buffer, place: CellPlace, value: string): Buffer {
  return seal(dataKey, placeOf(place), Buffer.from(value));
}

/** @throws SealBroken, for anything that was not sealed for this very place under this key */
export function openField(dataKey: Buffer, place: CellPlace, sealed: Buffer): string {
  const plain = open(dataKey, placeOf(place), sealed);
  if (!plain) throw new SealBroken(`${place.table} ${place.row} ${place.column}`);
  return plain.toString();
}

/** Which record a data key is for, and the name of the master key that wraps it. */
export interface KeyPlace {
  table: string;
  row: number;
  masterKey: string;
}

const keyPlaceOf = ({ table, row, masterKey }: KeyPlace) =>
  authenticated('record-key', table, row, masterKey);

/** A data key for one record. */
export const newDataKey = (): Buffer => randomBytes(32);

/** Wraps a record's data key by a master key (32 bytes). */
export function wrapKey(master: Buffer, place: KeyPlace, dataKey: Buffer): Buffer {
  return seal(master, keyPlaceOf(place), dataKey);
}

/** @throws SealBroken, also for the key of another record */
export function unwrapKey(master: Buffer, place: KeyPlace, wrapped: Buffer): Buffer {
  const dataKey = open(master, keyPlaceOf(place), wrapped);
  if (dataKey?.length !== 32) throw new SealBroken(`the key of ${place.table} ${place.row}`);
  return dataKey;
}
