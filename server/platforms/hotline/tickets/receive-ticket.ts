import { randomBytes, randomUUID } from 'node:crypto';
import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import type { Channel, TicketKind } from '#contract/hotline/ticket-names';
import type { Caller, TicketPlace } from '#contract/hotline/ticket-parts';
import {
  claimAttachments,
  describeAttachments,
  releaseAttachments,
  toReference,
} from '#spine/attachments/attachments';
import { receiptCode } from '#spine/cases/receipt';
import { formatKey } from '#spine/keys';
import { cityOf, levelOf } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { ticketVector } from '../search/ticket-words.ts';
import { repeatsOf, type Sought } from './alike.ts';
import { byPhone, personOf, phoneOf } from './caller.ts';
import { findCategory } from './categories.ts';
import { centreOf } from './centre.ts';
import { isKnown } from './known-callers.ts';
import { openTicket } from './open-ticket.ts';
import { findCaseByNumber } from './store.ts';
import type { TicketState } from './ticket.ts';
import { type TicketText, writeText } from './texts/store.ts';

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
  programme?: NonNullable<TicketState['programme']>;
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
  /** Who holds the files until the case is there, for whoever takes up what broke off; somebody new by default. */
  draft?: string;
  /** What else is written with what was said, or neither is. */
  beside?: TicketText['beside'];
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
  if (levelOf(place.region) === 'province' || !spine.registry.hasRegion(Number(place.region)))
    throw new Refusal('field-invalid', {
      field: 'place.region',
      expected: 'a city, county, town or village',
    });
  const organ = centreOf(spine, place.region);
  const about = await aboutCase(spine, reported);
  const at = by.at ?? spine.now();
  const city = Number(cityOf(place.region));
  const phone = phoneOf(reported.caller);
  const person = personOf(reported.caller, by.accountId);
  const repeats = await timesBefore(spine, phone, {
    city,
    region: place.region,
    category: category.code,
    text: `${reported.title} ${reported.content}`,
    address: place.address,
    community: place.community,
    point: place.point ?? null,
    at,
  });
  const salt = randomBytes(16);
  const held = await holdFiles(spine, reported.files ?? [], by);
  const { title, content, kind, channel } = reported;
  const { number, personId } = await writeText(spine, {
    city,
    number: by.number,
    region: place.region,
    category: category.code,
    kind,
    channel,
    title,
    content,
    salt,
    address: place.address,
    community: place.community,
    point: place.point,
    words: ticketVector({ title, content, address: place.address, community: place.community }),
    receivedAt: at,
    person,
    phone,
    accountId: by.accountId,
    beside: by.beside,
  }).catch(async (error: unknown) => {
    await held.release();
    throw error;
  });
  const key = await openTicket(spine, {
    ...reported,
    ...by,
    region: place.region,
    category: category.code,
    organ: organ.code,
    emergency: category.emergency || (reported.emergency ?? false),
    number,
    personId,
    salt,
    files: held.files,
    repeats,
    about,
    receivedAt: at,
  }).catch(async (error: unknown) => {
    await held.release();
    throw error;
  });
  await held.giveTo(formatKey(key.city, key.id));
  return { ...key, number, receipt: receiptCode(key.city, key.id, spine.receiptKey) };
}

/** How often the same telephone reported the same before, within the days that count. */
async function timesBefore(
  spine: Spine,
  phone: string | null,
  sought: Omit<Sought, 'callerIndexes'>,
): Promise<number> {
  if (phone === null || !(await isKnown(spine, phone))) return 0;
  return byPhone(spine.pool, spine.keys, phone, async (callerIndexes) => {
    const found = await repeatsOf(spine.pool, { ...sought, callerIndexes });
    return found.length;
  });
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
async function holdFiles({ pool }: Spine, ids: readonly string[], { uploader, draft }: ReceivedBy) {
  const holder = { draft: draft ?? `hotline-filing-${randomUUID()}` };
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
