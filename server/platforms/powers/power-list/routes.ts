import type { FastifyInstance } from 'fastify';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { type PowerDetail, powerListApi } from '#contract/powers/power-list';
import { zoneOf } from '#spine/calendar/zone';
import { principalOf } from '#spine/identity/permission-guard';
import type { Spine } from '#spine/spine';
import { citationsOf } from './citations.ts';
import { differencesOf } from './differences.ts';
import { laws } from './laws.ts';
import { checkNames, currentOf, listPowers, newestOf, savePower, versionsOf } from './store.ts';

const todayOf = ({ now }: Spine): string =>
  new Date(zoneOf('Asia/Shanghai').localOf(now())).toISOString().slice(0, 10);

/** One entry in the version asked for, else in the one in force, else in its last. Refusal: not-found. */
async function powerDetail(spine: Spine, code: string, wanted: number | undefined): Promise<PowerDetail> {
  const versions = await versionsOf(spine.pool, code);
  const current = currentOf(versions, todayOf(spine));
  const shown =
    wanted === undefined ? (current ?? versions[0]!) : versions.find(({ version }) => version === wanted);
  if (!shown) throw new Refusal('not-found', { field: 'version', expected: 'a version of this entry' });
  const { entry } = shown;
  return {
    entry,
    version: shown.version,
    current: shown.version === current?.version,
    demonstration: shown.demonstration,
    organName: spine.registry.organ(entry.organ)?.name ?? { zh: entry.organ, en: entry.organ },
    region: String(shown.region),
    regionName: { zh: shown.region_zh, en: shown.region_en },
    itemName: (entry.item && spine.registry.itemVersions(entry.item).at(-1)?.name) || null,
    versions: versions.map((one) => ({
      version: one.version,
      effectiveFrom: one.effective_from,
      cancelledFrom: one.cancelled_from,
      note: one.note,
      current: one.version === current?.version,
    })),
  };
}

function lawOf(id: string) {
  const law = laws.find((one) => one.id === id);
  if (!law)
    throw new Refusal('not-found', {
      field: 'law',
      expected: `one of ${laws.map((one) => one.id).join(', ')}`,
    });
  return law;
}

/** The list of powers and duties: public to read, edited by whoever edits the catalogue. */
export function registerPowerListRoutes(app: FastifyInstance, spine: Spine): void {
  route(app, powerListApi.listPowers, async ({ query }) => {
    const { rows, total, types } = await listPowers(spine.pool, query, todayOf(spine));
    return {
      rows: rows.map(
        ({
          region,
          region_zh: zh,
          region_en: en,
          organ_name: organName,
          effective_from: effectiveFrom,
          ...row
        }) => ({
          ...row,
          organName,
          region: String(region),
          regionName: { zh, en },
          effectiveFrom,
        }),
      ),
      total,
      types,
      page: query.page,
      pageSize: query.pageSize,
    };
  });
  route(app, powerListApi.getPower, ({ params, query }) => powerDetail(spine, params.code, query.version));
  route(app, powerListApi.compareVersions, async ({ params, query }) => {
    const versions = await versionsOf(spine.pool, params.code);
    const entryOf = (version: number) => {
      const found = versions.find((one) => one.version === version);
      if (!found) throw new Refusal('not-found', { field: 'version', expected: 'a version of this entry' });
      return found.entry;
    };
    return { ...query, differences: differencesOf(entryOf(query.before), entryOf(query.after)) };
  });
  route(app, powerListApi.previewPower, async ({ params, body: { entry } }) => {
    checkNames(spine, entry);
    const newest = await newestOf(spine.pool, params.code);
    if (!newest) return { after: 0, differences: [] };
    return { after: newest.version, differences: differencesOf(newest.entry, entry) };
  });
  route(app, powerListApi.savePower, async ({ params, body, request }) => {
    if (body.entry.code !== params.code)
      throw new Refusal('field-invalid', { field: 'entry.code', expected: params.code });
    const { note, after } = body;
    const saving = { by: principalOf(request).actor, note, demonstration: false, after };
    return { code: params.code, ...(await savePower(spine, body.entry, saving)) };
  });
  route(app, powerListApi.listLaws, async () => {
    const today = todayOf(spine);
    return Promise.all(
      laws.map(async (law) => {
        const rows = await citationsOf(spine, law, undefined, today);
        return {
          id: law.id,
          law: law.law,
          edition: law.edition,
          effectiveFrom: law.effectiveFrom,
          powers: rows.filter(({ kind }) => kind === 'power').length,
          items: rows.filter(({ kind }) => kind === 'item').length,
          older: rows.filter(({ older }) => older).length,
        };
      }),
    );
  });
  route(app, powerListApi.listCitations, async ({ params, query }) => {
    const { law, edition, effectiveFrom, ...rest } = lawOf(params.law);
    const rows = await citationsOf(
      spine,
      { law, edition, effectiveFrom, ...rest },
      query.article,
      todayOf(spine),
    );
    return { law, edition, effectiveFrom, rows };
  });
}
