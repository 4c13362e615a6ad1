import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { inTransaction } from '#base/db';
import { Refusal } from '#base/errors';
import { type Instant, toRfc3339 } from '#base/time';
import type { Channel, TicketKind } from '#contract/hotline/ticket-names';
import type { Caller, Programme, TicketPlace } from '#contract/hotline/ticket-parts';
import {
  claimAttachments,
  describeAttachments,
  releaseAttachments,
  toReference,
} from '#spine/attachments/attachments';
import { receiptCode } from '#spine/cases/receipt';
import { formatKey } from '#spine/keys';
import { openPartCase } from '#spine/platform/open-part-case';
import { reactTo } from '#spine/platform/reactions';
import { cityOf, levelOf } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { ticketItem } from '../items.ts';
import { repeatsOf } from './alike.ts';
import { callerIndexOf, storeCaller } from './caller.ts';
import { findCategory } from './categories.ts';
import { centreOf } from './centre.ts';
import { endOfSameDay } from './same-day.ts';
import { findCaseByNumber, findRegion, insertText, linkCase, nextNumber } from './store.ts';

/** What is received, by whichever way it came. */
export interface Reported {
  channel: Channel;
  kind: TicketKind;
  category: string;
  title: string;
  content: string;
  place: TicketPlace;
  caller: Caller;
  confidential: boolean;
  /** Beside what the category says. */
  emergency?: boolean;
  programme?: Programme;
  files?: readonly string[];
  about?: { number: string; kind: 'inaction' | 'misconduct' | 'slowness' | 'other' };
}

/** Who takes it in, and as of when. */
export interface ReceivedBy {
  /** As it is written down; `applicant` for whoever reports by themselves. */
  actor: string;
  /** Whose uploaded files are taken. */
  uploader: string | null;
  /** A citizen who has signed in, whose ticket it becomes. */
  accountId?: number;
  /** Code of another source than the workbench, as of an import. */
  source?: string;
  at?: Instant;
  /** Number and id of the opening, where another system names them, so that the same again opens nothing. */
  number?: string;
  id?: string;
}

export interface Received {
  city: number;
  id: number;
  number: string;
  receipt: string;
}

/**
 * Takes in a ticket: keeps what was said and, sealed, who said it, then opens its case at the centre of the place.
 * Refusals, with the field: field-invalid, organ-unknown, attachment-unknown.
 */
export async function receiveTicket(spine: Spine, reported: Reported, by: ReceivedBy): Promise<Received> {
  const { place } = reported;
  const category = findCategory(reported.category);
  if (!category)
    throw new Refusal('field-invalid', { field: 'category', expected: 'a category of the hotline' });
  if (levelOf(place.region) === 'province' || !(await findRegion(spine.pool, place.region)))
    throw new Refusal('field-invalid', {
      field: 'place.region',
      expected: 'a city, county, town or village',
    });
  const organ = centreOf(spine, place.region);
  const about = await aboutCase(spine, reported);
  const at = by.at ?? spine.now();
  const city = Number(cityOf(place.region));
  const callerIndex = callerIndexOf(spine.keys, reported.caller);
  const repeats = await repeatsOf(spine.pool, {
    city,
    region: place.region,
    category: category.code,
    callerIndex,
    text: `${reported.title} ${reported.content}`,
    address: place.address,
    community: place.community,
    point: place.point ?? null,
    at,
  });
  const number = by.number ?? (await nextNumber(spine.pool, at));
  const salt = randomBytes(16);
  const held = await holdFiles(spine, reported.files ?? [], by.uploader);
  const personId = await inTransaction(spine.pool, async (client) => {
    const person = await storeCaller(client, spine, reported.caller, by.accountId);
    await insertText(client, {
      city,
      number,
      region: place.region,
      category: category.code,
      kind: reported.kind,
      channel: reported.channel,
      title: reported.title,
      content: reported.content,
      salt,
      address: place.address,
      community: place.community,
      point: place.point,
      callerIndex,
      personId: person,
      receivedAt: at,
    });
    return person;
  }).catch(async (error: unknown) => {
    await held.release();
    throw error;
  });
  const emergency = category.emergency || (reported.emergency ?? false);
  const key = await openPartCase(spine, {
    type: 'hotline.ticket-received',
    region: Number(place.region),
    number,
    source: by.source,
    at: by.at,
    id: by.id,
    data: {
      actor: by.actor,
      item: ticketItem(emergency),
      organ: organ.code,
      title: reported.title,
      channel: reported.channel,
      kind: reported.kind,
      category: category.code,
      region: place.region,
      emergency,
      confidential: reported.confidential,
      ...(personId === null ? null : { personId }),
      fingerprint: createHash('sha256').update(salt).update(reported.content).digest('hex'),
      programme: reported.programme,
      ...(held.files.length > 0 ? { files: held.files } : null),
      repeats: repeats.length,
      about,
      ...(emergency ? { dueAt: toRfc3339(endOfSameDay(at)) } : null),
    },
  }).catch(async (error: unknown) => {
    await held.release();
    throw error;
  });
  await linkCase(spine.pool, key.city, number, key.id);
  await held.giveTo(formatKey(key.city, key.id));
  await reactTo(spine, key);
  return { ...key, number, receipt: receiptCode(key.city, key.id, spine.receiptKey) };
}

/** The case whose handling is complained of. Refusal: field-invalid, where there is none of that number at the place. */
async function aboutCase(spine: Spine, { about, place }: Reported) {
  if (!about) return undefined;
  const cities = [...new Set([Number(cityOf(place.region)), Number(`${place.region.slice(0, 2)}00`)])];
  const found = await findCaseByNumber(spine.pool, cities, about.number);
  if (!found)
    throw new Refusal('field-invalid', {
      field: 'about.number',
      expected: 'the number of a case at this place',
    });
  return { ...about, ...found };
}

/** Holds the files before anything is opened with them: whose they are not is refused first. Refusal: attachment-unknown. */
async function holdFiles({ pool }: Spine, ids: readonly string[], uploader: string | null) {
  const holder = { draft: `hotline-filing-${randomUUID()}` };
  if (ids.length > 0) await claimAttachments(pool, ids, holder, { by: uploader ?? 'nobody', field: 'files' });
  const rows = ids.length > 0 ? await describeAttachments(pool, ids, 'files') : [];
  return {
    files: rows.map(toReference),
    giveTo: async (key: string) => {
      if (ids.length > 0) await claimAttachments(pool, ids, { case: key }, { from: holder });
    },
    release: async () => {
      if (ids.length > 0) await releaseAttachments(pool, ids, holder);
    },
  };
}
