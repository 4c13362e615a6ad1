import { z } from 'zod';
import { endpoint, pageOf, paging } from '#contract/endpoint';

export const importCounts = z.object({
  cases: z.number().int(),
  events: z.number().int(),
  accepted: z.number().int(),
  duplicates: z.number().int(),
  refused: z.number().int(),
  closedLate: z.number().int(),
  openLate: z.number().int(),
  alerts: z.object({ notice: z.number().int(), yellow: z.number().int(), red: z.number().int() }),
});
export type ImportCounts = z.infer<typeof importCounts>;

export const importRun = z.object({
  id: z.string(),
  file: z.string(),
  source: z.string().nullable(),
  status: z.enum(['running', 'done', 'failed']),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  bytesDone: z.number(),
  bytesTotal: z.number(),
  counts: importCounts,
  failure: z.string().nullable(),
});
export type ImportRun = z.infer<typeof importRun>;

export const refusedRow = z.object({
  line: z.number().int().nullable(),
  code: z.string(),
  field: z.string().nullable(),
  expected: z.string().nullable(),
  value: z.string().nullable(),
});

const id = z.object({ id: z.string() });

const upload = z.object({
  file: z.file().describe('CSV, XLSX or XES, plain or gzip'),
  map: z.union([z.file(), z.string()]).optional().describe('A mapping file, or its text'),
  example: z.string().optional().describe('Instead of `map`: a mapping of this installation, by its name'),
});

export const importsApi = {
  startImport: endpoint({
    method: 'POST',
    path: '/api/imports',
    summary: 'Import a file of events (CSV, XLSX, XES) by a mapping',
    face: 'workbench',
    access: 'imports.run',
    bodies: { 'multipart/form-data': upload },
    response: importRun,
  }),
  /** Nothing is written. */
  previewImport: endpoint({
    method: 'POST',
    path: '/api/imports/preview',
    summary: 'What the first rows of a file would become under a mapping',
    face: 'workbench',
    access: 'imports.run',
    bodies: { 'multipart/form-data': upload },
    response: z.object({
      /** The file's own column or attribute names, what they belong to, and the first value of each. */
      columns: z.array(
        z.object({ name: z.string(), of: z.enum(['case', 'event', 'row']), sample: z.string() }),
      ),
      events: z.array(
        z.object({
          line: z.number().int(),
          type: z.string(),
          subject: z.string(),
          time: z.string(),
          summary: z.string(),
        }),
      ),
      refused: z.array(refusedRow),
    }),
  }),
  listImports: endpoint({
    method: 'GET',
    path: '/api/imports',
    summary: 'Imports, newest first',
    face: 'workbench',
    access: 'imports.run',
    query: z.object(paging),
    response: pageOf(importRun),
  }),
  getImport: endpoint({
    method: 'GET',
    path: '/api/imports/:id',
    summary: 'One import and how far it is',
    face: 'workbench',
    access: 'imports.run',
    params: id,
    response: importRun,
  }),
  listRefused: endpoint({
    method: 'GET',
    path: '/api/imports/:id/refused',
    summary: 'Every refused row with its line and the reason',
    face: 'workbench',
    access: 'imports.run',
    params: id,
    query: z.object(paging),
    response: pageOf(refusedRow),
  }),
  listMaps: endpoint({
    method: 'GET',
    path: '/api/import-maps',
    summary: 'The mapping files that come with this installation',
    face: 'workbench',
    access: 'imports.run',
    response: z.array(
      z.object({ name: z.string(), title: z.string(), format: z.string(), content: z.unknown() }),
    ),
  }),
};
