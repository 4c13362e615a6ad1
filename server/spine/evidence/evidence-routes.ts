import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { evidenceApi } from '#contract/evidence';
import { readReceipt, receiptCode } from '#spine/cases/receipt';
import type { LogFiles } from '#spine/evidence/log-files';
import { logKey } from '#spine/evidence/log-key';
import { consistencyProof } from '#spine/evidence/proofs';
import { receiptProof } from '#spine/evidence/receipt-proof';
import { readTilePath, tileWidth } from '#spine/evidence/tile-path';
import type { Spine } from '#spine/spine';

/** One page that checks receipts without any network; also to be had from anybody else who has a copy. */
const verifier = path.join(import.meta.dirname, '../../../docs/verify.html');

/**
 * The log for everybody: checkpoint and tiles under /log/ (C2SP tlog-tiles), proofs of receipts and between checkpoints.
 * @param files absent where an application is made without a log; then there is nothing to read
 */
export function registerEvidenceRoutes(app: FastifyInstance, spine: Spine, files?: LogFiles): void {
  const log = (): LogFiles => {
    if (!files) throw new Refusal('not-ready', { detail: 'There is no log here.' });
    return files;
  };
  const schema = { hide: true };
  const open = { access: 'everybody' } as const;
  app.get('/log/checkpoint', { schema, config: open }, async (_request, reply) => {
    const last = log().signer.last();
    if (!last) throw new Refusal('not-ready', { detail: 'Nothing is signed yet.' });
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(last.note);
  });
  app.get<{ Params: { '*': string } }>('/log/tile/*', { schema, config: open }, async (request, reply) => {
    const place = `tile/${request.params['*']}`;
    const tile = readTilePath(place);
    const file = path.join(log().folder, place);
    if (!tile || !(await isThere(file))) throw new Refusal('not-found');
    return reply
      .type('application/octet-stream')
      .header('cache-control', tile.width === tileWidth ? 'public, max-age=31536000, immutable' : 'no-cache')
      .send(createReadStream(file));
  });
  app.get('/log/key', { schema, config: open }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(`${logKey(spine.keys.signing)}\n`),
  );
  app.get('/log/verify.html', { schema, config: open }, async (_request, reply) => {
    if (!(await isThere(verifier))) throw new Refusal('not-found');
    // Its script stands in the page itself, and it reaches nothing else: one file, to be kept anywhere.
    const policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";
    return reply
      .header('content-security-policy', policy)
      .type('text/html; charset=utf-8')
      .send(createReadStream(verifier));
  });
  route(app, evidenceApi.getReceiptProof, async ({ params }) => {
    const key = readReceipt(params.receipt, spine.receiptKey);
    if (!key)
      throw new Refusal('not-found', {
        field: 'receipt',
        expected: 'the 24 letters and digits on the receipt',
      });
    const proof = await receiptProof(spine.pool, log(), key);
    return { receipt: receiptCode(key.city, key.id, spine.receiptKey), ...proof };
  });
  route(app, evidenceApi.getConsistency, async ({ query: { from, to } }) => {
    const signed = log().signer.last()?.size ?? 0;
    if (from > to || to > signed)
      throw new Refusal('field-invalid', { field: 'to', expected: `from ≤ to ≤ ${signed}, what is signed` });
    const proof = await consistencyProof(log().store, from, to);
    return { from, to, proof: proof.map((hash) => hash.toString('base64')) };
  });
}

const isThere = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );
