import type { Pool } from 'pg';
import { Refusal } from '#base/errors';
import type { LogFiles } from '#spine/evidence/log-files';
import { inclusionProof } from '#spine/evidence/proofs';
import { formatReceipt, receiptForQr } from '#spine/evidence/receipt-text';

/** What a citizen can keep: that an entry of the case is in the log under a signed checkpoint. */
export interface ReceiptProof {
  seq: number;
  recordedAt: string;
  index: number;
  size: number;
  /** C2SP tlog-proof@v1; `extra` is the leaf in base64. */
  proof: string;
  /** The same for a QR code in alphanumeric mode; null where none can hold it. */
  qr: string | null;
}

/**
 * Proof of the newest entry of a case that is signed; each leaf names the one before it in the case.
 * Refusal: not-ready, while the first entry of the case is not signed yet.
 */
export async function receiptProof(
  pool: Pool,
  files: LogFiles,
  key: { city: number; id: number },
): Promise<ReceiptProof> {
  const signed = files.signer.last();
  const { rows } = await pool.query<{ index: number; seq: number }>(
    `SELECT leaf_index AS index, case_seq AS seq FROM journal_leaf
     WHERE city = $1 AND case_id = $2 AND leaf_index < $3 ORDER BY case_seq DESC LIMIT 1`,
    [key.city, key.id, signed?.size ?? 0],
  );
  if (!signed || !rows[0])
    throw new Refusal('not-ready', {
      detail: 'The case is on its way into the log; try again in some seconds.',
    });
  const { index, seq } = rows[0];
  const { size, note } = signed;
  const leaf = await files.store.entry(index);
  const hashes = await inclusionProof(files.store, index, size);
  const { recorded } = JSON.parse(leaf.toString('utf8')) as { recorded: string };
  const receipt = { leaf, index, proof: hashes, checkpoint: note };
  return { seq, recordedAt: recorded, index, size, proof: formatReceipt(receipt), qr: receiptForQr(receipt) };
}
