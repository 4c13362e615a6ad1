import { describe, expect, test, vi } from 'vitest';
import canonicalize from 'canonicalize';
import { evidenceOf, logFolder } from '#spine/evidence/evidence.fixture';
import { caseReference, commitmentOf } from '#spine/evidence/leaf';
import { leafHash } from '#spine/evidence/merkle';
import { openEvidence } from '#spine/evidence/evidence';
import { verifyInstallation } from '#spine/evidence/verify';
import { openLibrary } from '../../../tests/support/library-loans.ts';

const library = await openLibrary();
const { spine, query, tell } = library;
const folder = await logFolder();
const { files, sequencer } = await evidenceOf(spine, folder);

const story = (number: string) => [
  { id: `${number}-1`, number, type: 'case.opened' as const },
  { id: `${number}-2`, number, type: 'case.step-done' as const, data: { step: 'request', actor: '王小明' } },
];
const leavesOf = (number: string) =>
  query<{ leaf_index: number; case_seq: number; salt: Buffer; hash: Buffer; id: number; city: number }>(
    `SELECT l.leaf_index, l.case_seq, l.salt, l.hash, c.id, c.city FROM journal_leaf l
     JOIN cases c ON c.city = l.city AND c.id = l.case_id WHERE c.number = $1 ORDER BY l.case_seq`,
    [number],
  );
const verify = () => verifyInstallation(spine, folder);

describe('the sequencer', () => {
  test('given written entries, when it has drained the queue, then each is a leaf without gaps, and the tree is signed', async () => {
    await tell(['A', 'B', 'C'].flatMap(story));
    expect(await query('SELECT sum(cardinality(case_ids))::int AS n FROM journal_pending')).toEqual([
      { n: 6 },
    ]);
    await sequencer.drain();
    expect(await query('SELECT id FROM journal_pending')).toEqual([]);
    const leaves = await query<{ leaf_index: number }>('SELECT leaf_index FROM journal_leaf ORDER BY 1');
    expect(leaves.map((leaf) => leaf.leaf_index)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(files.signer.last()).toMatchObject({ size: 6 });
    expect(await verify()).toMatchObject({ ok: true, leaves: 6, pending: 0, signed: 6, damaged: [] });
  });

  test('given a leaf, then it is canonical, says nothing of persons, and commits to entry, case and predecessor', async () => {
    const [first, second] = await leavesOf('A');
    const bytes = await files.store.entry(second!.leaf_index);
    expect(leafHash(bytes)).toEqual(second!.hash);
    const said = JSON.parse(bytes.toString('utf8'));
    expect(canonicalize(said)).toBe(bytes.toString('utf8'));
    const [row] = await query<{
      seq: number;
      source_id: number;
      edition: number;
      digest: string;
      data: string;
      at: string;
    }>(
      `SELECT seq, source_id, edition, encode(digest, 'hex') AS digest, encode(sha256(data::text::bytea), 'hex') AS data,
         to_json(timezone('UTC', recorded_at)) #>> '{}' AS at
       FROM journal WHERE event_id = 'A-2'`,
    );
    const content = JSON.stringify([
      second!.city,
      second!.id,
      2,
      row!.seq,
      row!.edition,
      row!.source_id,
      false,
      'A-2',
      'case.step-done',
      '2026-03-02T02:00:00',
      row!.at,
      row!.digest,
      row!.data,
    ]);
    expect(said).toEqual({
      v: 1,
      case: caseReference(second!.city, second!.id, spine.keys.commitment),
      content: commitmentOf(content, second!.salt),
      previous: first!.hash.toString('base64url'),
      recorded: `${row!.at}Z`,
      seq: 2,
    });
    expect(bytes.toString('utf8')).not.toMatch(/王小明|case\.step-done|A-2/);
  });

  test('given nothing new, then nothing is signed again', async () => {
    const before = files.signer.last()!.note;
    await sequencer.drain();
    expect(files.signer.last()!.note).toBe(before);
  });

  test('given a process that died after the commit, when another goes on, then the same bytes are in the tiles', async () => {
    await tell(story('D'));
    const dying = await openEvidence(spine, folder);
    dying.files.store.append = () => Promise.reject(new Error('the machine is gone'));
    await expect(dying.sequencer.drain()).rejects.toThrow('the machine is gone');
    expect(await leavesOf('D')).toHaveLength(2);
    await tell(story('E'));
    await sequencer.drain();
    expect(await verify()).toMatchObject({ ok: true, leaves: 10, signed: 10 });
  });

  test('given a sequencer that rests since entries pour in, when another is in a hurry, then it goes on meanwhile', async () => {
    const [busy, other] = [await openEvidence(spine, folder), await openEvidence(spine, folder)];
    const append = busy.files.store.append.bind(busy.files.store);
    const poured = new Promise<void>((resolve, reject) => {
      busy.files.store.append = async (...leaves) => {
        await append(...leaves);
        await tell(story('P')).catch(reject);
        resolve();
      };
    });
    await tell(story('O'));
    // Its time stands still, so that it rests until it is stopped.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      busy.sequencer.start();
      vi.advanceTimersByTime(1_000);
      await poured;
      await other.sequencer.drain();
      expect(await query('SELECT id FROM journal_pending')).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
    await busy.sequencer.stop();
    expect(await verify()).toMatchObject({ ok: true, leaves: 14, signed: 14 });
  });

  test('given two sequencers at once, then each entry is one leaf', async () => {
    const other = await openEvidence({ ...(await library.openAnother()), keys: spine.keys }, folder);
    await tell(Array.from({ length: 40 }, (_, i) => story(`F-${i}`)).flat());
    await Promise.all([sequencer.drain(), other.sequencer.drain()]);
    expect(await query('SELECT count(*)::int AS n, max(leaf_index)::int AS last FROM journal_leaf')).toEqual([
      { n: 94, last: 93 },
    ]);
    expect(await verify()).toMatchObject({ ok: true, leaves: 94, signed: 94 });
  });

  test('given all tiles are lost, then they are made again from the database, the same', async () => {
    const fresh = await openEvidence(spine, await logFolder());
    await fresh.sequencer.drain();
    expect(fresh.files.signer.last()!.root).toEqual(files.signer.last()!.root);
    expect(await verifyInstallation(spine, fresh.files.folder)).toMatchObject({ ok: true, leaves: 94 });
  });
});
