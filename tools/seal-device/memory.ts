import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import canonicalize from 'canonicalize';

/** What a device remembers between two commands. */
export interface Memory {
  server: string;
  /** PKCS #8 in PEM. A real device keeps it where it cannot be read. */
  privateKey: string;
  /** Stampings so far. */
  counter: number;
  position: { latitude: number; longitude: number } | null;
  release: { request: string; document: string; impressions: number; until: string } | null;
}

/** A record that waits to be handed in, with the names of its pictures. */
export interface Waiting {
  record: { counter: number; photos: string[] } & Record<string, unknown>;
  signature: string;
  pictures: string[];
}

/** A device in a folder: its keys, its counter, and the records that it has not handed in. */
export class DeviceFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get #file(): string {
    return path.join(this.#folder, 'device.json');
  }

  /** Makes new keys. @throws Error when there is a device already */
  create(server: string, position: Memory['position']): Memory {
    if (existsSync(this.#file)) throw new Error(`${this.#file} holds a device already`);
    mkdirSync(path.join(this.#folder, 'waiting'), { recursive: true });
    const { privateKey } = generateKeyPairSync('ed25519');
    const memory: Memory = {
      server,
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      counter: 0,
      position,
      release: null,
    };
    this.keep(memory);
    return memory;
  }

  /** @throws Error when there is no device */
  read(): Memory {
    if (!existsSync(this.#file)) throw new Error(`there is no device in ${this.#folder}; enrol one first`);
    return JSON.parse(readFileSync(this.#file, 'utf8')) as Memory;
  }

  /** Whole or not at all: a counter must never be used twice. */
  keep(memory: Memory): void {
    writeFileSync(`${this.#file}.new`, JSON.stringify(memory, null, 2), { mode: 0o600 });
    renameSync(`${this.#file}.new`, this.#file);
  }

  /** Keeps a record with its pictures before it is handed in. */
  wait(waiting: Omit<Waiting, 'pictures'>, pictures: readonly Buffer[]): void {
    const name = String(waiting.record.counter).padStart(9, '0');
    const names = pictures.map((_, index) => `${name}-${index}.png`);
    for (const [index, picture] of pictures.entries())
      writeFileSync(path.join(this.#folder, 'waiting', names[index]!), picture);
    writeFileSync(
      path.join(this.#folder, 'waiting', `${name}.json`),
      JSON.stringify({ ...waiting, pictures: names }),
    );
  }

  /** Records that wait, in the order of their counters. */
  waiting(): Waiting[] {
    const folder = path.join(this.#folder, 'waiting');
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Waiting);
  }

  picture(name: string): Buffer {
    return readFileSync(path.join(this.#folder, 'waiting', name));
  }

  /** The server has it: nothing is kept. */
  forget({ record, pictures }: Waiting): void {
    const names = [...pictures, `${String(record.counter).padStart(9, '0')}.json`];
    for (const name of names) rmSync(path.join(this.#folder, 'waiting', name), { force: true });
  }
}

/** The public key in PEM, and the id of the device that follows from it. */
export function publicOf({ privateKey }: Memory): { id: string; pem: string } {
  const key = createPublicKey(createPrivateKey(privateKey));
  const der = key.export({ type: 'spki', format: 'der' });
  return {
    id: createHash('sha256').update(der).digest('hex').slice(0, 32),
    pem: key.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** Ed25519 over the canonical JSON of a message, base64url. */
export const signed = ({ privateKey }: Memory, message: object): string =>
  sign(null, Buffer.from(canonicalize(message)!), createPrivateKey(privateKey)).toString('base64url');

export const sha256Of = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
