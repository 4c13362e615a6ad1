import type { ClientBase } from 'pg';
import type { Damages } from '#spine/evidence/damage';
import { leafOf } from '#spine/evidence/leaf';
import { formatEntry, partsOf, readLeaves, type StoredLeaf } from '#spine/evidence/leaf-rows';
import { Frontier, leafHash } from '#spine/evidence/merkle';
import { type Block, readBlock, TileCheck } from '#spine/evidence/verify-tiles';
import { tileWidth } from '#spine/evidence/tile-path';

/** What is to be checked, and how far. */
export interface LeafCheck {
  client: ClientBase;
  folder: string;
  commitment: Buffer;
  /** Leaves that the database has. */
  size: number;
  /** Leaves that were signed, and so must be in the tiles. */
  signed: number;
  damages: Damages;
  onProgress?: (done: number, total: number) => void;
}

/** The tree as it was found. */
export interface FoundTree {
  /** Root over the signed leaves; null where there are fewer. */
  signedRoot: Buffer | null;
  frontier: Frontier;
}

interface Gap {
  from_index: number;
  to_index: number;
}

/** What speaks for the hash of one leaf. */
interface Witnesses {
  /** Recomputed from the journal, the tile of hashes, the bundle of entries, the row of the leaf. */
  journal: Buffer | undefined;
  tile: Buffer | undefined;
  entry: Buffer | undefined;
  row: Buffer | undefined;
}

/**
 * The hash that most of them give. Where two stand against two, the tile's, which was signed; where all differ, the row's,
 * since a tile and a bundle hold many leaves and are damaged sooner.
 */
function truthOf({ tile, entry, journal, row }: Witnesses): Buffer | undefined {
  const all = [tile, entry, journal, row].filter((one) => one !== undefined);
  const votes = (one: Buffer) => all.filter((other) => other.equals(one)).length;
  const most = Math.max(0, ...all.map(votes));
  return most === 1 && row ? row : all.find((one) => votes(one) === most);
}

/**
 * Goes along all leaves: recomputes each from its journal row, salt and predecessor, compares it with the row that names it,
 * with the bytes in its bundle and with the hash in its tile, and folds the tree anew.
 */
export async function verifyLeaves(check: LeafCheck): Promise<FoundTree> {
  const { client, folder, size, signed, damages, onProgress } = check;
  const gaps = (await client.query<Gap>('SELECT from_index, to_index FROM evidence_gap ORDER BY from_index'))
    .rows;
  // A block at a time, by keys: no plan that reads the whole journal for each of them.
  await client.query('SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off');
  const tiles = new TileCheck(folder, signed, damages);
  const frontier = Frontier.of(0, []);
  const end = Math.max(size, signed);
  let signedRoot = signed === 0 ? frontier.root() : null;
  for (let block = 0; block * tileWidth < end; block++) {
    const from = block * tileWidth;
    const to = Math.min(end, from + tileWidth);
    const files = await readBlock(folder, block);
    const rows = await rowsOf(client, from, to, damages);
    for (let index = from; index < to; index++) {
      const admitted = gaps.some((gap) => index >= gap.from_index && index < gap.to_index);
      const { hash, entry } = await verifyLeaf(check, index, files, rows, admitted);
      frontier.append(hash);
      await tiles.add(hash, entry);
      if (frontier.size === signed) signedRoot = frontier.root();
    }
    onProgress?.(to, end);
  }
  await client.query('SET LOCAL enable_hashjoin = on; SET LOCAL enable_mergejoin = on');
  await tiles.end();
  return { signedRoot, frontier };
}

interface Rows {
  leaves: Map<number, StoredLeaf>;
  admissions: Map<number, { admission: string; hash: Buffer }>;
}

async function rowsOf(client: ClientBase, from: number, to: number, damages: Damages): Promise<Rows> {
  const { leaves, admissions } = await readLeaves(client, from, to);
  const found = new Map<number, StoredLeaf>();
  for (const leaf of leaves)
    if (found.has(leaf.leaf_index))
      damages.add('leaf', nameOf(leaf.leaf_index, leaf), 'another entry is the same leaf');
    else found.set(leaf.leaf_index, leaf);
  return { leaves: found, admissions: new Map(admissions.map((one) => [one.leaf_index, one])) };
}

const nameOf = (index: number, leaf?: StoredLeaf) => `${index}${leaf ? ` (${formatEntry(leaf)})` : ''}`;
const nothing = Buffer.alloc(32);

async function verifyLeaf(
  check: LeafCheck,
  index: number,
  files: Block,
  { leaves, admissions }: Rows,
  admitted: boolean,
): Promise<{ hash: Buffer; entry: Buffer | undefined }> {
  const { damages, commitment, size } = check;
  const row = leaves.get(index);
  const admission = admissions.get(index);
  const name = nameOf(index, row);
  const entry = files.entries[index % tileWidth];
  const recomputed = admission
    ? Buffer.from(admission.admission)
    : row && row.content !== null
      ? leafOf(partsOf(row), commitment)
      : undefined;
  const witnesses: Witnesses = {
    journal: recomputed && leafHash(recomputed),
    tile: files.hashes[index % tileWidth],
    entry: entry && leafHash(entry),
    row: row?.hash ?? admission?.hash,
  };
  const hash = truthOf(witnesses);
  const entryIsTrue = hash !== undefined && witnesses.entry?.equals(hash) === true;
  if (!row && !admission) {
    if (!admitted)
      damages.add('leaf', name, index < size ? 'the database has no such leaf' : 'was signed and is gone');
  } else if (hash) {
    if (!witnesses.row!.equals(hash)) damages.add('leaf', name, 'its row has another hash');
    if (!recomputed) damages.add('leaf', name, 'its entry is not in the journal');
    else if (
      !witnesses.journal!.equals(hash) &&
      !(entryIsTrue && row && (await onlyItsPredecessorDiffers(check, row, entry!)))
    )
      damages.add('leaf', name, 'its entry is not as it was recorded');
  }
  const bytes = entryIsTrue
    ? entry
    : recomputed && hash && witnesses.journal!.equals(hash)
      ? recomputed
      : undefined;
  return { hash: hash ?? nothing, entry: bytes };
}

/** The leaf is right, and names its predecessor as the tree has it: the row of the predecessor is what was altered. */
async function onlyItsPredecessorDiffers(check: LeafCheck, row: StoredLeaf, entry: Buffer): Promise<boolean> {
  const said = previousOf(entry);
  if (!said || !leafOf({ ...partsOf(row), previous: said }, check.commitment).equals(entry)) return false;
  const { rows } = await check.client.query<{ leaf_index: number }>(
    'SELECT leaf_index FROM journal_leaf WHERE city = $1 AND case_id = $2 AND case_seq = $3',
    [row.city, row.case_id, row.case_seq - 1],
  );
  // A predecessor without a row is missed at its own index.
  if (!rows[0]) return true;
  const at = rows[0].leaf_index;
  const before = await readBlock(check.folder, Math.floor(at / tileWidth));
  return before.hashes[at % tileWidth]?.equals(said) === true;
}

function previousOf(entry: Buffer): Buffer | undefined {
  const { previous } = JSON.parse(entry.toString('utf8')) as { previous: unknown };
  return typeof previous === 'string' ? Buffer.from(previous, 'base64url') : undefined;
}
