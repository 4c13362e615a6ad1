import { Refusal } from '#base/errors';
import { toRfc3339, toRfc3339OrNull } from '#base/time';
import type { EpisodeRow, EpisodeView, QuestionView } from '#contract/hotline/programmes';
import { getStoredCase, type StoredCase } from '#spine/cases/case-view';
import { rolesOver } from '#spine/identity/permission';
import type { Principal } from '#spine/identity/principal';
import type { View } from '#spine/identity/view';
import { formatKey } from '#spine/keys';
import { dueAfter } from '#spine/platform/due-after';
import type { Spine } from '#spine/spine';
import { ticketRows } from '../tickets/ticket-list.ts';
import { type EpisodeState, isUntouched, type Question, standingOf } from './episode.ts';
import { linkedQuestions } from './linked-questions.ts';
import { programmeRules } from './programme-rules.ts';
import { findEpisode, type StoredEpisode } from './store.ts';

/** An episode. Refusal: not-found, also for what lies outside the reach, and for cases that are none. */
export async function getEpisode(view: View, id: string): Promise<{ one: StoredCase; state: EpisodeState }> {
  const one = await getStoredCase(view, id);
  if (one.part?.part.name !== 'hotline/programmes' || !one.part.state)
    throw new Refusal('not-found', { field: 'id', expected: 'an episode of a programme' });
  return { one, state: one.part.state as unknown as EpisodeState };
}

export function toRow(spine: Spine, { city, id, state, demonstration }: StoredEpisode): EpisodeRow {
  const standings = state.questions.map(standingOf);
  return {
    id: formatKey(city, id),
    series: state.series,
    number: state.number,
    medium: state.medium,
    station: state.station,
    airsAt: state.airsAt,
    status: state.status,
    organs: state.organs.map(({ organ, name, posts }) => ({
      organ,
      organName: spine.registry.organ(organ)?.name ?? name,
      posts,
    })),
    questions: standings.length,
    solved: standings.filter((one) => one === 'solved').length,
    following: standings.filter((one) => one === 'asked' || one === 'following').length,
    recorded: state.recorded,
    demonstration,
  };
}

/** What everybody sees of a question: what was said on air and what became of it; not its ticket, nor what was answered there. */
export const toPublicQuestion = (question: Question) => ({
  n: question.n,
  title: question.title,
  raisedAt: toRfc3339(question.raisedAt),
  standing: standingOf(question),
  outcome: question.outcome && { ...question.outcome, at: toRfc3339(question.outcome.at) },
  settledAt: toRfc3339OrNull(question.settledAt),
});

async function questionsOf(
  spine: Spine,
  view: View,
  one: StoredCase,
  state: EpisodeState,
  mayRaise: boolean,
): Promise<QuestionView[]> {
  const linked = mayRaise ? await linkedQuestions(view.db, one) : new Set<number>();
  const keys = state.questions.flatMap(({ ticket }) => (ticket ? [ticket] : []));
  const rows = new Map((await ticketRows(view, keys, view.now())).map((row) => [row.id, row]));
  const due = dueAfter(spine.registry, spine.registry.organById(one.organId));
  return state.questions.map((question) => {
    const { ticket, organ } = question;
    const key = ticket && formatKey(ticket.city, ticket.id);
    const row = key ? rows.get(key) : undefined;
    return {
      ...toPublicQuestion(question),
      note: question.note,
      organ,
      organName:
        organ === null
          ? null
          : (spine.registry.organ(organ)?.name ??
            state.organs.find((each) => each.organ === organ)?.name ??
            null),
      ticket: ticket && {
        id: key!,
        number: ticket.number,
        status: row?.status ?? null,
        readable: row !== undefined,
      },
      dueAt:
        question.solved === null && ticket
          ? toRfc3339(due(programmeRules.followUp, question.raisedAt))
          : null,
      mayUnlink: linked.has(question.n) && isUntouched(question),
    };
  });
}

export const isProgrammeAgent = (
  principal: Principal,
  { organId, region }: { organId: number; region: number },
) => rolesOver(principal, 'cases.act', { organId, region }).has('hotline-agent');

/** What an agent of the centre may do through routes of their own. */
function mayOf({ status }: EpisodeState): string[] {
  if (status === 'planned') return ['change'];
  return status === 'on-air' || status === 'aired' ? ['raise'] : [];
}

/** The run sheet of an episode, as an official within reach sees it. */
export async function showEpisode(
  spine: Spine,
  view: View,
  principal: Principal,
  id: string,
): Promise<EpisodeView> {
  const { one, state } = await getEpisode(view, id);
  const stored = (await findEpisode(view.db, one.city, one.id))!;
  const may = isProgrammeAgent(principal, one) ? mayOf(state) : [];
  return {
    ...toRow(spine, stored),
    host: state.host,
    reason: state.reason,
    region: state.region,
    questionList: await questionsOf(spine, view, one, state, may.includes('raise')),
    may,
  };
}
