import { hash } from 'node:crypto';
import { Refusal } from '#base/errors';
import { quickCheck, quickCopy } from '#base/quick-check';
import { isStorable, storableText, unstorablePath } from '#base/storable-text';
import type { Instant } from '#base/time';
import type { CaseStatus } from '#contract/cases';
import { type CaseEventData, caseEvents, cloudEvent, type CloudEvent } from '#contract/events';
import { firstIssue } from '#contract/fault';
import type { RegisteredSource, Registry } from '#spine/catalogue/registry';
import { opensCase } from '#spine/platform/installed';

/** Where an event belongs: the case that a source knows by number, or a case by its key (the workbench). */
export type CaseReference = { number: string } | { id: number };

/** An event that has passed validation and waits to be folded and written. */
export interface IncomingEvent {
  source: RegisteredSource;
  id: string;
  type: string;
  city: number;
  region: number;
  reference: CaseReference;
  occurredAt: Instant;
  /** The states of the case in which it may be; what a source tells has none: it happened, and is judged. */
  from?: readonly CaseStatus[];
  /** The entry of the case that must still wait for a second person. */
  about?: number;
  /** How many events the case had when this one was decided on: with another it has to be decided anew. */
  after?: number;
  /** Whether it opens its case. */
  opens: boolean;
  /** Never changed: `payloadOf` and `digestOf` are made of it when it is written, so that what waits is light. */
  readonly data: Record<string, unknown>;
}

/** The four digits of the division code that lead every large key. */
export function cityOfRegion(region: number): number {
  return Math.floor(region / 100_000_000);
}

/** The text of the data that is written and hashed. */
export const payloadOf = ({ data }: IncomingEvent): string => JSON.stringify(data);

/**
 * SHA-256 over everything that the source said, hexadecimal, so that the same id with other content is noticed.
 * @param payload of the event, where it is at hand
 */
export function digestOf(event: IncomingEvent, payload = payloadOf(event)): string {
  const { source, id, type, reference, region, occurredAt } = event;
  const subject = 'number' in reference ? reference.number : `#${reference.id}`;
  return hash(
    'sha256',
    `${source.code}\n${id}\n${type}\n${subject}\n${region}\n${occurredAt}\n${payload}`,
    'hex',
  );
}

export function incoming(
  source: RegisteredSource,
  event: {
    id: string;
    type: string;
    region: number;
    occurredAt: Instant;
    data: Record<string, unknown>;
    reference: CaseReference;
    from?: readonly CaseStatus[];
    about?: number;
    after?: number;
  },
): IncomingEvent {
  const { id, type, region, occurredAt, data, reference, from, about, after } = event;
  return {
    source,
    id,
    type,
    city: cityOfRegion(region),
    region,
    reference,
    occurredAt,
    from,
    about,
    after,
    opens: opensCase(type, data),
    data,
  };
}

/** An opening with its applicant, by number in `person` (`storeApplicant`): this system alone says so, no source does. */
export function withApplicant(opening: IncomingEvent, personId: number): IncomingEvent {
  return incoming(opening.source, { ...opening, data: { ...opening.data, personId } });
}

/** The earliest and latest times that a record may claim; what lies outside is a typing error. */
const earliest = Date.UTC(1949, 9, 1);
const latestDue = Date.UTC(2200, 0, 1);
const ahead = 24 * 3_600_000;

/** Due times that a source gives are kept within what calendars and clocks can reckon with. */
function checkGivenDue(due: CaseEventData<'case.opened'>['due']): void {
  for (const [kind, text] of Object.entries(due ?? {})) {
    const at = text === undefined ? earliest : Date.parse(text);
    if (!(at >= earliest && at < latestDue))
      throw new Refusal('field-invalid', {
        field: `data.due.${kind}`,
        expected: 'a time from 1949-10-01 to 2199-12-31',
      });
  }
}

/** JSON can write what a text in the database cannot hold. */
function checkStorable(event: IncomingEvent, subject: string): void {
  const field = !isStorable(event.id)
    ? ['id']
    : !isStorable(subject)
      ? ['subject']
      : unstorablePath(event.data, ['data']);
  if (field) throw new Refusal('field-invalid', { field: field.join('.'), expected: storableText });
}

const isEnvelope = quickCheck(cloudEvent);

/** The schema of each type, and the quick way for what passes it as it is. */
const types = new Map(
  Object.entries(caseEvents).map(([type, schema]) => [
    type,
    { schema, passes: quickCheck(schema), copy: quickCopy(schema) },
  ]),
);

/** Refusal: field-invalid. */
function envelopeOf(raw: unknown): CloudEvent {
  if (isEnvelope(raw)) return raw as CloudEvent;
  const envelope = cloudEvent.safeParse(raw);
  if (!envelope.success) throw new Refusal('field-invalid', firstIssue(envelope.error));
  return envelope.data;
}

/** The data of an event, with the fields of its type alone. Refusals: type-unknown, field-invalid. */
function dataOf(event: CloudEvent): Record<string, unknown> {
  const type = types.get(event.type);
  if (!type)
    throw new Refusal('type-unknown', {
      field: 'type',
      expected: `one of ${Object.keys(caseEvents).join(', ')}`,
    });
  if (Object.hasOwn(event.data, 'personId'))
    throw new Refusal('field-invalid', {
      field: 'data.personId',
      expected: 'no number of a person: only this system names applicants',
    });
  const copy = type.passes(event.data) ? type.copy(event.data) : undefined;
  if (copy) return copy;
  const data = type.schema.safeParse(event.data);
  if (!data.success) throw new Refusal('field-invalid', firstIssue(data.error, 'data'));
  return data.data;
}

/**
 * Checks one CloudEvent against the envelope, the type's schema, the divisions and the clock.
 * Refusals: field-invalid, type-unknown, source-unknown, region-unknown.
 */
export function admit(
  raw: unknown,
  registry: Registry,
  source: RegisteredSource,
  now: Instant,
): IncomingEvent {
  const event = envelopeOf(raw);
  if (Object.hasOwn(raw as object, 'data_base64'))
    throw new Refusal('field-invalid', { field: 'data_base64', expected: 'data as JSON in `data`' });
  if (event.source !== source.code)
    throw new Refusal('source-unknown', {
      field: 'source',
      expected: `${source.code}, the source of this token`,
    });
  const data = dataOf(event);
  const region = Number(event.region);
  if (!registry.hasRegion(region))
    throw new Refusal('region-unknown', { field: 'region', expected: 'a division code of this province' });
  const occurredAt = Date.parse(event.time);
  if (!(occurredAt >= earliest))
    throw new Refusal('field-invalid', { field: 'time', expected: 'a time after 1949-10-01' });
  if (occurredAt > now + ahead)
    throw new Refusal('field-invalid', { field: 'time', expected: 'a time that is not in the future' });
  if (event.type === 'case.opened') checkGivenDue((data as CaseEventData<'case.opened'>).due);
  const admitted = incoming(source, {
    id: event.id,
    type: event.type,
    region,
    occurredAt,
    data,
    reference: { number: event.subject },
  });
  checkStorable(admitted, event.subject);
  return admitted;
}
