import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Queries } from '#base/db';
import { Refusal } from '#base/errors';
import { route } from '#base/http';
import { acceptForms, malformedForm } from '#base/multipart';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { CatalogueFile, ImportMap } from '#contract/import-map';
import { type ImportCounts, importsApi } from '#contract/imports';
import { importFile } from '#spine/intake/import-file';
import { viewOf } from '#spine/identity/view';
import { brokenOff } from '#spine/intake/import-run';
import { loadImportMap, parseImportMap } from '#spine/intake/mapping/load-map';
import { previewFile } from '#spine/intake/preview';
import type { Spine } from '#spine/spine';

const examples = path.resolve(import.meta.dirname, '../../../examples');
const uploadLimit = 4 * 1024 ** 3;
const mapLimit = 1024 ** 2;

interface Upload {
  folder: string;
  file: string;
  name: string;
  map: ImportMap;
  catalogue?: CatalogueFile;
}

/** The mapping files that come with the project, by the name `folder/file`. */
async function builtInMaps(): Promise<string[]> {
  const entries = await readdir(examples, { recursive: true });
  return entries
    .filter((entry) => entry.endsWith('.map.json'))
    .map((entry) => entry.split(path.sep).join('/'))
    .sort();
}

/** Refusal: map-invalid. */
async function builtInMap(name: string) {
  if (!(await builtInMaps()).includes(name))
    throw new Refusal('map-invalid', { field: 'example', expected: 'a mapping of this installation' });
  return loadImportMap(path.join(examples, name));
}

/** Refusal: map-invalid. */
function mapOf(text: string): { map: ImportMap } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    throw new Refusal('map-invalid', { field: 'map', expected: 'JSON' });
  }
  return { map: parseImportMap(value) };
}

/** Refusal: too-large. */
async function textOf(part: MultipartFile): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of part.file) {
    size += (chunk as Buffer).length;
    if (size > mapLimit) throw new Refusal('too-large', { field: part.fieldname, expected: 'at most 1 MB' });
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

type Part = Multipart | MultipartFile;

/** What the parts other than the file say: a mapping, or the name of one. Refusals: map-invalid, field-invalid, too-large. */
async function mappingOf(part: Part): Promise<Pick<Upload, 'map' | 'catalogue'>> {
  const text = part.type === 'file' ? await textOf(part) : String(part.value);
  if (part.fieldname === 'map') return mapOf(text);
  if (part.fieldname === 'example') return builtInMap(text);
  throw new Refusal('field-invalid', { field: part.fieldname, expected: 'file, and map or example' });
}

/** Takes the parts of an upload; the file goes to a folder of its own, which the caller removes. */
async function receive(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart())
    throw new Refusal('unsupported-media-type', { expected: 'multipart/form-data' });
  const folder = await mkdtemp(path.join(tmpdir(), `mingjing-import-${process.pid}-`));
  const file = path.join(folder, 'upload');
  try {
    let name: string | undefined;
    let mapped: Pick<Upload, 'map' | 'catalogue'> | undefined;
    for await (const part of request.parts({ limits: { fileSize: uploadLimit, files: 2, fields: 2 } })) {
      if (part.type === 'file' && part.fieldname === 'file') {
        name = path.basename(part.filename || 'file');
        await pipeline(part.file, createWriteStream(file));
        if (part.file.truncated) throw new Refusal('too-large', { field: 'file', expected: 'at most 4 GB' });
      } else mapped = await mappingOf(part);
    }
    if (name === undefined) throw new Refusal('field-invalid', { field: 'file', expected: 'a file' });
    if (!mapped)
      throw new Refusal('field-invalid', {
        field: 'map',
        expected: 'a mapping file, or the name of one that is built in',
      });
    return { folder, file, name, ...mapped };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw malformedForm(error) ?? error;
  }
}

interface RunRow {
  id: number;
  file: string;
  source: string | null;
  status: 'running' | 'done' | 'failed';
  started_at: Instant;
  finished_at: Instant | null;
  bytes_done: number;
  bytes_total: number;
  counts: ImportCounts;
  failure: string | null;
  broken_off: boolean;
}

const select = `SELECT *, ${brokenOff} AS broken_off FROM import_run`;

/** What is said of an import whose process has gone; the file may be imported again and again. */
const goneSentence = 'It was broken off. Import the file again: it goes on where it stopped.';

function toRun(row: RunRow) {
  return {
    id: String(row.id),
    file: row.file,
    source: row.source,
    status: row.broken_off ? ('failed' as const) : row.status,
    startedAt: toRfc3339(row.started_at),
    finishedAt: toRfc3339OrNull(row.finished_at),
    bytesDone: row.bytes_done,
    bytesTotal: row.bytes_total,
    counts: row.counts,
    failure: row.broken_off ? goneSentence : row.failure,
  };
}

/** Refusal: not-found. */
async function getRun(db: Queries, id: string) {
  const { rows } = /^\d{1,15}$/.test(id)
    ? await db.query<RunRow>(`${select} WHERE id = $1`, [id])
    : { rows: [] };
  if (!rows[0]) throw new Refusal('not-found', { field: 'id' });
  return toRun(rows[0]);
}

/** Starts an import and answers as soon as it has a number; it goes on by itself. */
async function start(spine: Spine, upload: Upload): Promise<string> {
  return new Promise((started, failed) => {
    importFile(spine, {
      ...upload,
      demonstration: spine.demonstration,
      onStart: (run) => started(String(run.id)),
    })
      .catch((error: unknown) => {
        if (!(error instanceof Refusal)) spine.log.error('an import failed', error, { file: upload.name });
        failed(error);
      })
      .finally(() => rm(upload.folder, { recursive: true, force: true }));
  });
}

export async function registerImportRoutes(app: FastifyInstance, spine: Spine): Promise<void> {
  await acceptForms(app);
  route(app, importsApi.startImport, async ({ request }) =>
    getRun(spine.pool, await start(spine, await receive(request))),
  );
  route(app, importsApi.previewImport, async ({ request }) => {
    const upload = await receive(request);
    try {
      return await previewFile(upload.file, upload.map);
    } finally {
      await rm(upload.folder, { recursive: true, force: true });
    }
  });
  route(app, importsApi.listImports, async ({ query, request }) => {
    const { db } = viewOf(spine, request);
    const { rows: count } = await db.query<{ n: number }>('SELECT count(*)::int AS n FROM import_run');
    const { rows } = await db.query<RunRow>(`${select} ORDER BY id DESC LIMIT $1 OFFSET $2`, [
      query.pageSize,
      (query.page - 1) * query.pageSize,
    ]);
    return { rows: rows.map(toRun), total: count[0]!.n, page: query.page, pageSize: query.pageSize };
  });
  route(app, importsApi.getImport, ({ params, request }) => getRun(viewOf(spine, request).db, params.id));
  route(app, importsApi.listRefused, async ({ params, query, request }) => {
    const { db } = viewOf(spine, request);
    const run = await getRun(db, params.id);
    const { rows: count } = await db.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM import_refusal WHERE run_id = $1',
      [run.id],
    );
    const { rows } = await db.query<{
      line: number | null;
      code: string;
      field: string | null;
      expected: string | null;
      value: string | null;
    }>(
      'SELECT line, code, field, expected, value FROM import_refusal WHERE run_id = $1 ORDER BY n LIMIT $2 OFFSET $3',
      [run.id, query.pageSize, (query.page - 1) * query.pageSize],
    );
    return { rows, total: count[0]!.n, page: query.page, pageSize: query.pageSize };
  });
  route(app, importsApi.listMaps, async () =>
    Promise.all(
      (await builtInMaps()).map(async (name) => {
        const content = JSON.parse(await readFile(path.join(examples, name), 'utf8')) as {
          format: string;
          title?: string;
        };
        return { name, title: content.title ?? name, format: content.format, content };
      }),
    ),
  );
}
