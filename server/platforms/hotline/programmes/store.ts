import type { Queries } from '#base/db';
import { toRfc3339OrNull } from '#base/time';
import type {
  AskedQuestion,
  EpisodeStatus,
  ProgrammeFigures,
  QuestionStanding,
} from '#contract/hotline/programmes';
import { Conditions, containing } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { formatKey } from '#spine/keys';
import type { EpisodeState, Question } from './episode.ts';

export interface StoredEpisode {
  city: number;
  id: number;
  state: EpisodeState;
  demonstration: boolean;
}

interface Row {
  city: number;
  id: number;
  state: EpisodeState;
  demonstration: boolean;
}

const from = `part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id JOIN source s ON s.id = c.source_id
  LEFT JOIN hotline_series r ON r.id = (p.state #>> '{series,id}')::int`;
/** An episode is of a demonstration where its series is. */
const select = `SELECT c.city, c.id, p.state, (s.demonstration OR coalesce(r.demonstration, false)) AS demonstration FROM ${from}`;

export interface EpisodeFilter {
  /** Absent: of everybody (the public page). */
  reach?: Reach;
  statuses?: readonly EpisodeStatus[];
  series?: number;
  /** Instants in RFC 3339 (UTC), the second exclusive. */
  from?: string;
  until?: string;
  search?: string;
  order: 'newest' | 'next';
  page: number;
  pageSize: number;
}

/** Episodes by the day on which they are broadcast. */
export async function listEpisodes(
  db: Queries,
  filter: EpisodeFilter,
): Promise<{ episodes: StoredEpisode[]; total: number }> {
  const where = new Conditions().add(() => `p.part = 'hotline/programmes'`);
  if (filter.reach) addReach(where, filter.reach, 'p');
  if (filter.statuses) where.add((p) => `p.state ->> 'status' = ANY (${p(filter.statuses)}::text[])`);
  if (filter.series) where.add((p) => `(p.state #>> '{series,id}')::int = ${p(filter.series)}`);
  if (filter.from) where.add((p) => `p.state ->> 'airsAt' >= ${p(filter.from)}`);
  if (filter.until) where.add((p) => `p.state ->> 'airsAt' < ${p(filter.until)}`);
  if (filter.search)
    where.add((p) => {
      const text = p(containing(filter.search!));
      return `(p.state ->> 'number' ILIKE ${text} OR p.state #>> '{series,name,zh}' ILIKE ${text} OR (p.state -> 'questions')::text ILIKE ${text}
        OR (p.state -> 'organs')::text ILIKE ${text})`;
    });
  const { rows: counted } = await db.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM part_state p ${where.where}`,
    where.values,
  );
  const { rows } = await db.query<Row>(
    `${select} ${where.where} ORDER BY p.state ->> 'airsAt' ${filter.order === 'newest' ? 'DESC' : 'ASC'}, c.city, c.id
     LIMIT ${where.value(filter.pageSize)} OFFSET ${where.value((filter.page - 1) * filter.pageSize)}`,
    where.values,
  );
  return { episodes: rows, total: counted[0]!.total };
}

export async function findEpisode(db: Queries, city: number, id: number): Promise<StoredEpisode | null> {
  const { rows } = await db.query<Row>(
    `${select} WHERE p.part = 'hotline/programmes' AND c.city = $1 AND c.id = $2`,
    [city, id],
  );
  return rows[0] ?? null;
}

/** How many were broadcast, and how much was asked and solved. */
export async function countProgrammes(db: Queries, reach?: Reach): Promise<ProgrammeFigures> {
  const where = new Conditions().add(() => `p.part = 'hotline/programmes'`);
  if (reach) addReach(where, reach, 'p');
  const { rows } = await db.query<ProgrammeFigures>(
    `SELECT count(*) FILTER (WHERE p.state ->> 'status' IN ('aired', 'closed'))::int AS episodes,
       count(*) FILTER (WHERE p.state ->> 'status' IN ('planned', 'on-air'))::int AS coming,
       coalesce(sum(q.questions), 0)::int AS questions, coalesce(sum(q.solved), 0)::int AS solved,
       coalesce(sum(q.open), 0)::int AS following, coalesce(bool_or(r.demonstration), false) AS demonstration
     FROM part_state p LEFT JOIN hotline_series r ON r.id = (p.state #>> '{series,id}')::int,
       LATERAL (SELECT count(*) AS questions, count(*) FILTER (WHERE e -> 'solved' = 'true') AS solved,
         count(*) FILTER (WHERE e -> 'solved' = 'null') AS open FROM jsonb_array_elements(p.state -> 'questions') e) q
     ${where.where}`,
    where.values,
  );
  return rows[0]!;
}

/** As `standingOf` has it, of a question `q`. */
const standing = `CASE WHEN q -> 'solved' = 'true' THEN 'solved' WHEN q -> 'solved' = 'false' THEN 'unsolved'
  WHEN q -> 'outcome' <> 'null' THEN 'following' ELSE 'asked' END`;

/** What was asked in episodes, the newest broadcast first; those are the questions that the figures count. */
export async function listQuestions(
  db: Queries,
  filter: { reach?: Reach; standing?: readonly QuestionStanding[]; page: number; pageSize: number },
): Promise<{ rows: AskedQuestion[]; total: number }> {
  const where = new Conditions().add(() => `p.part = 'hotline/programmes'`);
  if (filter.reach) addReach(where, filter.reach, 'p');
  if (filter.standing?.length) where.add((p) => `${standing} = ANY (${p(filter.standing)}::text[])`);
  const questions = `part_state p CROSS JOIN LATERAL jsonb_array_elements(p.state -> 'questions') AS q`;
  const { rows: counted } = await db.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM ${questions} ${where.where}`,
    where.values,
  );
  const { rows } = await db.query<{
    city: number;
    id: number;
    state: Pick<EpisodeState, 'series' | 'number' | 'airsAt'>;
    question: Question;
    standing: QuestionStanding;
  }>(
    `SELECT p.city, p.case_id AS id, jsonb_build_object('series', p.state -> 'series', 'number', p.state -> 'number',
       'airsAt', p.state -> 'airsAt') AS state, q AS question, ${standing} AS standing
     FROM ${questions} ${where.where} ORDER BY p.state ->> 'airsAt' DESC, p.city, p.case_id, (q ->> 'n')::int
     LIMIT ${where.value(filter.pageSize)} OFFSET ${where.value((filter.page - 1) * filter.pageSize)}`,
    where.values,
  );
  return {
    rows: rows.map(({ city, id, state, question: { n, title, settledAt }, standing: stands }) => ({
      n,
      title,
      standing: stands,
      settledAt: toRfc3339OrNull(settledAt),
      episode: { id: formatKey(city, id), ...state },
    })),
    total: counted[0]!.total,
  };
}
