import { Refusal } from '#base/errors';
import type { StampingRecord } from '#contract/powers/seal-devices';
import {
  attachmentsOf,
  claimAttachments,
  describeAttachments,
  withAttachments,
} from '#spine/attachments/attachments';
import { workbenchSource } from '#spine/installation';
import { formatKey, parseKey } from '#spine/keys';
import { decideAndWrite } from '#spine/platform/decide-and-write';
import { openPartCase } from '#spine/platform/open-part-case';
import { getPartCase } from '#spine/platform/part-cases';
import type { Spine } from '#spine/spine';
import { sealItems } from '../items.ts';
import { sealParameters } from '../seal-parameters.ts';
import type { TakenRecord } from '../stampings/events.ts';
import { stampingPart } from '../stampings/index.ts';
import type { StampingState } from '../stampings/state.ts';
import { deviceActor, type HeldSeal } from './devices.ts';

interface Given {
  record: StampingRecord;
  signature: string;
  /** Ids of the uploaded pictures. */
  photos: readonly string[];
}
interface Taken {
  case: string;
  requested: boolean;
  late: boolean;
}
interface Key {
  city: number;
  id: number;
}

const minuteMs = 60_000;
/** How far the clock of a device may be off. */
const clockMs = 5 * minuteMs;
const ahead = 24 * 60 * minuteMs;
const eventId = ({ device, counter }: StampingRecord): string => `seal:${device}:${counter}`;
/** Under what the pictures of a stamping that nobody asked for wait until its case has a key. */
const draftOf = (record: StampingRecord) => ({ draft: eventId(record) });

/** Refusals: device-replayed, for what stands in the journal; conflict, for another record under the same counter. */
async function checkNew({ pool, registry }: Spine, { record, signature }: Given): Promise<void> {
  const { rows } = await pool.query<{ signature: string; city: number; case_id: number }>(
    `SELECT data ->> 'signature' AS signature, city, case_id FROM journal WHERE source_id = $1 AND event_id = $2`,
    [registry.source(workbenchSource.code)!.id, eventId(record)],
  );
  const [row] = rows;
  if (!row) return;
  if (row.signature === signature) {
    // A server that was killed may have left the pictures behind.
    const left = await attachmentsOf(pool, draftOf(record));
    const ids = left.map(({ id }) => id);
    await claimAttachments(pool, ids, { case: formatKey(row.city, row.case_id) }, { from: draftOf(record) });
    throw new Refusal('device-replayed', { field: 'record.counter' });
  }
  throw new Refusal('conflict', { field: 'record.counter', expected: 'a counter that was never used' });
}

/** The pictures are those that the device signed. Refusals: attachment-unknown; field-invalid. */
async function checkPhotos({ pool }: Spine, { record, photos }: Given): Promise<void> {
  const rows = await describeAttachments(pool, photos, 'photos');
  const same =
    rows.length === record.photos.length && rows.every(({ sha256 }, at) => sha256 === record.photos[at]);
  if (!same)
    throw new Refusal('field-invalid', {
      field: 'photos',
      expected: 'uploaded pictures with the fingerprints that the record names, in its order',
    });
}

/** The request of this seal that a record names; null for none, and for one of another seal. */
async function requestOf(
  spine: Spine,
  seal: HeldSeal,
  id: string | null,
): Promise<{ key: Key; state: StampingState } | null> {
  if (id === null) return null;
  try {
    const key = parseKey(id);
    const { fold } = await getPartCase(spine.pool, spine.registry, key);
    const state = fold.state as StampingState;
    const ours = fold.part.name === stampingPart && state.seal === formatKey(seal.city, seal.id);
    return ours && state.requester !== null ? { key, state } : null;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-found') return null;
    throw error;
  }
}

/** Whether a time of the device lies within a release, give or take what its clock may be off. */
function isReleased(releases: StampingState['releases'], at: string): boolean {
  const time = Date.parse(at);
  return releases.some(
    (one) => time >= Date.parse(one.at) - clockMs && time <= Date.parse(one.until) + clockMs,
  );
}

/**
 * Takes a signed record of a stamping into the case of its request; one that belongs to none gets a case of its own, since
 * what was stamped cannot be refused. Once, however often it is sent.
 * Refusals: device-replayed, conflict, field-invalid, attachment-unknown.
 */
export async function takeRecord(spine: Spine, seal: HeldSeal, given: Given): Promise<Taken> {
  const { record } = given;
  const now = spine.now();
  if (Date.parse(record.at) > now + ahead)
    throw new Refusal('field-invalid', { field: 'record.at', expected: 'a time that is not in the future' });
  await checkNew(spine, given);
  await checkPhotos(spine, given);
  const request = await requestOf(spine, seal, record.request);
  const { kind: _, photos: __, ...said } = record;
  const taken: Omit<TakenRecord, 'attachments'> = {
    ...said,
    signature: given.signature,
    late: record.offline || now - Date.parse(record.at) > sealParameters.lateMinutes * minuteMs,
    released: request !== null && isReleased(request.state.releases, record.at),
  };
  const key = request
    ? await addTo(spine, request.key, taken, given)
    : await openFor(spine, seal, taken, given);
  return { case: formatKey(key.city, key.id), requested: request !== null, late: taken.late };
}

type Said = Omit<TakenRecord, 'attachments'>;

async function addTo(spine: Spine, key: Key, taken: Said, { record, photos }: Given): Promise<Key> {
  const actor = deviceActor(record.device);
  await decideAndWrite(
    spine,
    key,
    { action: 'record-stamping', values: { record: JSON.stringify(taken), photos } },
    { actor, roles: new Set(['system'] as const), uploader: actor },
    { id: eventId(record), at: Date.parse(record.at) },
  );
  return key;
}

/** A case for a stamping that nobody asked for; its pictures wait under a draft until the case has a key. */
async function openFor(spine: Spine, seal: HeldSeal, taken: Said, { record, photos }: Given): Promise<Key> {
  const { name: sealName, keeper, approvers, fence, region } = seal.state;
  const actor = deviceActor(record.device);
  const draft = draftOf(record);
  return withAttachments(spine.pool, photos, draft, { by: actor, field: 'photos' }, async (rows) => {
    const key = await openPartCase(spine, {
      type: 'powers.seal-stamped-unasked',
      data: {
        ...taken,
        attachments: rows.map(({ id, sha256 }) => ({ id, sha256 })),
        item: sealItems.stamping,
        organ: seal.organ,
        region,
        title: `无对应申请的用印：${sealName}`,
        seal: formatKey(seal.city, seal.id),
        sealName,
        keeper,
        approvers,
        fence,
        actor,
      },
      region: seal.region,
      number: `unasked-${record.device}-${record.counter}`,
      id: eventId(record),
      at: Date.parse(record.at),
    });
    await claimAttachments(spine.pool, photos, { case: formatKey(key.city, key.id) }, { from: draft });
    return key;
  });
}
