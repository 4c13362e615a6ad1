import { expect, test } from 'vitest';
import { receiptCode } from '#spine/cases/receipt';
import { openCheckpoint } from '#spine/evidence/checkpoint';
import { evidenceOf } from '#spine/evidence/evidence.fixture';
import { registerEvidenceRoutes } from '#spine/evidence/evidence-routes';
import { leafHash } from '#spine/evidence/merkle';
import { verifyConsistency, verifyInclusion } from '#spine/evidence/proofs';
import { parseReceipt, readQr } from '#spine/evidence/receipt-text';
import { logVerifiers } from '#spine/evidence/signer';
import { parseKey } from '#spine/keys';
import { testDatabase } from '../../../tests/support/database.ts';
import { appWith, cloudEventOf, testSpine } from '../../../tests/support/spine.ts';

const db = await testDatabase();
const test_ = await testSpine(db.pool);
const { spine, present } = test_;
await test_.addSource({ code: 'window', mode: 'live' });
const { files, sequencer } = await evidenceOf(spine);
const { send } = await appWith(spine, (app) => registerEvidenceRoutes(app, spine, files));
const open = (number: string) =>
  test_.tell([cloudEventOf('window', number, present.now, { data: { item: 'report', title: '备案' } })]);
const receiptOf = async (number: string) => {
  const { city, id } = parseKey(await test_.keyOf(number));
  return receiptCode(city, id, spine.receiptKey);
};
const verifiers = logVerifiers(spine.keys.signing);

test('given nothing is signed yet, then checkpoint and proofs say to try again', async () => {
  await open('R-1');
  expect(await send('GET', '/log/checkpoint')).toMatchObject({ status: 503, body: { code: 'not-ready' } });
  expect(await send('GET', `/api/progress/${await receiptOf('R-1')}/proof`)).toMatchObject({
    status: 503,
    body: { code: 'not-ready' },
  });
});

test('given a signed case, then its receipt has a proof that holds without this system, as text and for a QR code', async () => {
  for (let n = 2; n <= 9; n++) await open(`R-${n}`);
  await sequencer.drain();
  const { status, body } = await send('GET', `/api/progress/${await receiptOf('R-5')}/proof`);
  expect(status).toBe(200);
  for (const receipt of [parseReceipt(body.proof)!, readQr(body.qr)!]) {
    const { leaf, index, proof, checkpoint } = receipt;
    const head = openCheckpoint(checkpoint, verifiers.slice(0, 1), spine.keys.signing.origin);
    expect(verifyInclusion({ leaf: leafHash(leaf), index, size: head.size, proof, root: head.root })).toBe(
      true,
    );
    expect(JSON.parse(leaf.toString('utf8'))).toMatchObject({ seq: 1, v: 1, recorded: body.recordedAt });
  }
  expect(body.proof).not.toContain('备案');
});

test('given a code that is none, then there is no proof of it', async () => {
  expect(await send('GET', '/api/progress/AAAAAA-AAAAAA-AAAAAA-AAAAAA/proof')).toMatchObject({
    status: 404,
    body: { code: 'not-found' },
  });
});

test('given two checkpoints, then an auditor gets a proof that one extends the other; beyond what is signed there is none', async () => {
  const before = files.signer.last()!;
  for (let n = 10; n <= 14; n++) await open(`R-${n}`);
  await sequencer.drain();
  const after = files.signer.last()!;
  const { body } = await send('GET', `/api/log/consistency?from=${before.size}&to=${after.size}`);
  const proof = body.proof.map((one: string) => Buffer.from(one, 'base64'));
  expect(
    verifyConsistency({
      from: before.size,
      fromRoot: before.root,
      to: after.size,
      toRoot: after.root,
      proof,
    }),
  ).toBe(true);
  for (const query of [
    `from=${after.size}&to=${before.size}`,
    `from=0&to=${after.size + 1}`,
    'from=-1&to=2',
    'to=2',
  ])
    expect(await send('GET', `/api/log/consistency?${query}`)).toMatchObject({ status: 422 });
});

test('given the paths of C2SP tlog-tiles, then checkpoint and tiles are there for everybody, and nothing else', async () => {
  const { size, note } = files.signer.last()!;
  expect(await send('GET', '/log/checkpoint')).toMatchObject({ status: 200, body: note });
  for (const place of [`tile/0/000.p/${size}`, `tile/entries/000.p/${size}`])
    expect(await send('GET', `/log/${place}`)).toMatchObject({
      status: 200,
      type: 'application/octet-stream',
    });
  for (const place of [
    'tile/0/001',
    'tile/9/000',
    'tile/0/../../signer-state',
    'tile/0/%2e%2e/%2e%2e/signer-state',
    'signer-state',
    'tile/entries/000.p/999',
  ])
    expect((await send('GET', `/log/${place}`)).status, place).toBe(404);
});
