import { z } from 'zod';
import { attachmentId, attachmentRow } from '#contract/attachments';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { bilingual, civilDate, code, regionCode, rfc3339 } from '#contract/text';

/** How the newest version of a bulletin stands. */
export const bulletinStates = ['draft', 'submitted', 'approved', 'withdrawn'] as const;
export type BulletinState = (typeof bulletinStates)[number];

/** What can be done with a bulletin besides writing it. */
export const bulletinActions = ['submit', 'return', 'approve', 'withdraw'] as const;
export type BulletinAction = (typeof bulletinActions)[number];

/** How a publication stands at a moment, by its own times. */
export const bulletinStandings = ['scheduled', 'published', 'expired', 'ended'] as const;

const english = (most: number) => z.string().trim().max(most).default('');

/** What a bulletin says. Text is paragraphs with the marks of Markdown for headings, lists, tables, links and emphasis. */
export const bulletinContent = z.object({
  /** Code of a column (reference/bulletins/columns.json). */
  column: code,
  title: z.string().trim().min(1).max(200),
  titleEn: english(300),
  text: z.string().trim().min(1).max(50_000),
  textEn: english(50_000),
  /** Code of the organ that publishes; it concerns the division of that organ. */
  organ: code,
  attachments: z.array(attachmentId).max(20).default([]),
  /** Not before; null: as soon as it is approved. */
  publishAt: rfc3339.nullable().default(null),
  /** The last day on which it holds. */
  validTo: civilDate.nullable().default(null),
  /** Stands before the others of its column. */
  pinned: z.boolean().default(false),
});
export type BulletinContent = z.output<typeof bulletinContent>;
export type BulletinInput = z.input<typeof bulletinContent>;

const bulletinColumn = z.object({ code, parent: code.nullable(), name: bilingual });
export type BulletinColumn = z.infer<typeof bulletinColumn>;

const bulletinRow = z.object({
  id: z.string(),
  column: code,
  columnName: bilingual,
  title: z.string(),
  titleEn: z.string(),
  excerpt: z.string(),
  organ: code,
  organName: bilingual,
  region: regionCode,
  regionName: bilingual,
  version: z.number().int(),
  publishedAt: z.iso.datetime(),
  pinned: z.boolean(),
  validTo: civilDate.nullable(),
  standing: z.enum(bulletinStandings),
  demonstration: z.boolean(),
});
export type BulletinRow = z.infer<typeof bulletinRow>;

const publishedBulletin = bulletinRow.omit({ excerpt: true }).extend({
  text: z.string(),
  textEn: z.string(),
  attachments: z.array(attachmentRow),
  /** When its first version was published. */
  firstPublishedAt: z.iso.datetime(),
});
export type PublishedBulletin = z.infer<typeof publishedBulletin>;

const deskRow = z.object({
  id: z.string(),
  column: code,
  columnName: bilingual,
  title: z.string(),
  organ: code,
  organName: bilingual,
  region: regionCode,
  version: z.number().int(),
  state: z.enum(bulletinStates),
  /** The publication that is to be seen or will be; null where there is none. */
  publication: z
    .object({
      version: z.number().int(),
      from: z.iso.datetime(),
      standing: z.enum(bulletinStandings),
    })
    .nullable(),
  changedAt: z.iso.datetime(),
  demonstration: z.boolean(),
});
export type BulletinDeskRow = z.infer<typeof deskRow>;

const deskBulletin = deskRow.extend({
  content: bulletinContent,
  attachments: z.array(attachmentRow),
  versions: z.array(
    z.object({
      version: z.number().int(),
      actor: z.string(),
      at: z.iso.datetime(),
      changed: z.array(z.string()),
    }),
  ),
  acts: z.array(
    z.object({
      action: z.enum(bulletinActions),
      version: z.number().int(),
      actor: z.string(),
      note: z.string().nullable(),
      at: z.iso.datetime(),
    }),
  ),
  /** What whoever asks may do now. */
  actions: z.array(z.enum(bulletinActions)),
  editable: z.boolean(),
});
export type BulletinDesk = z.infer<typeof deskBulletin>;

/** Which bulletins the desk lists. */
export const bulletinDeskQuery = z.object({
  ...paging,
  search: z.string().max(80).optional(),
  state: z.enum(bulletinStates).optional(),
  column: code.optional(),
});

const bulletinId = z.object({ id: z.string().max(40) });
const narrowed = { column: code.optional(), region: regionCode.optional() };
const base = '/api/bulletins';

export const bulletinsApi = {
  columns: endpoint({
    method: 'GET',
    path: `${base}/columns`,
    summary: 'The columns in which bulletins are published, as a tree',
    face: 'public',
    access: 'everybody',
    response: z.array(bulletinColumn),
  }),
  list: endpoint({
    method: 'GET',
    path: base,
    summary:
      'Published bulletins of a column and a division with all below, searched by Chinese words or English',
    face: 'public',
    access: 'everybody',
    query: z.object({ ...paging, ...narrowed, search: z.string().max(80).optional() }),
    response: pageOf(bulletinRow),
  }),
  read: endpoint({
    method: 'GET',
    path: `${base}/:id`,
    summary: 'A published bulletin with its attachments',
    face: 'public',
    access: 'everybody',
    params: bulletinId,
    response: publishedBulletin,
  }),
  atom: endpoint({
    method: 'GET',
    path: `${base}/feed.atom`,
    summary: 'The newest bulletins as an Atom feed (RFC 4287), of a column and a division',
    face: 'public',
    access: 'everybody',
    query: z.object(narrowed),
    response: z.string(),
  }),
  rss: endpoint({
    method: 'GET',
    path: `${base}/feed.rss`,
    summary: 'The newest bulletins as an RSS 2.0 feed, of a column and a division',
    face: 'public',
    access: 'everybody',
    query: z.object(narrowed),
    response: z.string(),
  }),
  desk: endpoint({
    method: 'GET',
    path: '/api/bulletin-desk',
    summary: 'Bulletins of the organs that whoever asks writes or approves for, by state',
    face: 'workbench',
    access: ['bulletins.edit', 'bulletins.approve'],
    query: bulletinDeskQuery,
    response: pageOf(deskRow),
  }),
  deskBulletin: endpoint({
    method: 'GET',
    path: '/api/bulletin-desk/:id',
    summary: 'A bulletin as those see it who write and approve: versions, what was done, what can be done',
    face: 'workbench',
    access: ['bulletins.edit', 'bulletins.approve'],
    params: bulletinId,
    response: deskBulletin,
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/bulletin-desk',
    summary: 'Write a bulletin',
    face: 'workbench',
    access: 'bulletins.edit',
    body: bulletinContent,
    response: deskBulletin,
  }),
  save: endpoint({
    method: 'PUT',
    path: '/api/bulletin-desk/:id',
    summary:
      'Write the next version of a bulletin, from the one that was read; a published one stays until it is approved',
    face: 'workbench',
    access: 'bulletins.edit',
    params: bulletinId,
    body: z.object({ version: z.number().int(), content: bulletinContent }),
    response: deskBulletin,
  }),
  act: endpoint({
    method: 'POST',
    path: '/api/bulletin-desk/:id/actions',
    summary: 'Submit a bulletin, return it, approve it (by somebody who did not write it) or withdraw it',
    face: 'workbench',
    access: ['bulletins.edit', 'bulletins.approve'],
    params: bulletinId,
    body: z.object({
      version: z.number().int(),
      action: z.enum(bulletinActions),
      note: z.string().trim().max(500).optional(),
    }),
    response: deskBulletin,
  }),
};
