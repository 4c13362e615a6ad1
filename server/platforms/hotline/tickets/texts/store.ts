import type { ClientBase } from 'pg';
import { inTransaction } from '#base/db';
import { gather } from '#base/gather';
import {
  bytesArray,
  int2Array,
  int4Array,
  int8Array,
  jsonArray,
  textArray,
  timestamptzArray,
} from '#base/pg-binary';
import type { Instant } from '#base/time';
import type { Point } from '#contract/hotline/ticket-parts';
import { keyToHashWith } from '#spine/privacy/hash-keys';
import { People } from '#spine/privacy/people';
import type { PersonInput } from '#spine/privacy/person-input';
import type { Spine } from '#spine/spine';
import { indexOfPhone, sealPhone, type StoredCaller, storeOwn } from '../caller.ts';

/** What was said and where, as `hotline_ticket` has it, with whoever said it. */
export interface TicketText {
  city: number;
  /** Given where another system names it; else the next of the day. */
  number?: string;
  region: string;
  category: string;
  kind: string;
  channel: string;
  title: string;
  content: string;
  salt: Buffer;
  address: string;
  community: string;
  point?: Point;
  /** Words that it is searched by, as text of a tsvector. */
  words: string;
  receivedAt: Instant;
  /** Whoever said it, as far as they told; digits of their telephone. */
  person: PersonInput | null;
  phone: string | null;
  accountId?: number;
  /** What else is written in the same transaction, or nothing is. */
  beside?: (client: ClientBase, ticket: { number: string; person: number | null }) => Promise<void>;
}

export interface WrittenText {
  number: string;
  personId: number | null;
}

/** Reports that one transaction takes; more brings no further speed. */
const most = 200;
/** Made once: making one takes longer than everything else that a number takes. */
const dayForm = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

const numberOf = (n: number, at: Instant): string =>
  `HL${dayForm.format(at).replaceAll('-', '')}${String(n).padStart(6, '0')}`;

/** The next numbers: the day, and a count that never comes again. */
async function numbersFor(client: ClientBase, texts: readonly TicketText[]): Promise<string[]> {
  const missing = texts.filter(({ number }) => number === undefined).length;
  const { rows } =
    missing === 0
      ? { rows: [] }
      : await client.query<{ n: number }>(
          `SELECT nextval('hotline_ticket_number') AS n FROM generate_series(1, $1::int)`,
          [missing],
        );
  let next = 0;
  return texts.map(({ number, receivedAt }) => number ?? numberOf(rows[next++]!.n, receivedAt));
}

/** Seals whoever said something: most of them somebody new, together; of an account, one by one. */
async function storeCallers(
  client: ClientBase,
  spine: Spine,
  texts: readonly TicketText[],
): Promise<(StoredCaller | null)[]> {
  const isNew = ({ person, accountId }: TicketText) => person !== null && accountId === undefined;
  const fresh = texts.flatMap((one) => (isNew(one) ? [one.person!] : []));
  const made = await new People(spine.pool, spine.keys).createMany(client, fresh);
  const stored: (StoredCaller | null)[] = [];
  let next = 0;
  for (const one of texts) {
    if (isNew(one)) stored.push(made[next++]!);
    else if (one.person && one.accountId !== undefined)
      stored.push(await storeOwn(client, spine, one.person, one.accountId));
    else stored.push(null);
  }
  return stored;
}

async function writeTogether(spine: Spine, texts: readonly TicketText[]): Promise<WrittenText[]> {
  return inTransaction(spine.pool, async (client) => {
    const numbers = await numbersFor(client, texts);
    const callers = await storeCallers(client, spine, texts);
    const by = texts.some(({ phone }) => phone)
      ? await keyToHashWith(client, spine.keys, 'blind-index')
      : null;
    const phones = texts.map(({ phone }, at) => (callers[at] ? phone : null));
    await client.query({
      name: 'hotline-texts',
      text: `INSERT INTO hotline_ticket (city, number, region, category, kind, channel, title, content, salt, address, community,
          longitude, latitude, caller_index, caller_phone, index_key, person_id, received_at, words)
        SELECT u.city, u.number, u.region, u.category, u.kind, u.channel, u.title, u.content, u.salt, u.address, u.community,
          (u.point ->> 'longitude')::float8, (u.point ->> 'latitude')::float8, u.caller_index, u.caller_phone,
          CASE WHEN u.caller_index IS NOT NULL THEN $17 END, u.person_id, u.received_at, u.words::tsvector
        FROM unnest($1::int2[], $2::text[], $3::int8[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bytea[],
          $10::text[], $11::text[], $12::json[], $13::bytea[], $14::bytea[], $15::int8[], $16::timestamptz[], $18::text[])
          AS u (city, number, region, category, kind, channel, title, content, salt, address, community, point, caller_index,
            caller_phone, person_id, received_at, words)`,
      values: [
        int2Array(texts.map(({ city }) => city)),
        textArray(numbers),
        int8Array(texts.map(({ region }) => Number(region))),
        ...(['category', 'kind', 'channel', 'title', 'content'] as const).map((field) =>
          textArray(texts.map((one) => one[field])),
        ),
        bytesArray(texts.map(({ salt }) => salt)),
        ...(['address', 'community'] as const).map((field) => textArray(texts.map((one) => one[field]))),
        jsonArray(texts.map(({ point }) => (point ? JSON.stringify(point) : null))),
        bytesArray(phones.map((phone) => (phone && by ? indexOfPhone(by.key, phone) : null))),
        bytesArray(
          phones.map((phone, at) => (phone ? sealPhone(callers[at]!.dataKey, callers[at]!.id, phone) : null)),
        ),
        int8Array(callers.map((caller) => caller?.id ?? null)),
        timestamptzArray(texts.map(({ receivedAt }) => receivedAt)),
        by?.name ?? null,
        textArray(texts.map(({ words }) => words)),
      ],
    });
    const written = numbers.map((number, at) => ({ number, personId: callers[at]?.id ?? null }));
    for (const [at, { beside }] of texts.entries())
      await beside?.(client, { number: written[at]!.number, person: written[at]!.personId });
    return written;
  });
}

const writers = new WeakMap<Spine, (text: TicketText) => Promise<WrittenText>>();

/**
 * Keeps what was said and, sealed, who said it, before the case of it is opened. What many report in one moment is written by one
 * transaction. Gives number and person.
 */
export function writeText(spine: Spine, text: TicketText): Promise<WrittenText> {
  const writer =
    writers.get(spine) ??
    gather<TicketText, WrittenText>({ most, together: (texts) => writeTogether(spine, texts) });
  writers.set(spine, writer);
  return writer(text);
}

interface Opened {
  city: number;
  sourceId: number;
  number: string;
}

/** Finds the cases of texts and links them. Not waited for on disk: what a crash takes is found again at the next start. */
async function linkTogether({ pool }: Spine, opened: readonly Opened[]): Promise<number[]> {
  const { rows } = await pool.query<{ city: number; number: string; id: number }>(
    `WITH soon AS (SELECT set_config('synchronous_commit', 'off', true))
     UPDATE hotline_ticket t SET case_id = c.id
     FROM soon, unnest($1::int2[], $2::int4[], $3::text[]) AS u (city, source_id, number)
     JOIN cases c ON c.city = u.city AND c.source_id = u.source_id AND c.number = u.number
     WHERE t.city = u.city AND t.number = u.number RETURNING t.city, t.number, c.id`,
    [
      int2Array(opened.map(({ city }) => city)),
      int4Array(opened.map(({ sourceId }) => sourceId)),
      textArray(opened.map(({ number }) => number)),
    ],
  );
  const ids = new Map(rows.map(({ city, number, id }) => [`${city} ${number}`, id]));
  return opened.map(({ city, number }) => ids.get(`${city} ${number}`)!);
}

const linkers = new WeakMap<Spine, (opened: Opened) => Promise<number>>();

/** Says which case a text is of, and gives the case's number within its city. */
export function linkText(spine: Spine, opened: Opened): Promise<number> {
  const linker =
    linkers.get(spine) ??
    gather<Opened, number>({ most, together: (several) => linkTogether(spine, several) });
  linkers.set(spine, linker);
  return linker(opened);
}
