import { z } from 'zod';
import { Refusal } from '#base/errors';
import { outcome } from '#contract/hotline/programmes';
import { bilingual } from '#contract/text';
import { eventOf, jsonValue, refusedValue } from '#spine/platform/deciding';
import type { DecidedEvent, DecisionContext, PartCommand } from '#spine/platform/part';
import { type EpisodeState, isUntouched, nextNumber } from './episode.ts';
import type { ProgrammeEvents } from './events.ts';

type Decide = (state: EpisodeState, values: PartCommand['values'], context: DecisionContext) => DecidedEvent;

const event = eventOf<ProgrammeEvents>();
const said = (values: PartCommand['values'], name: string): string => String(values[name] ?? '');

const plan = z.object({
  number: z.string(),
  airsAt: z.string(),
  organs: z.array(z.object({ organ: z.string(), name: bilingual, posts: z.array(z.string()) })),
  host: z.string(),
});
const question = z.object({
  title: z.string(),
  organ: z.string().optional(),
  ticket: z.object({ city: z.number().int(), id: z.number().int(), number: z.string() }),
  linked: z.boolean(),
});

/** Most questions of one episode: what two hours take, and more. */
const mostQuestions = 60;

function raise(state: EpisodeState, values: PartCommand['values']): DecidedEvent {
  const raised = jsonValue(question, values, 'question');
  if (state.questions.length >= mostQuestions)
    throw refusedValue('question', `at most ${mostQuestions} questions`);
  if (state.questions.some(({ ticket }) => ticket?.number === raised.ticket.number))
    throw refusedValue('question', 'a ticket that has not been taken up in this episode');
  return event('hotline.question-raised', {
    actor: said(values, 'by'),
    n: nextNumber(state),
    ...raised,
  });
}

function unlink(state: EpisodeState, values: PartCommand['values']): DecidedEvent {
  const found = state.questions.find(({ n }) => n === Number(values.n));
  if (!found?.ticket || !isUntouched(found))
    throw refusedValue(
      'n',
      'a ticket that was taken up, to which nothing was said on air and which has not ended',
    );
  return event('hotline.question-unlinked', { actor: said(values, 'by'), n: found.n, ticket: found.ticket });
}

function settle(state: EpisodeState, values: PartCommand['values']): DecidedEvent {
  const found = state.questions.find(({ ticket }) => ticket?.number === said(values, 'ticket'));
  if (!found || found.solved === true) throw new Refusal('action-not-allowed', { field: 'action' });
  return event('hotline.question-settled', {
    n: found.n,
    solved: said(values, 'solved') === 'yes',
    note: said(values, 'note'),
  });
}

const decisions: Record<string, Decide> = {
  'change-episode': (_state, values) =>
    event('hotline.episode-changed', { actor: said(values, 'by'), ...jsonValue(plan, values, 'plan') }),
  'begin-broadcast': (_state, _values, { actor }) => event('hotline.episode-begun', { actor }),
  'raise-question': raise,
  'unlink-question': unlink,
  'say-outcome': (_state, values, { actor }) =>
    event('hotline.outcome-said', {
      actor,
      n: Number(said(values, 'n')),
      kind: outcome.parse(values.kind),
      text: said(values, 'text'),
      by: said(values, 'speaker'),
    }),
  'end-broadcast': (_state, _values, { actor }) => event('hotline.broadcast-ended', { actor }),
  'settle-question': settle,
  'cancel-episode': (_state, values, { actor }) =>
    event('hotline.episode-cancelled', { actor, reason: said(values, 'reason') }),
  'close-episode': (_state, _values, { actor }) => event('hotline.episode-closed', { actor }),
};

/** Turns a permitted action into its event. Pure. Refusals: field-invalid, action-not-allowed. */
export function decide(state: EpisodeState, command: PartCommand, context: DecisionContext): DecidedEvent {
  const decision = Object.hasOwn(decisions, command.action) ? decisions[command.action] : undefined;
  if (!decision) throw new Refusal('action-not-allowed', { field: 'action' });
  return decision(state, command.values, context);
}
