import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { money } from '#base/money';
import { villageApi } from '#contract/services/village';
import { attachmentsOf } from '#spine/attachments/attachments';
import { dateText } from '#spine/calendar/civil-date';
import { getCaseDetail, getStoredCase } from '#spine/cases/case-view';
import { clockContext } from '#spine/cases/fold-context';
import { readReceipt } from '#spine/cases/receipt';
import { clockViews } from '#spine/clocks/clock-view';
import { principalOf } from '#spine/identity/permission-guard';
import { applicationView, viewOf } from '#spine/identity/view';
import { formatKey, parseKey } from '#spine/keys';
import { openPartCase } from '#spine/platform/open-part-case';
import { actOnPart } from '#spine/platform/part-commands';
import { People } from '#spine/privacy/people';
import type { Spine } from '#spine/spine';
import { clerkOf } from '../clerk.ts';
import { civilDayOf } from '../period.ts';
import { saveVillages } from '../villages.ts';
import { disclosureCatalogue, findEntry } from './catalogue.ts';
import { toDutyRow, toPublicDisclosure } from './duty-view.ts';
import { dutyAtOnce } from './duty.ts';
import { totalOf } from './item-table.ts';
import { placeOf } from './place.ts';
import { findDuty, listDuties } from './store.ts';

const today = (spine: Spine): string => dateText(civilDayOf(spine.now(), 'Asia/Shanghai'));

const noDuty = () => new Refusal('not-found', { field: 'id', expected: 'a duty of disclosure' });

/** A duty as everybody sees it. Refusal: not-found. */
async function publicDisclosure(spine: Spine, id: string) {
  const row = await findDuty(spine.pool, parseKey(id), today(spine));
  if (!row) throw noDuty();
  const one = await getStoredCase(applicationView(spine), id);
  const context = clockContext(spine.fold, {
    itemId: one.item.id,
    itemVersion: one.item.version,
    organId: one.organId,
  });
  const isObjection = (kind: string) => kind.includes(':objection:');
  const files = await attachmentsOf(spine.pool, { case: id });
  return toPublicDisclosure(row, clockViews(one.timetable, isObjection, new Set(), context, one.now), files);
}

/** A duty as officials within reach see it, with what they may do. Refusal: not-found. */
async function dutyDetail(spine: Spine, people: People, request: FastifyRequest, id: string) {
  const view = viewOf(spine, request);
  const row = await findDuty(view.db, parseKey(id), today(spine));
  if (!row) throw noDuty();
  const { receipt, clocks, availableActions } = await getCaseDetail(view, people, principalOf(request), id);
  const { draft, returned, objections } = row.state;
  return {
    ...toPublicDisclosure(row, clocks, await attachmentsOf(spine.pool, { case: id })),
    receipt,
    draft: draft && { ...draft, reason: draft.reason ?? null, total: totalOf(draft.items) },
    returned,
    words: objections.map(({ objection, text }) => ({ objection, text })),
    clocks,
    // Objecting is the villagers' own.
    availableActions: availableActions.filter(({ action }) => action !== 'object'),
  };
}

/** Whoever is signed in, or holds the receipt code that is printed on this very disclosure. Refusal: sign-in-needed. */
function checkObjector(spine: Spine, request: FastifyRequest, id: string, receipt: string | undefined): void {
  if (request.principal) return;
  const key = receipt === undefined ? undefined : readReceipt(receipt, spine.receiptKey);
  if (!key || formatKey(key.city, key.id) !== id)
    throw new Refusal('sign-in-needed', {
      field: 'receipt',
      expected: 'a session, or the receipt code of this disclosure',
    });
}

/** Refusals: field-invalid, where the entry is none that is disclosed at once or the amount is below its threshold. */
function atOnceEntry(code: string, amount: string) {
  const entry = findEntry(code);
  if (entry?.period !== 'at-once')
    throw new Refusal('field-invalid', { field: 'entry', expected: 'an entry that is disclosed at once' });
  if (entry.threshold && money(amount).lessThan(entry.threshold.amount))
    throw new Refusal('field-invalid', {
      field: 'amount',
      expected: `at least ${entry.threshold.amount}; what is less is disclosed with the quarter`,
    });
  return entry;
}

export function registerDisclosureRoutes(app: FastifyInstance, spine: Spine): void {
  const people = new People(spine.pool, spine.keys);
  route(app, villageApi.getDisclosureCatalogue, async () => ({
    version: disclosureCatalogue.version,
    about: disclosureCatalogue.about,
    entries: disclosureCatalogue.entries.map(({ period, within, threshold, contents, ...entry }) => ({
      ...entry,
      every: period,
      days: within.n,
      threshold: threshold?.amount ?? null,
      contents: contents.map(({ title }) => title),
    })),
  }));
  route(app, villageApi.getVillagePlace, ({ params, query }) =>
    placeOf(spine.pool, params.region, today(spine), query.year),
  );
  route(app, villageApi.getDisclosure, ({ params }) => publicDisclosure(spine, params.id));
  route(app, villageApi.raiseObjection, async ({ params, body, request }) => {
    checkObjector(spine, request, params.id, body.receipt);
    const key = parseKey(params.id);
    if (!(await findDuty(spine.pool, key, today(spine)))) throw noDuty();
    const values = { subject: body.subject, text: body.text };
    const by = { actor: 'applicant', roles: new Set(['citizen'] as const) };
    await actOnPart(spine, key, { action: 'object', values }, by);
    const { answers } = await publicDisclosure(spine, params.id);
    const { objection, dueAt } = answers.at(-1)!;
    return { objection, dueAt };
  });
  route(app, villageApi.listDuties, async ({ query, request }) => {
    const view = viewOf(spine, request);
    const { rows, total } = await listDuties(view.db, view.reaches.cases, query, today(spine));
    return { rows: rows.map(toDutyRow), total, page: query.page, pageSize: query.pageSize };
  });
  route(app, villageApi.getDuty, ({ params, request }) => dutyDetail(spine, people, request, params.id));
  route(app, villageApi.openDuty, async ({ body, request }) => {
    const { organ, actor } = clerkOf(spine, principalOf(request), body.organ);
    const entry = atOnceEntry(body.entry, body.amount);
    if (body.happenedOn > today(spine))
      throw new Refusal('field-invalid', { field: 'happenedOn', expected: 'today or an earlier day' });
    const opening = dutyAtOnce(entry, {
      ...body,
      amount: money(body.amount).toFixed(2),
      region: Number(organ.region),
      key: `${body.happenedOn}-${body.matter}`,
    });
    const { city, id } = await openPartCase(spine, { ...opening, data: { ...opening.data, actor } });
    return { id: formatKey(city, id) };
  });
  route(app, villageApi.saveVillages, async ({ body }) => {
    await saveVillages(spine, body.villages);
    return { villages: body.villages.length };
  });
}
