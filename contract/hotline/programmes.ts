import { z } from 'zod';
import { endpoint, many, pageOf, paging } from '#contract/endpoint';
import { type Bilingual, bilingual, civilDate, code, regionCode, rfc3339 } from '#contract/text';
import { mediaChannels, ticketKind, ticketStatus } from './ticket-names.ts';
import { caller } from './ticket-parts.ts';

/** Programmes of the hotline (政风行风热线): series, episodes, what was asked on air and what became of it. */
const keysOf = <T extends Record<string, Bilingual>>(names: T) =>
  z.enum(Object.keys(names) as [keyof T & string, ...(keyof T & string)[]]);

export const episodeStatuses = {
  planned: { zh: '待播出', en: 'Planned' },
  'on-air': { zh: '直播中', en: 'On air' },
  aired: { zh: '已播出，跟踪办理', en: 'Broadcast; followed up' },
  closed: { zh: '已办结', en: 'Closed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
} as const;
export const episodeStatus = keysOf(episodeStatuses);
export type EpisodeStatus = z.infer<typeof episodeStatus>;

/** What the organ on air said. */
export const outcomes = {
  answered: { zh: '当场答复', en: 'Answered on air' },
  promised: { zh: '承诺办理', en: 'Promised to deal with it' },
  explained: { zh: '政策解释', en: 'Explained the rules' },
} as const;
export const outcome = keysOf(outcomes);

/** What became of a question. */
export const questionStandings = {
  asked: { zh: '待答复', en: 'Asked' },
  following: { zh: '跟踪办理', en: 'Followed up' },
  solved: { zh: '已解决', en: 'Solved' },
  unsolved: { zh: '未解决，已说明', en: 'Not solved; explained' },
} as const;
export const questionStanding = keysOf(questionStandings);
export type QuestionStanding = z.infer<typeof questionStanding>;

const medium = z.enum(mediaChannels);
const hour = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:00');
const short = z.string().trim().min(1).max(120);

export const seriesContent = z.object({
  name: bilingual,
  medium,
  /** Frequency, channel or page. */
  station: short,
  /** Days of the week on which it is broadcast: 1 Monday to 7 Sunday. */
  weekdays: z.array(z.number().int().min(1).max(7)).max(7),
  hour,
  minutes: z.number().int().min(1).max(600),
  /** False once it is broadcast no more. */
  running: z.boolean().default(true),
});
export type SeriesContent = z.infer<typeof seriesContent>;

const seriesRow = z.object({
  id: z.number().int(),
  version: z.number().int(),
  content: seriesContent,
  organName: bilingual,
  episodes: z.number().int(),
  demonstration: z.boolean(),
  mayEdit: z.boolean(),
});
export type SeriesRow = z.infer<typeof seriesRow>;

/** An organ on air, by the posts of whoever speaks for it. */
export const organOnAir = z.object({ organ: code, posts: z.array(short).min(1).max(6) });
const organOnAirView = organOnAir.extend({ organName: bilingual });

const episodeContent = {
  /** As it is called on air, such as 第160期. */
  number: short,
  airsAt: rfc3339,
  organs: z.array(organOnAir).max(6),
  /** Post or team of whoever leads through it. */
  host: z.string().trim().max(120).default(''),
};
export const newEpisode = z.object({ series: z.number().int().min(1), ...episodeContent });

const episodeRow = z.object({
  id: z.string(),
  series: z.object({ id: z.number().int(), name: bilingual }),
  number: z.string(),
  medium,
  station: z.string(),
  airsAt: rfc3339,
  status: episodeStatus,
  organs: z.array(organOnAirView),
  questions: z.number().int(),
  solved: z.number().int(),
  following: z.number().int(),
  /** Entered afterwards, from the records of the broadcaster. */
  recorded: z.boolean(),
  demonstration: z.boolean(),
});
export type EpisodeRow = z.infer<typeof episodeRow>;

const questionView = z.object({
  n: z.number().int(),
  title: z.string(),
  raisedAt: rfc3339,
  standing: questionStanding,
  outcome: z.object({ kind: outcome, text: z.string(), by: z.string(), at: rfc3339 }).nullable(),
  settledAt: rfc3339.nullable(),
});

const officialQuestion = questionView.extend({
  /** What its ticket ended with; for officials, since it may speak of whoever asked. */
  note: z.string(),
  organ: code.nullable(),
  organName: bilingual.nullable(),
  ticket: z
    .object({ id: z.string(), number: z.string(), status: ticketStatus.nullable(), readable: z.boolean() })
    .nullable(),
  dueAt: rfc3339.nullable(),
  /** Whoever asks may take back that its ticket was taken up. */
  mayUnlink: z.boolean(),
});
export type QuestionView = z.infer<typeof officialQuestion>;

/** A question in a list over episodes, with the one in which it was asked. */
const askedQuestion = questionView.pick({ n: true, title: true, standing: true, settledAt: true }).extend({
  episode: episodeRow.pick({ id: true, series: true, number: true, airsAt: true }),
});
export type AskedQuestion = z.infer<typeof askedQuestion>;

const episodeView = episodeRow.extend({
  host: z.string(),
  reason: z.string(),
  questionList: z.array(officialQuestion),
  /** What whoever asks may do through routes of their own: change, raise. */
  may: z.array(z.string()),
  region: regionCode,
});
export type EpisodeView = z.infer<typeof episodeView>;

/** What is written down while somebody speaks on air. */
export const newQuestion = z.object({
  title: z.string().trim().min(4).max(100),
  content: z.string().trim().max(4000).default(''),
  kind: ticketKind.default('complaint'),
  category: code,
  region: regionCode,
  caller: caller.default({}),
  confidential: z.boolean().default(false),
  /** Organ on air that it is put to. */
  organ: code.optional(),
});

const figures = z.object({
  episodes: z.number().int(),
  questions: z.number().int(),
  solved: z.number().int(),
  following: z.number().int(),
  coming: z.number().int(),
  demonstration: z.boolean(),
});
export type ProgrammeFigures = z.infer<typeof figures>;

const publicEpisode = episodeRow.omit({ recorded: true });
const byKey = z.object({ id: z.string().max(40) });

export const programmesApi = {
  listPublicEpisodes: endpoint({
    method: 'GET',
    path: '/api/hotline/programmes/broadcasts',
    summary:
      'Programmes of the hotline for everybody: coming and past episodes, how much was asked and solved',
    face: 'public',
    access: 'everybody',
    query: z.object({ ...paging, when: z.enum(['coming', 'past']).default('coming') }),
    response: pageOf(publicEpisode).extend({ figures }),
  }),
  getPublicEpisode: endpoint({
    method: 'GET',
    path: '/api/hotline/programmes/broadcasts/:id',
    summary: 'One episode with what was asked and what became of it',
    face: 'public',
    access: 'everybody',
    params: byKey,
    response: publicEpisode.extend({ questionList: z.array(questionView) }),
  }),
  listSeries: endpoint({
    method: 'GET',
    path: '/api/hotline/programmes/series',
    summary: 'Series of broadcasts',
    face: 'workbench',
    access: 'cases.read',
    response: z.array(seriesRow),
  }),
  createSeries: endpoint({
    method: 'POST',
    path: '/api/hotline/programmes/series',
    summary: 'Add a series of the centre at a place',
    face: 'workbench',
    access: 'cases.act',
    body: z.object({ region: regionCode, content: seriesContent }),
    response: seriesRow,
  }),
  saveSeries: endpoint({
    method: 'PUT',
    path: '/api/hotline/programmes/series/:id',
    summary: 'Save the next version of a series',
    face: 'workbench',
    access: 'cases.act',
    params: z.object({ id: z.coerce.number().int().min(1) }),
    body: z.object({ version: z.number().int().min(1), content: seriesContent }),
    response: seriesRow,
  }),
  listEpisodes: endpoint({
    method: 'GET',
    path: '/api/hotline/programmes/episodes',
    summary: 'Episodes within one’s reach, by the day on which they are broadcast',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({
      ...paging,
      from: civilDate.optional(),
      to: civilDate.optional(),
      series: z.coerce.number().int().min(1).optional(),
      status: many(episodeStatus),
      search: z.string().trim().max(80).optional(),
    }),
    response: pageOf(episodeRow).extend({ figures }),
  }),
  planEpisode: endpoint({
    method: 'POST',
    path: '/api/hotline/programmes/episodes',
    summary: 'Plan an episode: when, which organs are on air, by which posts',
    face: 'workbench',
    access: 'cases.act',
    body: newEpisode,
    response: episodeView,
  }),
  getEpisode: endpoint({
    method: 'GET',
    path: '/api/hotline/programmes/episodes/:id',
    summary: 'The run sheet of an episode',
    face: 'workbench',
    access: 'cases.read',
    params: byKey,
    response: episodeView,
  }),
  changeEpisode: endpoint({
    method: 'PUT',
    path: '/api/hotline/programmes/episodes/:id',
    summary: 'Change an episode that has not been broadcast',
    face: 'workbench',
    access: 'cases.act',
    params: byKey,
    body: z.object(episodeContent),
    response: episodeView,
  }),
  raiseQuestion: endpoint({
    method: 'POST',
    path: '/api/hotline/programmes/episodes/:id/questions',
    summary: 'Take a question down that is raised on air; it becomes a ticket',
    face: 'workbench',
    access: 'cases.act',
    params: byKey,
    body: newQuestion,
    response: episodeView,
  }),
  linkQuestion: endpoint({
    method: 'POST',
    path: '/api/hotline/programmes/episodes/:id/linked-questions',
    summary: 'Take a ticket up on air that is there already and has not ended',
    face: 'workbench',
    access: 'cases.act',
    params: byKey,
    body: z.object({ ticket: z.string().max(40), organ: code.optional() }),
    response: episodeView,
  }),
  unlinkQuestion: endpoint({
    method: 'DELETE',
    path: '/api/hotline/programmes/episodes/:id/linked-questions/:n',
    summary: 'Take back that a ticket was taken up on air, while nothing was said to it and it has not ended',
    face: 'workbench',
    access: 'cases.act',
    params: byKey.extend({ n: z.coerce.number().int().min(1) }),
    response: episodeView,
  }),
  listPublicQuestions: endpoint({
    method: 'GET',
    path: '/api/hotline/programmes/questions',
    summary: 'What was asked on air, for everybody, the newest broadcast first',
    face: 'public',
    access: 'everybody',
    query: z.object({ ...paging, standing: many(questionStanding) }),
    response: pageOf(askedQuestion),
  }),
  listQuestions: endpoint({
    method: 'GET',
    path: '/api/hotline/programmes/asked',
    summary: 'What was asked on air within one’s reach, the newest broadcast first',
    face: 'workbench',
    access: 'cases.read',
    query: z.object({ ...paging, standing: many(questionStanding) }),
    response: pageOf(askedQuestion),
  }),
};
