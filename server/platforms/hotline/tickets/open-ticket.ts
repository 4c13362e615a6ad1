import { createHash } from 'node:crypto';
import { type Instant, toRfc3339 } from '#base/time';
import type { AttachmentReference } from '#contract/attachments';
import type { Channel, TicketKind } from '#contract/hotline/ticket-names';
import { writeOpening } from '#spine/platform/open-part-case';
import type { Spine } from '#spine/spine';
import { ticketItem } from '../items.ts';
import { endOfSameDay } from './same-day.ts';
import type { TicketState } from './ticket.ts';
import { linkText } from './texts/store.ts';

/** What the journal is told of a ticket whose text has been written. */
export interface TicketOpening {
  number: string;
  region: string;
  organ: string;
  category: string;
  channel: Channel;
  kind: TicketKind;
  title: string;
  content: string;
  salt: Buffer;
  emergency: boolean;
  confidential: boolean;
  personId: number | null;
  files: readonly AttachmentReference[];
  repeats: number;
  about?: TicketState['about'];
  programme?: NonNullable<TicketState['programme']>;
  receivedAt: Instant;
  actor: string;
  source?: string;
  /** When it was received, where the source says so. */
  at?: Instant;
  /** Id of the opening, so that the same again opens nothing. */
  id?: string;
}

/** Opens the case of a text and links them. Refusals: those of an opening. */
export async function openTicket(spine: Spine, one: TicketOpening): Promise<{ city: number; id: number }> {
  const opened = await writeOpening(spine, {
    type: 'hotline.ticket-received',
    region: Number(one.region),
    number: one.number,
    source: one.source,
    at: one.at,
    id: one.id,
    data: {
      actor: one.actor,
      item: ticketItem(one.emergency),
      organ: one.organ,
      title: one.title,
      channel: one.channel,
      kind: one.kind,
      category: one.category,
      region: one.region,
      emergency: one.emergency,
      confidential: one.confidential,
      ...(one.personId === null ? null : { personId: one.personId }),
      fingerprint: createHash('sha256').update(one.salt).update(one.content).digest('hex'),
      programme: one.programme,
      ...(one.files.length > 0 ? { files: one.files } : null),
      repeats: one.repeats,
      about: one.about,
      ...(one.emergency ? { dueAt: toRfc3339(endOfSameDay(one.receivedAt)) } : null),
    },
  });
  return { city: opened.city, id: await linkText(spine, opened) };
}
