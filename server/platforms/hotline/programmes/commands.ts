import type { z } from 'zod';
import { Refusal } from '#base/errors';
import { toRfc3339 } from '#base/time';
import type { newEpisode, newQuestion, programmesApi } from '#contract/hotline/programmes';
import type { StoredCase } from '#spine/cases/case-view';
import type { Principal } from '#spine/identity/principal';
import type { View } from '#spine/identity/view';
import { openPartCase } from '#spine/platform/open-part-case';
import { actOnPart } from '#spine/platform/part-commands';
import type { Spine } from '#spine/spine';
import { episodeItem } from '../items.ts';
import { receiveTicket } from '../tickets/receive-ticket.ts';
import { getTicket } from '../tickets/ticket-view.ts';
import type { EpisodeState } from './episode.ts';
import { linkedQuestions } from './linked-questions.ts';
import { programmeRules } from './programme-rules.ts';
import type { StoredSeries } from './series-store.ts';

type Planned = Omit<z.output<typeof newEpisode>, 'series'>;
type By = Pick<Principal, 'actor'>;

const dayMs = 86_400_000;
const system = ({ actor }: By) => ({ actor, roles: new Set(['system'] as const) });

/** Organs on air with their names as they are then. Refusal: organ-unknown. */
function organsOf({ registry }: Spine, organs: Planned['organs']) {
  return organs.map(({ organ, posts }, n) => {
    const found = registry.organ(organ);
    if (!found)
      throw new Refusal('organ-unknown', { field: `organs.${n}.organ`, expected: 'a registered organ' });
    return { organ, name: found.name, posts };
  });
}

/** Everything that an opening says of an episode. Refusal: organ-unknown. */
export function planData(spine: Spine, series: StoredSeries, planned: Planned, { actor }: By) {
  const { name, medium, station } = series.content;
  const whole = programmeRules.whole.n * dayMs;
  return {
    actor,
    item: episodeItem,
    organ: spine.registry.organById(series.organId).code,
    title: `${name.zh} ${planned.number}`,
    region: series.region,
    series: { id: series.id, name },
    medium,
    station,
    number: planned.number,
    airsAt: planned.airsAt,
    organs: organsOf(spine, planned.organs),
    host: planned.host,
    dueAt: toRfc3339(Math.max(Date.parse(planned.airsAt), spine.now()) + whole),
  };
}

/** Number of the case of an episode: unique within a series, since nobody broadcasts the same episode twice. */
export const caseNumberOf = (series: Pick<StoredSeries, 'id'>, number: string): string =>
  `PG${series.id}-${number}`;

/** Plans an episode. Refusals: organ-unknown; conflict where the series has one of this number. */
export async function planEpisode(
  spine: Spine,
  series: StoredSeries,
  planned: Planned,
  by: By,
): Promise<{ city: number; id: number }> {
  return openPartCase(spine, {
    type: 'hotline.episode-planned',
    region: Number(series.region),
    number: caseNumberOf(series, planned.number),
    data: planData(spine, series, planned, by),
  }).catch((error: unknown) => {
    if (error instanceof Refusal && (error.code === 'case-exists' || error.code === 'conflict'))
      throw new Refusal('conflict', {
        field: 'number',
        expected: 'a number that no episode of the series has',
      });
    throw error;
  });
}

/** Changes an episode that has not been broadcast. Refusals: organ-unknown, action-not-allowed. */
export async function changeEpisode(spine: Spine, one: StoredCase, planned: Planned, by: By): Promise<void> {
  const { number, airsAt, host } = planned;
  const plan = JSON.stringify({ number, airsAt, host, organs: organsOf(spine, planned.organs) });
  await actOnPart(spine, one, { action: 'change-episode', values: { plan, by: by.actor } }, system(by));
}

/** Refusal: field-invalid, for an organ that is not on air. */
function onAir(state: EpisodeState, organ: string | undefined): void {
  if (organ !== undefined && !state.organs.some((one) => one.organ === organ))
    throw new Refusal('field-invalid', { field: 'organ', expected: 'an organ that is on air' });
}

function isLive({ status }: EpisodeState): void {
  if (status !== 'on-air' && status !== 'aired')
    throw new Refusal('action-not-allowed', {
      field: 'id',
      expected: 'an episode that is on air or was broadcast',
    });
}

const wholeOf = ({ title, content }: z.output<typeof newQuestion>): string =>
  [...content].length >= 10 ? content : `${content || title}（直播中提出，详见节目记录）`;

/**
 * Takes a question down: it becomes a ticket of its place, which names the episode, and the episode follows it until it is
 * settled. Refusals: field-invalid, organ-unknown, action-not-allowed.
 */
export async function raiseQuestion(
  spine: Spine,
  { one, state }: { one: StoredCase; state: EpisodeState },
  asked: z.output<typeof newQuestion>,
  by: By,
): Promise<{ city: number; id: number }> {
  isLive(state);
  onAir(state, asked.organ);
  const { title, organ, region, ...said } = asked;
  const ticket = await receiveTicket(
    spine,
    {
      ...said,
      title,
      content: wholeOf(asked),
      channel: state.medium,
      place: { region, address: '', community: '' },
      programme: {
        name: state.series.name.zh,
        episode: state.number,
        ...(organ && { organOnAir: organ }),
        of: { city: one.city, id: one.id },
      },
    },
    { actor: by.actor, uploader: null },
  );
  const { city, id, number } = ticket;
  const question = JSON.stringify({ title, organ, ticket: { city, id, number }, linked: false });
  await actOnPart(spine, one, { action: 'raise-question', values: { question, by: by.actor } }, system(by));
  return ticket;
}

/** Takes up a ticket that is there already. Refusals: not-found, field-invalid, action-not-allowed. */
export async function linkQuestion(
  spine: Spine,
  view: View,
  { one, state }: { one: StoredCase; state: EpisodeState },
  asked: z.output<NonNullable<typeof programmesApi.linkQuestion.body>>,
  by: By,
): Promise<void> {
  isLive(state);
  onAir(state, asked.organ);
  const ticket = await getTicket(view, asked.ticket);
  if (ticket.state.endedAt !== null)
    throw new Refusal('field-invalid', { field: 'ticket', expected: 'a ticket that has not ended' });
  const { of } = ticket.state.programme ?? {};
  if (of && (of.city !== one.city || of.id !== one.id))
    throw new Refusal('field-invalid', {
      field: 'ticket',
      expected: 'a ticket that no other episode follows',
    });
  const { city, id, number } = ticket.one;
  const question = JSON.stringify({
    title: ticket.state.title,
    organ: asked.organ,
    ticket: { city, id, number },
    linked: true,
  });
  await actOnPart(spine, one, { action: 'raise-question', values: { question, by: by.actor } }, system(by));
}

/**
 * Takes back that a ticket was taken up; both stay in the journal, and it may be taken up again. A question that became a ticket
 * here stays. Refusals: field-invalid, action-not-allowed.
 */
export async function unlinkQuestion(
  spine: Spine,
  { one, state }: { one: StoredCase; state: EpisodeState },
  n: number,
  by: By,
): Promise<void> {
  isLive(state);
  if (!(await linkedQuestions(spine.pool, one)).has(n))
    throw new Refusal('field-invalid', { field: 'n', expected: 'a question whose ticket was there before' });
  const values = { n: String(n), by: by.actor };
  await actOnPart(spine, one, { action: 'unlink-question', values }, system(by));
}
