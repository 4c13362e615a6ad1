import type { ClientBase } from 'pg';
import { Frontier, hashSize } from '#spine/evidence/merkle';

/** Advisory lock of the one who continues the tree, over all processes. */
export const sequencerLock = '7241, 1';

/** How far the tree has come in the database. `lock`: until the end of the transaction nobody else continues it. */
export async function readTree(client: Pick<ClientBase, 'query'>, lock = false): Promise<Frontier> {
  const { rows } = await client.query<{ size: number; frontier: Buffer }>(
    `SELECT size, frontier FROM evidence_tree${lock ? ' FOR UPDATE' : ''}`,
  );
  const { size, frontier } = rows[0]!;
  const hashes = Array.from({ length: frontier.length / hashSize }, (_, i) =>
    frontier.subarray(i * hashSize, (i + 1) * hashSize),
  );
  return Frontier.of(size, hashes);
}

export async function writeTree(client: ClientBase, frontier: Frontier): Promise<void> {
  await client.query('UPDATE evidence_tree SET size = $1, frontier = $2', [
    frontier.size,
    Buffer.concat(frontier.hashes()),
  ]);
}
