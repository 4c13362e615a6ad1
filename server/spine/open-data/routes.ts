import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { route } from '#base/http';
import { toRfc3339OrNull } from '#base/time';
import { openDataApi } from '#contract/open-data';
import { originOf } from '#spine/identity/public-address';
import type { Spine } from '#spine/spine';
import { countedFigures } from './counted-figures.ts';
import type { DataSources } from './data-source.ts';
import { type DatasetFile, openData } from './dataset-files.ts';
import { toDcat } from './dcat.ts';
import { toCsv, toJson } from './download.ts';
import { toldMonths } from './months.ts';
import { allRows, getDataset, readRows } from './read-rows.ts';
import { itemSource, organSource } from './reference-sources.ts';

const ownSources: DataSources = { items: itemSource, organs: organSource, ...countedFigures };

const headOf = ({ columns: _columns, ...head }: DatasetFile) => head;

/** Other sites may read what is open to everybody (Fetch standard). */
const openTo = { 'access-control-allow-origin': '*' } as const;

/** A download as it comes; its schema is for the description of the interface. */
const sent = async (reply: FastifyReply, name: string, type: string, content: AsyncIterable<string>) =>
  reply
    .headers({ ...openTo, 'content-type': type, 'content-disposition': `attachment; filename="${name}"` })
    .send(Readable.from(content)) as never;

/**
 * Open data: catalogue, data sets, rows and downloads, for everybody.
 * @param ofPlatforms sources that platforms have for data sets of the catalogue
 */
export function registerOpenDataRoutes(
  app: FastifyInstance,
  spine: Spine,
  ofPlatforms: DataSources = {},
): void {
  const sources = { ...ownSources, ...ofPlatforms };
  route(app, openDataApi.catalogue, async ({ request, reply }) => {
    const origin = originOf(spine.identity.address, request);
    return reply
      .headers(openTo)
      .type('application/ld+json')
      .send(JSON.stringify(toDcat(origin, spine.now()), null, 2)) as never;
  });
  route(app, openDataApi.list, async () => openData.datasets.map(headOf));
  route(app, openDataApi.read, async ({ params }) => {
    const dataset = getDataset(params.code);
    return {
      ...dataset,
      licence: openData.licence,
      publisher: openData.publisher,
      months: dataset.figures ? toldMonths(spine.now()) : [],
      least: dataset.figures ? openData.least : null,
      demonstration: spine.demonstration,
    };
  });
  route(app, openDataApi.rows, async ({ params, query: { page, pageSize, ...chosen }, reply }) => {
    void reply.headers(openTo);
    const asked = { ...chosen, offset: (page - 1) * pageSize, limit: pageSize };
    const { publishedAt, ...found } = await readRows(spine, sources, getDataset(params.code), asked);
    return { ...found, page, pageSize, publishedAt: toRfc3339OrNull(publishedAt) };
  });
  const readyRows = async (code: string, chosen: Parameters<typeof allRows>[3]) => {
    const dataset = getDataset(code);
    // What is refused is refused before the answer begins.
    await readRows(spine, sources, dataset, { ...chosen, offset: 0, limit: 1 });
    return { dataset, pages: allRows(spine, sources, dataset, chosen) };
  };
  route(app, openDataApi.csv, async ({ params, query, reply }) => {
    const { dataset, pages } = await readyRows(params.code, query);
    const names = dataset.columns.map(({ name }) => name);
    return sent(reply, `${dataset.code}.csv`, 'text/csv; charset=utf-8', toCsv(names, pages));
  });
  route(app, openDataApi.json, async ({ params, query, reply }) => {
    const { dataset, pages } = await readyRows(params.code, query);
    return sent(reply, `${dataset.code}.json`, 'application/json; charset=utf-8', toJson(pages));
  });
}
