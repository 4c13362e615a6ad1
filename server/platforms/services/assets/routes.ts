import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { acceptForms } from '#base/multipart';
import { type Instant, toRfc3339 } from '#base/time';
import { assetsApi, importKinds } from '#contract/services/assets';
import { accountUploader } from '#spine/attachments/attachment-door';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import { zoneOf } from '#spine/calendar/zone';
import { getStoredCase, type StoredCase } from '#spine/cases/case-view';
import { rolesOver } from '#spine/identity/permission';
import { formatKey } from '#spine/keys';
import { principalOf } from '#spine/identity/permission-guard';
import { viewOf } from '#spine/identity/view';
import { actOnPart } from '#spine/platform/part-commands';
import { openPartCase } from '#spine/platform/open-part-case';
import type { Spine } from '#spine/spine';
import type { BookState } from './books/state.ts';
import { subjectsOf } from './books/subjects.ts';
import type { ContractState } from './contracts/state.ts';
import type { HoldingState } from './holdings/state.ts';
import { importContracts, importHoldings } from './import/import-openings.ts';
import { importVouchers } from './import/import-vouchers.ts';
import { tableIn } from './import/table-file.ts';
import { importTemplate } from './import/template.ts';
import { bookOpened, contractSigned, holdingRegistered, type OpeningEvent } from './open-cases.ts';
import {
  findVillage,
  findVoucher,
  listBooks,
  listContracts,
  listHoldings,
  listVouchers,
  medianRent,
  ofVillage,
  type Stored,
} from './store.ts';
import {
  toBookDetail,
  toBookRow,
  toContractRow,
  toHoldingRow,
  toPublicBook,
  toPublicVoucher,
  toVoucherRows,
} from './views.ts';

/** The civil day where villages are. */
const todayOf = (now: Instant): string => toRfc3339(zoneOf('Asia/Shanghai').localOf(now)).slice(0, 10);

const system = new Set(['system'] as const);

/** A book as somebody sees it. Refusal: not-found, also for what lies outside the reach, and for cases that are no book. */
async function getBook(
  spine: Spine,
  request: FastifyRequest,
  id: string,
): Promise<{ one: StoredCase; stored: Stored<BookState> }> {
  const view = viewOf(spine, request);
  const one = await getStoredCase(view, id);
  if (one.part?.part.name !== 'services/books' || !one.part.state)
    throw new Refusal('not-found', { field: 'id' });
  const state = one.part.state as BookState;
  const regionName = (await findVillage(view.db, state.village)) ?? { zh: state.village, en: state.village };
  const { demonstration } = spine.registry.sourceById(one.sourceId);
  return {
    one,
    stored: { city: one.city, id: one.id, region: one.region, regionName, state, demonstration },
  };
}

/** Whoever keeps the book. Refusal: forbidden. */
function checkKeeper(request: FastifyRequest, one: StoredCase): string {
  const principal = principalOf(request);
  const roles = rolesOver(principal, 'cases.act', one);
  if (!roles.has('village-clerk') && !roles.has('handler'))
    throw new Refusal('forbidden', { field: 'id', expected: 'the clerk who keeps this book' });
  return principal.actor;
}

/** The village whose clerk somebody is. Refusal: forbidden. */
function villageOf(spine: Spine, request: FastifyRequest): { organ: RegisteredOrgan; actor: string } {
  const principal = principalOf(request);
  const grant = principal.grants.find(({ role, organId }) => role === 'village-clerk' && organId !== null);
  if (grant?.organId == null) throw new Refusal('forbidden', { expected: 'the clerk of a village' });
  return { organ: spine.registry.organById(grant.organId), actor: principal.actor };
}

async function open(spine: Spine, opening: OpeningEvent): Promise<{ id: string }> {
  const { city, id } = await openPartCase(spine, opening);
  return { id: formatKey(city, id) };
}

/** What opens a case: a book, a contract, an asset. The number of each is unique in its village. */
function registerOpenings(app: FastifyInstance, spine: Spine): void {
  route(app, assetsApi.openBook, async ({ body, request }) => {
    const { organ, actor } = villageOf(spine, request);
    return open(spine, bookOpened(organ, body, actor));
  });
  route(app, assetsApi.signContract, async ({ body, request }) => {
    const { organ, actor } = villageOf(spine, request);
    const median = await medianRent(spine.pool, body.kind, Number(organ.region));
    return open(spine, contractSigned(organ, body, median, actor));
  });
  route(app, assetsApi.registerHolding, async ({ body, request }) => {
    const { organ, actor } = villageOf(spine, request);
    return open(spine, holdingRegistered(organ, body, actor));
  });
  route(app, assetsApi.importContracts, async ({ request }) =>
    importContracts(spine, villageOf(spine, request), await tableIn(request)),
  );
  route(app, assetsApi.importHoldings, async ({ request }) =>
    importHoldings(spine, villageOf(spine, request), await tableIn(request)),
  );
}

/** Workbooks to fill in; there is nothing in them that everybody may not read. */
function registerTemplates(app: FastifyInstance): void {
  const options = { schema: { hide: true }, config: { access: 'everybody' } } as const;
  app.get<{ Params: { file: string } }>(
    '/api/services/import-templates/:file',
    options,
    async (request, reply) => {
      const kind = importKinds.find((one) => `${one}.xlsx` === request.params.file);
      if (!kind) throw new Refusal('not-found', { field: 'file' });
      return reply
        .headers({
          'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'content-disposition': `attachment; filename="${kind}.xlsx"`,
        })
        .send(await importTemplate(kind));
    },
  );
}

function registerBookRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, assetsApi.listBooks, async ({ query, request }) => {
    const view = viewOf(spine, request);
    const { rows, total } = await listBooks(view.db, view.reaches.cases, query);
    return { rows: rows.map(toBookRow), total, page: query.page, pageSize: query.pageSize };
  });
  route(app, assetsApi.getBook, async ({ params, request }) => {
    const { stored } = await getBook(spine, request, params.id);
    return toBookDetail(viewOf(spine, request).db, stored);
  });
  route(app, assetsApi.listVouchers, async ({ params, query, request }) => {
    const { one } = await getBook(spine, request, params.id);
    const { rows, total } = await listVouchers(viewOf(spine, request).db, one, query);
    return {
      rows: await toVoucherRows(spine.pool, rows),
      total,
      page: query.page,
      pageSize: query.pageSize,
    };
  });
  route(app, assetsApi.postVoucher, async ({ params, body, request }) => {
    const { one } = await getBook(spine, request, params.id);
    const actor = checkKeeper(request, one);
    const { files, ...entry } = body;
    const command = { action: 'post', values: { entry: JSON.stringify(entry), ...(files && { files }) } };
    const uploader = accountUploader(principalOf(request).accountId);
    await actOnPart(spine, one, command, { actor, roles: system, uploader });
    return toBookDetail(viewOf(spine, request).db, (await getBook(spine, request, params.id)).stored);
  });
  route(app, assetsApi.reverseVoucher, async ({ params, body, request }) => {
    const { one } = await getBook(spine, request, params.id);
    const actor = checkKeeper(request, one);
    const found = await findVoucher(spine.pool, one, params.voucher);
    if (!found) throw new Refusal('not-found', { field: 'voucher' });
    if (found.reversedBy !== null || found.data.of !== undefined)
      throw new Refusal('action-not-allowed', { field: 'voucher', expected: 'a voucher that stands' });
    const { actor: _, files: __, ...entry } = found.data;
    const command = { action: 'reverse', values: { entry: JSON.stringify(entry), reason: body.reason } };
    await actOnPart(spine, one, command, { actor, roles: system });
    return toBookDetail(viewOf(spine, request).db, (await getBook(spine, request, params.id)).stored);
  });
  route(app, assetsApi.importVouchers, async ({ params, request }) => {
    const { one, stored } = await getBook(spine, request, params.id);
    const actor = checkKeeper(request, one);
    return importVouchers(spine, stored, await tableIn(request), actor);
  });
}

/** What everybody who lives in a village may look up. */
function registerPublicRoutes(app: FastifyInstance, spine: Spine): void {
  const booksOf = (village: string) => ofVillage<BookState>(spine.pool, 'services/books', village);
  route(app, assetsApi.listSubjects, async () => ({
    income: subjectsOf('income'),
    expense: subjectsOf('expense'),
  }));
  route(app, assetsApi.getVillageBooks, async ({ params: { region }, query }) => {
    const regionName = await findVillage(spine.pool, region);
    if (!regionName) throw new Refusal('region-unknown', { field: 'region' });
    const today = todayOf(spine.now());
    const books = await booksOf(region);
    const years = [...new Set(books.map(({ state }) => state.year))].sort((a, b) => b - a);
    const book = books.find(({ state }) => state.year === (query.year ?? years[0]));
    const contracts = await ofVillage<ContractState>(spine.pool, 'services/contracts', region);
    const holdings = await ofVillage<HoldingState>(spine.pool, 'services/holdings', region);
    return {
      region,
      regionName,
      years,
      book: book ? toPublicBook(await toBookDetail(spine.pool, book)) : null,
      contracts: contracts.map((one) => toContractRow(one, today)),
      holdings: holdings.map((one) => toHoldingRow(one, today)),
    };
  });
  route(app, assetsApi.listVillageVouchers, async ({ params: { region, year }, query }) => {
    const book = (await booksOf(region)).find(({ state }) => state.year === year);
    if (!book) throw new Refusal('not-found', { field: 'year' });
    const { rows, total } = await listVouchers(spine.pool, book, query);
    return { rows: rows.map(toPublicVoucher), total, page: query.page, pageSize: query.pageSize };
  });
}

/** Books, contracts and assets of villages: for those who keep and supervise them, and for those whose they are. */
export async function registerAssetRoutes(app: FastifyInstance, spine: Spine): Promise<void> {
  await acceptForms(app);
  registerBookRoutes(app, spine);
  route(app, assetsApi.listContracts, async ({ query, request }) => {
    const view = viewOf(spine, request);
    const today = todayOf(spine.now());
    const { rows, total } = await listContracts(view.db, view.reaches.cases, query, today);
    return {
      rows: rows.map((row) => toContractRow(row, today)),
      total,
      page: query.page,
      pageSize: query.pageSize,
    };
  });
  route(app, assetsApi.listHoldings, async ({ query, request }) => {
    const view = viewOf(spine, request);
    const today = todayOf(spine.now());
    const { rows, total } = await listHoldings(view.db, view.reaches.cases, query);
    return {
      rows: rows.map((row) => toHoldingRow(row, today)),
      total,
      page: query.page,
      pageSize: query.pageSize,
    };
  });
  registerOpenings(app, spine);
  registerTemplates(app);
  registerPublicRoutes(app, spine);
}
