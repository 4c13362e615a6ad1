import { z } from 'zod';
import { endpoint } from '#contract/endpoint';

const size = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const evidenceApi = {
  getReceiptProof: endpoint({
    method: 'GET',
    path: '/api/progress/:receipt/proof',
    summary:
      'Proof that the newest signed entry of a case is in the log, to be kept and checked without this system',
    face: 'public',
    access: 'everybody',
    params: z.object({ receipt: z.string().max(60) }),
    response: z.object({
      receipt: z.string(),
      /** Which entry of the case it proves, and with it all before: each leaf names the one before it. */
      seq: z.number().int(),
      recordedAt: z.string(),
      /** Index of the leaf, and leaves under the checkpoint. */
      index: z.number().int(),
      size: z.number().int(),
      /** C2SP tlog-proof@v1; `extra` is the leaf in base64. */
      proof: z.string(),
      /** The same for a QR code (alphanumeric mode); null where none can hold it. */
      qr: z.string().nullable(),
    }),
  }),
  getConsistency: endpoint({
    method: 'GET',
    path: '/api/log/consistency',
    summary: 'Proof that the tree of `to` leaves begins with the tree of `from` leaves (RFC 6962)',
    face: 'public',
    access: 'everybody',
    query: z.object({ from: size, to: size }),
    response: z.object({ from: z.number(), to: z.number(), proof: z.array(z.string()) }),
  }),
};
