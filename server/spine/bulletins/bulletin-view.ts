import { isDeepStrictEqual } from 'node:util';
import { type Instant, toRfc3339 } from '#base/time';
import type {
  BulletinContent,
  BulletinDesk,
  BulletinDeskRow,
  BulletinRow,
  PublishedBulletin,
} from '#contract/bulletins';
import { attachmentsOf } from '#spine/attachments/attachments';
import { zoneOf } from '#spine/calendar/zone';
import { may } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import { columnNamed } from './bulletin-rules.ts';
import { excerptOf } from './bulletin-words.ts';
import { type Acting, isEditable, possibleActs } from './decide.ts';
import type { AsOf, Published } from './published-store.ts';
import { authorsOf, historyOf, type StoredBulletin } from './store.ts';

const zone = zoneOf('Asia/Shanghai');

/** Now, with the civil day in the installation's zone. */
export const asOfNow = ({ now }: Pick<Spine, 'now'>): AsOf => ({
  now: now(),
  today: new Date(zone.localOf(now())).toISOString().slice(0, 10),
});

/** Files of a bulletin belong to it under this name. */
export const ownerOf = ({ city, id }: { city: number; id: number }) => ({
  draft: `bulletin:${formatKey(city, id)}`,
});

function headOf({ registry }: Spine, one: Published) {
  const { content } = one;
  return {
    id: formatKey(one.city, one.id),
    column: content.column,
    columnName: columnNamed(content.column).name,
    title: content.title,
    titleEn: content.titleEn,
    organ: content.organ,
    organName: registry.organById(one.organId).name,
    region: String(one.region),
    regionName: one.regionName,
    version: one.version,
    publishedAt: toRfc3339(one.from),
    pinned: content.pinned,
    validTo: content.validTo,
    standing: one.expired ? ('expired' as const) : ('published' as const),
    demonstration: one.demonstration,
  };
}

export const viewPublishedRow = (spine: Spine, one: Published): BulletinRow => ({
  ...headOf(spine, one),
  excerpt: excerptOf(one.content.text),
});

/** Files in the order of the content. */
async function filesOf({ pool }: Spine, key: { city: number; id: number }, { attachments }: BulletinContent) {
  const all = new Map((await attachmentsOf(pool, ownerOf(key))).map((row) => [row.id, row]));
  return attachments.flatMap((id) => all.get(id) ?? []);
}

export const viewPublished = async (spine: Spine, one: Published): Promise<PublishedBulletin> => ({
  ...headOf(spine, one),
  text: one.content.text,
  textEn: one.content.textEn,
  attachments: await filesOf(spine, one, one.content),
  firstPublishedAt: toRfc3339(one.first),
});

function standingOf({ from, validTo }: { from: Instant; validTo: string | null }, { now, today }: AsOf) {
  if (from > now) return 'scheduled' as const;
  return validTo !== null && validTo < today ? ('expired' as const) : ('published' as const);
}

export function viewDeskRow(spine: Spine, bulletin: StoredBulletin): BulletinDeskRow {
  const { content, publication } = bulletin;
  return {
    id: formatKey(bulletin.city, bulletin.id),
    column: content.column,
    columnName: columnNamed(content.column).name,
    title: content.title,
    organ: content.organ,
    organName: spine.registry.organById(bulletin.organId).name,
    region: String(bulletin.region),
    version: bulletin.version,
    state: bulletin.state,
    publication: publication && {
      version: publication.version,
      from: toRfc3339(publication.from),
      standing: standingOf(publication, asOfNow(spine)),
    },
    changedAt: toRfc3339(bulletin.changedAt),
    demonstration: bulletin.demonstration,
  };
}

/** What somebody is to a bulletin. */
export async function actingOf(
  { pool }: Spine,
  bulletin: StoredBulletin,
  principal: Principal,
): Promise<Acting> {
  return {
    mayEdit: may(principal, 'bulletins.edit', bulletin),
    mayApprove: may(principal, 'bulletins.approve', bulletin),
    isAuthor: (await authorsOf(pool, bulletin)).has(principal.accountId),
  };
}

export const standingIn = ({ state, publication }: StoredBulletin) => ({
  state,
  isPublished: publication !== null,
});

/** Parts of a bulletin that differ between two versions. */
function changedParts(now: BulletinContent, before: BulletinContent | undefined): string[] {
  if (!before) return [];
  const parts = Object.keys(now) as (keyof BulletinContent)[];
  return parts.filter((part) => !isDeepStrictEqual(now[part], before[part]));
}

/** A bulletin with everything, as somebody sees it who writes or approves. */
export async function viewDesk(
  spine: Spine,
  bulletin: StoredBulletin,
  principal: Principal,
): Promise<BulletinDesk> {
  const { versions, acts } = await historyOf(spine.pool, bulletin);
  const acting = await actingOf(spine, bulletin, principal);
  return {
    ...viewDeskRow(spine, bulletin),
    content: bulletin.content,
    attachments: await filesOf(spine, bulletin, bulletin.content),
    versions: versions.map(({ version, actor, savedAt, content }, at) => ({
      version,
      actor,
      at: toRfc3339(savedAt),
      changed: changedParts(content, versions[at + 1]?.content),
    })),
    acts: acts.map((act) => ({ ...act, at: toRfc3339(act.at) })),
    actions: possibleActs(standingIn(bulletin), acting),
    editable: acting.mayEdit && isEditable(standingIn(bulletin)),
  };
}
