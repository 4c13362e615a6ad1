import { inTransaction } from '#base/db';
import type { ApplicationDocument } from '#contract/services/applications';
import { clockContext } from '#spine/cases/fold-context';
import { dueOf } from '#spine/clocks/due';
import { findDocumentsOf } from '#spine/documents/document-store';
import { keepDocument, prepareDocument } from '#spine/documents/documents';
import { applicationView } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import { inGroups } from '#base/spoken-code';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';
import { getApplication, type StoredApplication } from '../application-view.ts';
import { issuedNotices, noteNotice } from './store.ts';
import { type NoticeEvent, type NoticeFacts, noticesOf, noticeTypes, standingEvents } from './notices.ts';
import { eventsOf } from '../store.ts';

/**
 * The notices and licences of an application and its parts, oldest first. What its events give rise to and is not issued yet is
 * issued now, once, with the date of the event: a notice says what the journal says, whenever it is printed first.
 */
export async function noticesOfApplication(
  spine: Spine,
  application: StoredApplication,
): Promise<ApplicationDocument[]> {
  const whole = applicationView(spine);
  const parts = await Promise.all(
    application.state.parts.flatMap(({ case: key }) =>
      key ? [getApplication(whole, formatKey(key.city, key.id))] : [],
    ),
  );
  const found: ApplicationDocument[] = [];
  for (const one of [application, ...parts]) {
    await issueMissing(spine, one);
    found.push(...(await documentsOf(spine, one)));
  }
  return found;
}

async function documentsOf(spine: Spine, { one }: StoredApplication): Promise<ApplicationDocument[]> {
  const documents = await findDocumentsOf(spine.pool, spine.keys, formatKey(one.city, one.id));
  return documents.map(({ code, content, fingerprints, revokedAt }) => ({
    code: inGroups(code),
    kindName: content.kindName,
    title: content.title,
    number: content.number,
    organ: content.organ,
    date: content.date,
    state: revokedAt === null ? ('valid' as const) : ('revoked' as const),
    sha256: fingerprints[0]!,
  }));
}

async function issueMissing(spine: Spine, application: StoredApplication): Promise<void> {
  const { one, state } = application;
  // What a part asks for is told with the whole, in one notice.
  const types = noticeTypes.filter((type) => !(state.parent && type === 'services.correction-requested'));
  const [events, issued] = await Promise.all([
    eventsOf<NoticeEvent['data']>(spine.pool, one, [...types, 'case.reopened']),
    issuedNotices(spine.pool, one),
  ]);
  const open = standingEvents(events).filter(
    ({ seq }) => ![...issued].some((name) => name.startsWith(`${seq}:`)),
  );
  if (open.length === 0) return;
  const facts = await factsOf(spine, application);
  for (const event of open)
    for (const { kind, content } of noticesOf(event, facts)) {
      const prepared = await prepareDocument(spine, content);
      await inTransaction(spine.pool, async (client) => {
        const place = { city: one.city, id: one.id, seq: event.seq, kind };
        if (await noteNotice(client, place, prepared.code))
          await keepDocument(spine, client, prepared, formatKey(one.city, one.id));
      });
    }
}

async function factsOf(spine: Spine, { one, state }: StoredApplication): Promise<NoticeFacts> {
  const { registry } = spine;
  const organ = registry.organ(state.organ)!;
  const people = new People(spine.pool, spine.keys);
  const opened = state.personId === null ? undefined : await people.open([state.personId], ['name']);
  const items = [one.item, ...state.parts.map(({ item }) => registry.itemVersions(item).at(-1))];
  const names = new Map(
    items.flatMap((item) => item?.materials.map(({ code, name }) => [code, name.zh] as const) ?? []),
  );
  return {
    item: one.item,
    organName: organ.name.zh,
    number: one.number,
    applicant: (state.personId !== null && opened?.get(state.personId)?.name) || '申请人',
    materialName: (code) => names.get(code) ?? code,
    partName: (code) => registry.itemVersions(code).at(-1)?.name.zh ?? code,
    dueOn: dueOn(spine, { one, state }, organ.timeZone),
    timeZone: organ.timeZone,
    demonstration: spine.demonstration,
  };
}

/** The day by which the applicant may expect it, where the clock of the promise, or else of the law, runs. */
function dueOn(spine: Spine, { one }: StoredApplication, timeZone: string): string | null {
  const clock = one.timetable.clocks.promised ?? one.timetable.clocks.legal;
  if (!clock) return null;
  const place = { itemId: one.item.id, itemVersion: one.item.version, organId: one.organId };
  const { dueAt } = dueOf(
    clock,
    clockContext(spine.fold, place).calendar(clock.calendar, clock.calendarVersion),
  );
  if (dueAt === null) return null;
  return new Intl.DateTimeFormat('zh-CN', { timeZone, dateStyle: 'long' }).format(dueAt);
}
