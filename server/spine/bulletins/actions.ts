import type { ClientBase } from 'pg';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import type { BulletinAction, BulletinContent } from '#contract/bulletins';
import { claimAttachments } from '#spine/attachments/attachments';
import { accountUploader } from '#spine/attachments/attachment-door';
import { covers, may, reachOf } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import { parseKey } from '#spine/keys';
import { cityOf } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { isColumn } from './bulletin-rules.ts';
import { actingOf, ownerOf, standingIn } from './bulletin-view.ts';
import { bulletinVector } from './bulletin-words.ts';
import { decideAct, isEditable } from './decide.ts';
import {
  endPublications,
  findBulletin,
  insertAct,
  insertBulletin,
  insertPublication,
  insertVersion,
  type StoredBulletin,
  type Writer,
} from './store.ts';

const writerOf = (spine: Spine, { accountId, actor }: Principal): Writer => ({
  accountId,
  actor,
  at: spine.now(),
});

/** Refusals: organ-unknown; field-invalid, for a column that there is not. */
export function placeOf(spine: Spine, content: BulletinContent, place = '') {
  const organ = spine.registry.organ(content.organ);
  if (!organ) throw new Refusal('organ-unknown', { field: `${place}organ`, expected: 'a registered organ' });
  if (!isColumn(content.column))
    throw new Refusal('field-invalid', {
      field: `${place}column`,
      expected: 'a column of this installation',
    });
  return { organId: organ.id, region: Number(organ.region), content };
}

/** Refusal: forbidden, for whoever may write bulletins, but not this one. */
function requireEditor(principal: Principal, place: { organId: number; region: number }): void {
  if (!may(principal, 'bulletins.edit', place)) throw new Refusal('forbidden', { detail: 'bulletins.edit' });
}

const missing = () => new Refusal('not-found', { field: 'id', expected: 'a bulletin' });

/** A bulletin of an organ that somebody writes or approves for. Refusal: not-found. */
export async function getBulletin(spine: Spine, key: string, principal: Principal): Promise<StoredBulletin> {
  const bulletin = await findBulletin(spine.pool, parseKey(key), spine.now());
  const seen =
    bulletin &&
    (['bulletins.edit', 'bulletins.approve'] as const).some((right) =>
      covers(reachOf(principal, right), bulletin),
    );
  if (!seen) throw missing();
  return bulletin;
}

const claimFiles = (
  client: ClientBase,
  key: { city: number; id: number },
  content: BulletinContent,
  by: Principal,
) =>
  claimAttachments(client, content.attachments, ownerOf(key), {
    from: ownerOf(key),
    by: accountUploader(by.accountId),
    field: 'content.attachments',
  });

/** Writes a bulletin. Refusals: forbidden, organ-unknown, field-invalid, attachment-unknown. */
export async function createBulletin(spine: Spine, principal: Principal, content: BulletinContent) {
  const placed = placeOf(spine, content);
  requireEditor(principal, placed);
  const key = await inTransaction(spine.pool, async (client) => {
    const made = await insertBulletin(client, placed, writerOf(spine, principal), spine.demonstration);
    await claimFiles(client, made, content, principal);
    return made;
  });
  return (await findBulletin(spine.pool, key, spine.now()))!;
}

/** The bulletin as it stands now, locked. Refusals: not-found; conflict, where another version is the newest. */
async function lockBulletin(
  spine: Spine,
  client: ClientBase,
  key: { city: number; id: number },
  version: number,
): Promise<StoredBulletin> {
  const bulletin = await findBulletin(client, key, spine.now(), true);
  if (!bulletin) throw missing();
  if (bulletin.version !== version)
    throw new Refusal('conflict', {
      field: 'version',
      expected: `version ${bulletin.version}: somebody else has saved the bulletin meanwhile; read it again`,
    });
  return bulletin;
}

/**
 * Writes the next version of a bulletin; whoever saves needs the right to what it was and to what it becomes.
 * Refusals: not-found, forbidden, conflict, action-not-allowed while it is being decided on, and those of `createBulletin`.
 */
export async function saveBulletin(
  spine: Spine,
  principal: Principal,
  key: string,
  { version, content }: { version: number; content: BulletinContent },
) {
  const before = await getBulletin(spine, key, principal);
  requireEditor(principal, before);
  const placed = placeOf(spine, content, 'content.');
  requireEditor(principal, placed);
  if (cityOf(String(placed.region)) !== String(before.city))
    throw new Refusal('field-invalid', {
      field: 'content.organ',
      expected: `an organ of the same city (${before.city}); a bulletin of another is written anew`,
    });
  await inTransaction(spine.pool, async (client) => {
    const now = await lockBulletin(spine, client, before, version);
    if (!isEditable(standingIn(now))) throw new Refusal('action-not-allowed', { detail: now.state });
    await insertVersion(client, before, version, placed, writerOf(spine, principal));
    await claimFiles(client, before, content, principal);
  });
  return (await findBulletin(spine.pool, before, spine.now()))!;
}

/**
 * Submits, returns, approves or withdraws. Refusals: not-found, conflict, action-not-allowed, forbidden (also for whoever wrote
 * what they would approve), field-invalid where a reason is missing.
 */
export async function actOnBulletin(
  spine: Spine,
  principal: Principal,
  key: string,
  { action, version, note }: { action: BulletinAction; version: number; note?: string },
) {
  const before = await getBulletin(spine, key, principal);
  await inTransaction(spine.pool, async (client) => {
    const bulletin = await lockBulletin(spine, client, before, version);
    const decided = decideAct(action, standingIn(bulletin), await actingOf(spine, bulletin, principal), note);
    if ('refused' in decided) {
      if (decided.refused === 'note-missing')
        throw new Refusal('field-invalid', { field: 'note', expected: 'the reason, in a few words' });
      throw new Refusal(decided.refused, { detail: action });
    }
    await carryOut(
      spine,
      client,
      bulletin,
      { action, to: decided.to, note: note || null },
      writerOf(spine, principal),
    );
  });
  return (await findBulletin(spine.pool, before, spine.now()))!;
}

/** Writes an act down and does what it means: what is approved is published, what is withdrawn is gone. */
export async function carryOut(
  spine: Spine,
  client: ClientBase,
  bulletin: StoredBulletin,
  act: Parameters<typeof insertAct>[2],
  writer: Writer,
): Promise<void> {
  await insertAct(client, bulletin, act, writer);
  if (act.action === 'withdraw') await endPublications(client, bulletin, writer.at);
  if (act.action !== 'approve') return;
  const { publishAt } = bulletin.content;
  const from = publishAt === null ? writer.at : Math.max(writer.at, Date.parse(publishAt));
  const words = bulletinVector(bulletin.content, spine.registry.organById(bulletin.organId).name);
  await insertPublication(client, bulletin, from, words);
}
