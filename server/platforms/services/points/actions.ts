import { Refusal } from '#base/errors';
import type { PointContent } from '#contract/services/points';
import { may } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import { parseKey } from '#spine/keys';
import { cityOf, isWithin } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import {
  endAgent,
  findPoint,
  insertAgent,
  insertPoints,
  insertVersion,
  readNames,
  type StoredPoint,
  type Writer,
} from './store.ts';

/** Refusal: not-found. */
export async function getPoint(spine: Spine, key: string): Promise<StoredPoint> {
  const point = await findPoint(spine.pool, parseKey(key));
  if (!point) throw new Refusal('not-found', { field: 'id', expected: 'a registered service point' });
  return point;
}

/** Refusal: forbidden, for whoever may edit points, but not this one. */
function requireEditor(principal: Principal, point: { organId: number; region: number }): void {
  if (!may(principal, 'points.edit', point)) throw new Refusal('forbidden', { detail: 'points.edit' });
}

const writerOf = (spine: Spine, { accountId, actor }: Principal): Writer => ({
  accountId,
  actor,
  at: spine.now(),
});

/**
 * What the contract cannot know: organs, items and divisions that there are, and a point that lies where its organ is.
 * @param place the path of the content within the request, for the field of a refusal
 * @throws Refusal organ-unknown, region-unknown, item-unknown, field-invalid
 */
async function checkContent(spine: Spine, content: PointContent, place: string): Promise<number> {
  const { registry, pool } = spine;
  const organ = registry.organ(content.organ);
  if (!organ) throw new Refusal('organ-unknown', { field: `${place}organ`, expected: 'a registered organ' });
  const names = await readNames(pool, [content.region]);
  if (!names.has(content.region))
    throw new Refusal('region-unknown', {
      field: `${place}region`,
      expected: 'a division of this installation',
    });
  if (!isWithin(content.region, organ.region))
    throw new Refusal('field-invalid', {
      field: `${place}region`,
      expected: `the division of the organ (${organ.region}) or one below it`,
    });
  content.windows.forEach((window, at) => {
    if (window.organ !== undefined && !registry.organ(window.organ))
      throw new Refusal('organ-unknown', {
        field: `${place}windows.${at}.organ`,
        expected: 'a registered organ',
      });
  });
  content.groups.forEach((group, at) => {
    const unknown = group.items.find((code) => registry.itemVersions(code).length === 0);
    if (unknown !== undefined)
      throw new Refusal('item-unknown', {
        field: `${place}groups.${at}.items`,
        expected: `items of the catalogue, not ${unknown}`,
      });
  });
  return organ.id;
}

/** Registers a point. Refusals: forbidden, and those of `checkContent`. */
export async function createPoint(
  spine: Spine,
  principal: Principal,
  content: PointContent,
): Promise<StoredPoint> {
  const organId = await checkContent(spine, content, '');
  requireEditor(principal, { organId, region: Number(content.region) });
  const [key] = await insertPoints(spine.pool, [{ organId, content }], writerOf(spine, principal), false);
  return (await findPoint(spine.pool, key!))!;
}

/**
 * Writes the next version of a point. Whoever saves needs the right to what it was and to what it becomes.
 * Refusals: not-found, forbidden, conflict where another version is the newest, and those of `checkContent`.
 */
export async function savePoint(
  spine: Spine,
  principal: Principal,
  key: string,
  { version, content }: { version: number; content: PointContent },
): Promise<StoredPoint> {
  const before = await getPoint(spine, key);
  requireEditor(principal, before);
  const organId = await checkContent(spine, content, 'content.');
  requireEditor(principal, { organId, region: Number(content.region) });
  // The city leads every key of the point's tickets and appointments.
  if (cityOf(content.region) !== String(before.city))
    throw new Refusal('field-invalid', {
      field: 'content.region',
      expected: `a division of the same city (${before.city}); a point that moves to another is registered anew`,
    });
  if (!(await insertVersion(spine.pool, before, version, { organId, content }, writerOf(spine, principal))))
    throw new Refusal('conflict', {
      field: 'version',
      expected: `version ${before.version}: somebody else has saved the point meanwhile; read it again`,
    });
  return (await findPoint(spine.pool, before))!;
}

/** Registers an agent of a village point. Refusals: not-found, forbidden, account-unknown, field-invalid above a village, conflict. */
export async function addAgent(
  spine: Spine,
  principal: Principal,
  key: string,
  account: string,
): Promise<StoredPoint> {
  const point = await getPoint(spine, key);
  requireEditor(principal, point);
  if (point.level !== 6)
    throw new Refusal('field-invalid', { field: 'id', expected: 'a village point: agents act there alone' });
  const outcome = await insertAgent(spine.pool, point, account, writerOf(spine, principal));
  if (outcome === 'unknown') throw new Refusal('account-unknown', { field: 'account' });
  if (outcome === 'known')
    throw new Refusal('conflict', { field: 'account', expected: 'an account that is no agent here yet' });
  return point;
}

/** Ends the register of an agent, who stays in its history. Refusals: not-found, forbidden. */
export async function removeAgent(
  spine: Spine,
  principal: Principal,
  key: string,
  account: string,
): Promise<StoredPoint> {
  const point = await getPoint(spine, key);
  requireEditor(principal, point);
  if (!(await endAgent(spine.pool, point, account, writerOf(spine, principal))))
    throw new Refusal('not-found', { field: 'account', expected: 'an agent of this point' });
  return point;
}

/** Refusals: not-found, forbidden. */
export async function getEditablePoint(
  spine: Spine,
  principal: Principal,
  key: string,
): Promise<StoredPoint> {
  const point = await getPoint(spine, key);
  requireEditor(principal, point);
  return point;
}
