import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Config } from '#base/config';
import { sayOnTerminal } from '#base/log';
import { OperatorError } from '#base/operator-error';
import { systemNow } from '#base/time';
import { parseCheckpoint } from '#spine/evidence/checkpoint';
import {
  ed25519PublicKey,
  ed25519Type,
  ed25519Verifier,
  formatVerifierKey,
  parseNote,
  parseVerifierKey,
  rawEd25519,
} from '#spine/evidence/signed-note';
import { aloneInFolder } from '#spine/evidence/folder-lock';
import { cosign, cosignatureType, lastCosigned } from '#spine/evidence/witness';
import { printJson } from './with-spine.ts';

export interface WitnessOptions {
  /** The log's Ed25519 key as it was given by other means than the log itself: `<name>+<id>+<base64>`. */
  key: string;
  name?: string;
  /** Consistency proof for a checkpoint from a file, one hash in base64 a line. */
  proof?: string;
  out?: string;
  json?: boolean;
}

/**
 * Cosigns a checkpoint for the level above: with a key and a memory of its own, and without the database of the log. One process
 * at a time: two that have seen the same could each cosign another continuation of it.
 */
export async function witnessCommand(config: Config, from: string, options: WitnessOptions): Promise<void> {
  const folder = path.join(config.dataFolder, 'witness');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await aloneInFolder(folder, () => cosignFrom(folder, from, options));
}

async function cosignFrom(folder: string, from: string, options: WitnessOptions): Promise<void> {
  const name = options.name ?? `witness-${os.hostname()}`;
  const key = await ownKey(folder);
  const { name: origin, publicKey } = parseVerifierKey(options.key, ed25519Type, 32);
  const isAddress = /^https?:\/\//.test(from);
  const note = isAddress ? await fetchText(new URL('/log/checkpoint', from)) : await readText(from);
  const { size } = parseCheckpoint(parseNote(note).text);
  const seen = (await lastCosigned(folder, origin))?.size ?? 0;
  const proof =
    seen === 0 || seen >= size
      ? []
      : isAddress
        ? await fetchProof(from, seen, size)
        : (await readText(options.proof ?? ''))
            .split('\n')
            .filter(Boolean)
            .map((line) => Buffer.from(line, 'base64'));
  const line = await cosign({
    folder,
    name,
    key,
    now: systemNow(),
    note,
    origin,
    log: [ed25519Verifier(origin, ed25519PublicKey(publicKey))],
    proof,
  });
  const file = options.out ?? path.join(folder, 'checkpoint.cosigned');
  await writeFile(file, note + line);
  sayOnTerminal(`Cosigned ${size} leaves of ${origin} (${seen} before): ${file}`);
  sayOnTerminal(`This witness: ${formatVerifierKey(name, cosignatureType, rawEd25519(key))}`);
  if (options.json) printJson({ origin, from: seen, to: size, file, cosignature: line.trimEnd() });
}

/** The witness's own key, made at its first use; a key of the installation would say nothing that its log does not. */
async function ownKey(folder: string): Promise<KeyObject> {
  const file = path.join(folder, 'key.pem');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text !== undefined) return createPrivateKey(text);
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFile(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
  return privateKey;
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: Error) => {
    throw new OperatorError(
      file
        ? `${file} cannot be read: ${cause.message}.`
        : 'This log was cosigned before: give --proof, the consistency proof since then.',
    );
  });
}

async function fetchText(address: URL): Promise<string> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(30_000) }).catch((cause: Error) => {
    throw new OperatorError(`${address.href} does not answer: ${cause.message}.`);
  });
  if (!answer.ok)
    throw new OperatorError(`${address.href} answers ${answer.status}; expected a checkpoint or a proof.`);
  return answer.text();
}

async function fetchProof(base: string, from: number, to: number): Promise<Buffer[]> {
  const text = await fetchText(new URL(`/api/log/consistency?from=${from}&to=${to}`, base));
  const { proof } = JSON.parse(text) as { proof: string[] };
  return proof.map((hash) => Buffer.from(hash, 'base64'));
}
