import { z } from 'zod';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { bilingual, code } from '#contract/text';

/** The six parts of an annual report (国办公开办函〔2021〕30号). */
export const reportSections = [
  'overview',
  'proactive',
  'applications',
  'disputes',
  'problems',
  'other',
] as const;
export type ReportSection = (typeof reportSections)[number];

/** What an editor writes in each part. */
export const reportTexts = z.object(
  Object.fromEntries(reportSections.map((name) => [name, z.string().trim().max(5000).default('')])) as Record<
    ReportSection,
    z.ZodDefault<z.ZodString>
  >,
);
export type ReportTexts = z.output<typeof reportTexts>;

const figure = z.object({
  code,
  name: bilingual,
  /** Null: this installation does not count it, or it is hidden. */
  value: z.number().int().nullable(),
  /** The number is small, or would tell one that is. */
  hidden: z.boolean().optional(),
  /** The list of what is counted: for everybody, and for those of the workbench; null where there is none. */
  publicList: z.string().nullable(),
  deskList: z.string().nullable(),
});
export type ReportFigure = z.infer<typeof figure>;

const report = z.object({
  organ: code,
  organName: bilingual,
  year: z.number().int(),
  basis: bilingual,
  sections: z.array(
    z.object({
      code: z.enum(reportSections),
      title: bilingual,
      figures: z.array(figure),
      text: z.string(),
    }),
  ),
  /** Version of the texts; 0: nobody has written any. */
  version: z.number().int(),
  /** Set once it was issued: then figures and texts are those of that day. */
  issued: z
    .object({ at: z.iso.datetime(), actor: z.string(), documentCode: z.string(), pdf: z.string() })
    .nullable(),
  demonstration: z.boolean(),
});
export type OpennessReport = z.infer<typeof report>;

const place = { organ: code, year: z.coerce.number().int().min(2008).max(2200) };
const deskPath = '/api/openness-desk/:organ/:year';

export const opennessApi = {
  list: endpoint({
    method: 'GET',
    path: '/api/openness',
    summary: 'Annual reports on openness that were issued, the newest first',
    face: 'public',
    access: 'everybody',
    query: z.object({ ...paging, year: place.year.optional(), organ: code.optional() }),
    response: pageOf(
      z.object({
        organ: code,
        organName: bilingual,
        year: z.number().int(),
        issuedAt: z.iso.datetime(),
        pdf: z.string(),
      }),
    ),
  }),
  read: endpoint({
    method: 'GET',
    path: '/api/openness/:organ/:year',
    summary: 'An annual report on openness as it was issued',
    face: 'public',
    access: 'everybody',
    params: z.object(place),
    response: report,
  }),
  desk: endpoint({
    method: 'GET',
    path: deskPath,
    summary: 'The annual report of an organ: figures counted now, texts as they are written so far',
    face: 'workbench',
    access: ['bulletins.edit', 'bulletins.approve'],
    params: z.object(place),
    response: report.extend({
      editable: z.boolean(),
      /** Whether whoever asks may issue it: somebody who wrote none of it. */
      issuable: z.boolean(),
    }),
  }),
  save: endpoint({
    method: 'PUT',
    path: deskPath,
    summary: 'Write the texts of an annual report: a new version',
    face: 'workbench',
    access: 'bulletins.edit',
    params: z.object(place),
    body: z.object({ version: z.number().int(), texts: reportTexts }),
    response: z.object({ version: z.number().int() }),
  }),
  issue: endpoint({
    method: 'POST',
    path: `${deskPath}/issue`,
    summary:
      'Issue an annual report, by somebody who did not write it: figures are kept as they are, with a PDF',
    face: 'workbench',
    access: 'bulletins.approve',
    params: z.object(place),
    body: z.object({ version: z.number().int().min(1) }),
    response: z.object({ documentCode: z.string(), pdf: z.string() }),
  }),
};
