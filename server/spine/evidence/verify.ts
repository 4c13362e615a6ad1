import { inTransaction } from '#base/db';
import { type Damage, Damages } from '#spine/evidence/damage';
import { readTree } from '#spine/evidence/tree-row';
import { verifyCases } from '#spine/evidence/verify-cases';
import { verifyEntries } from '#spine/evidence/verify-entries';
import { verifyLeaves } from '#spine/evidence/verify-leaves';
import { verifyNotes } from '#spine/evidence/verify-notes';
import { verifyTileSize } from '#spine/evidence/verify-tiles';
import type { Spine } from '#spine/spine';

export interface VerifyReport {
  ok: boolean;
  /** Leaves that were checked. */
  leaves: number;
  /** Entries that are not a leaf yet: seconds old beside a running server. */
  pending: number;
  /** Leaves under the newest checkpoint. */
  signed: number;
  damaged: Damage[];
}

export interface VerifyOptions {
  onProgress?: (step: 'leaves' | 'cases', done: number, total: number) => void;
}

/**
 * Checks a whole installation: every entry of the journal against its leaf, every tile, every signed note, the root that was
 * signed, the completeness of every case, and everything that is folded from the journal. It lets time pass first, as a
 * replay does; else it changes nothing, and works beside a running server on one snapshot.
 * @param folder where the log lies
 */
export async function verifyInstallation(
  spine: Spine,
  folder: string,
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  const damages = new Damages();
  const certain = await spine.ticker.catchUp(spine.now()).catch((error: Error) => {
    damages.add('case', 'clocks', `time could not be let pass: ${error.message}`);
    return Number.NEGATIVE_INFINITY;
  });
  // What is signed is in the database already: the snapshot taken afterwards has every leaf of this checkpoint.
  const checkpoint = await verifyNotes(folder, spine.keys.signing, damages);
  const signed = checkpoint?.size ?? 0;
  return inTransaction(
    spine.pool,
    async (client) => {
      const tree = await readTree(client).catch((error: Error) => {
        damages.add('tree', 'evidence_tree', error.message);
        return null;
      });
      const counted = await client.query<{ n: number }>(
        'SELECT coalesce(max(leaf_index), -1) + 1 AS n FROM (SELECT leaf_index FROM journal_leaf UNION ALL SELECT leaf_index FROM evidence_gap) l',
      );
      const size = tree?.size ?? counted.rows[0]!.n;
      const { pending } = await verifyEntries(client, size, damages);
      const found = await verifyLeaves({
        client,
        folder,
        commitment: spine.keys.commitment,
        size,
        signed,
        damages,
        onProgress: (done, total) => options.onProgress?.('leaves', done, total),
      });
      await verifyTileSize(folder, signed, damages);
      if (tree && size >= signed && !found.frontier.root().equals(tree.root()))
        damages.add('tree', 'evidence_tree', 'its hashes are not those of its leaves');
      if (checkpoint && !found.signedRoot?.equals(checkpoint.root))
        damages.add('tree', `root of ${signed} leaves`, 'is not the one that was signed');
      await verifyCases(client, spine, certain, damages, (done, total) =>
        options.onProgress?.('cases', done, total),
      );
      const damaged = damages.list;
      return { ok: damaged.length === 0, leaves: Math.max(size, signed), pending, signed, damaged };
    },
    'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  );
}
