import { z } from 'zod';
import { endpoint, pageOf, paging } from '#contract/endpoint';
import { bilingual, civilDate, code, regionCode } from '#contract/text';

/** For whom an entry is: everybody, or agents and officials alone (what to say, whom to connect to). */
export const knowledgeAudiences = ['everybody', 'officials'] as const;

/**
 * How an entry stands on a day, by its own dates: never stored. `review-due`: the day of its review has passed; `ends-soon`:
 * its end or its review comes within the days of warning.
 */
export const knowledgeStandings = ['current', 'ends-soon', 'review-due', 'expired', 'not-yet'] as const;
export type KnowledgeStanding = (typeof knowledgeStandings)[number];

const text = (most: number) =>
  z.object({ zh: z.string().trim().min(1).max(most), en: z.string().trim().min(1).max(most) });

/** What an entry says, who answers for it, and until when it may be relied on. */
export const knowledgeContent = z
  .object({
    /** The question as people ask it. */
    question: text(200),
    answer: text(6000),
    /** Other words under which it is looked for. */
    keywords: z.array(z.string().trim().min(1).max(40)).max(30).default([]),
    /** Laws and documents that the answer rests on. */
    basis: z.array(z.string().trim().min(1).max(300)).max(10).default([]),
    /** Code of the organ that answers for it; it holds in the division of that organ. */
    organ: code,
    audience: z.enum(knowledgeAudiences).default('everybody'),
    validFrom: civilDate,
    /** The last day on which it holds. */
    validTo: civilDate,
    /** The day by which its owner has to have looked at it again. */
    reviewBy: civilDate,
  })
  .refine(({ validFrom, validTo }) => validFrom <= validTo, {
    path: ['validTo'],
    message: 'the first day of validity or a later one',
  });
export type KnowledgeContent = z.infer<typeof knowledgeContent>;
export type KnowledgeInput = z.input<typeof knowledgeContent>;

/** How often people said that an entry helped them, over all of its versions and of the newest alone. */
const usefulness = z.object({ useful: z.number().int(), useless: z.number().int() });

const knowledgeRow = z.object({
  id: z.string(),
  question: bilingual,
  /** The beginning of the answer. */
  excerpt: bilingual,
  organ: code,
  organName: bilingual,
  audience: z.enum(knowledgeAudiences),
  version: z.number().int(),
  standing: z.enum(knowledgeStandings),
  validFrom: civilDate,
  validTo: civilDate,
  reviewBy: civilDate,
  usefulness,
  demonstration: z.boolean(),
});
export type KnowledgeRow = z.infer<typeof knowledgeRow>;

const knowledgeEntry = knowledgeRow.omit({ excerpt: true }).extend({
  content: knowledgeContent,
  regionName: bilingual,
  savedAt: z.iso.datetime(),
  /** Said of the version that is shown. */
  ofThisVersion: usefulness,
  /** Whether whoever asks may change it. */
  editable: z.boolean(),
});
export type KnowledgeEntry = z.infer<typeof knowledgeEntry>;

const foundPage = pageOf(knowledgeRow).extend({
  /** True where nothing has every word, and these have some of them. */
  closest: z.boolean(),
});

const knowledgePath = '/api/hotline/knowledge';
const entryId = z.object({ id: z.string() });
const looking = {
  ...paging,
  search: z.string().max(80).optional(),
  /** What holds there: entries of this division and of those above it. */
  region: regionCode.optional(),
};

/** What the desk of the knowledge base is narrowed to. */
export const deskQuery = z.object({
  ...looking,
  standing: z.enum(knowledgeStandings).optional(),
  organ: code.optional(),
  /** Only what whoever asks answers for. */
  mine: z.enum(['true', 'false']).optional(),
});

export const knowledgeApi = {
  search: endpoint({
    method: 'GET',
    path: `${knowledgePath}/entries`,
    summary: 'Search the knowledge base by Chinese words or English; expired entries come last and say so',
    face: 'public',
    access: 'everybody',
    query: z.object(looking),
    response: foundPage,
  }),
  entry: endpoint({
    method: 'GET',
    path: `${knowledgePath}/entries/:id`,
    summary: 'An entry of the knowledge base with owner, validity and sources',
    face: 'public',
    access: 'everybody',
    params: entryId,
    response: knowledgeEntry,
  }),
  tellUsefulness: endpoint({
    method: 'POST',
    path: `${knowledgePath}/entries/:id/usefulness`,
    summary: 'Say whether an entry helped; counted by version, without who said it',
    face: 'public',
    access: 'everybody',
    params: entryId,
    body: z.object({ version: z.number().int().min(1), useful: z.boolean() }),
    response: usefulness,
  }),
  desk: endpoint({
    method: 'GET',
    path: `${knowledgePath}/desk`,
    summary: 'The knowledge base for officials: also what is theirs alone, by standing and owner',
    face: 'workbench',
    access: 'knowledge.read',
    query: deskQuery,
    response: foundPage.extend({
      /** Entries that whoever asks answers for and that need to be looked at, by standing. */
      warnings: z.object({
        'ends-soon': z.number().int(),
        'review-due': z.number().int(),
        expired: z.number().int(),
      }),
    }),
  }),
  deskEntry: endpoint({
    method: 'GET',
    path: `${knowledgePath}/desk/:id`,
    summary: 'An entry of the knowledge base for officials, also one that is for them alone',
    face: 'workbench',
    access: 'knowledge.read',
    params: entryId,
    response: knowledgeEntry,
  }),
  create: endpoint({
    method: 'POST',
    path: `${knowledgePath}/desk`,
    summary: 'Write an entry of the knowledge base',
    face: 'workbench',
    access: 'knowledge.edit',
    body: knowledgeContent,
    response: knowledgeEntry,
  }),
  save: endpoint({
    method: 'PUT',
    path: `${knowledgePath}/desk/:id`,
    summary: 'Change an entry, or confirm it for another time: a new version, from the one that was read',
    face: 'workbench',
    access: 'knowledge.edit',
    params: entryId,
    body: z.object({ version: z.number().int(), content: knowledgeContent }),
    response: knowledgeEntry,
  }),
  versions: endpoint({
    method: 'GET',
    path: `${knowledgePath}/desk/:id/versions`,
    summary: 'Versions of an entry: who changed what and when, and how useful each was',
    face: 'workbench',
    access: 'knowledge.read',
    params: entryId,
    response: z.array(
      z.object({
        version: z.number().int(),
        actor: z.string(),
        at: z.iso.datetime(),
        /** Parts of the content that differ from the version before. */
        changed: z.array(z.string()),
        usefulness,
        content: knowledgeContent,
      }),
    ),
  }),
};
