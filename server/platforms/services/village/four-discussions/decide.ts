import { Refusal } from '#base/errors';
import { money } from '#base/money';
import { type Stage, stageNames, stages } from '#contract/services/village-matters';
import { dateText } from '#spine/calendar/civil-date';
import type { DecidedEvent, DecisionContext, PartCommand } from '#spine/platform/part';
import { civilDayOf } from '../period.ts';
import type { MatterState } from './state.ts';
import { checkCounts, outcomeOf } from './vote.ts';
import { findBody, findMatterType } from './vote-rules.ts';

type Context = Pick<DecisionContext, 'actor' | 'now'>;

const zone = 'Asia/Shanghai';
const text = (command: PartCommand, name: string): string => String(command.values[name] ?? '');
const number = (command: PartCommand, name: string): number => Number(command.values[name]);
const today = (now: number): string => dateText(civilDayOf(now, zone));

/** The discussion whose record is missing: the one that comes next. */
export function nextStage({ votes }: Pick<MatterState, 'votes'>): Stage | null {
  return stages.find((one) => !votes.some(({ stage, passed }) => stage === one && passed)) ?? null;
}

/** Refusal: action-not-allowed, naming the discussion whose record must come first. */
function checkOrder(state: MatterState, stage: Stage): void {
  const next = nextStage(state);
  if (next === stage) return;
  const { zh, en } = stageNames[next ?? stage];
  throw new Refusal('action-not-allowed', {
    detail: next
      ? `“${stageNames[stage].zh}”须等待“${zh}”的表决记录。 “${stageNames[stage].en}” waits for the vote record of “${en}”.`
      : `“${zh}”已有表决记录。 “${en}” is on record already.`,
  });
}

function bodyFor(state: MatterState, stage: Stage, code: string) {
  const body = findBody(code);
  const deciding = findMatterType(state.type)?.decidedBy ?? [];
  if (body?.stage === stage && (stage !== 'decide' || deciding.includes(code))) return body;
  throw new Refusal('field-invalid', {
    field: 'values.body',
    expected: stage === 'decide' ? `one of ${deciding.join(', ')}` : `a meeting of the discussion ${stage}`,
  });
}

/** Neither in the future nor before the meeting that it builds on. */
function checkDate(state: MatterState, heldOn: string, now: number): void {
  const before = state.votes.at(-1)?.heldOn;
  if (heldOn > today(now) || (before && heldOn < before))
    throw new Refusal('field-invalid', {
      field: 'values.heldOn',
      expected: before ? `a day from ${before} through today` : 'today or an earlier day',
    });
}

function recordVote(state: MatterState, command: PartCommand, { actor, now }: Context): DecidedEvent {
  const stage = text(command, 'stage') as Stage;
  checkOrder(state, stage);
  const body = bodyFor(state, stage, text(command, 'body'));
  const heldOn = text(command, 'heldOn');
  checkDate(state, heldOn, now);
  const counts = {
    entitled: number(command, 'entitled'),
    present: number(command, 'present'),
    inFavour: number(command, 'inFavour'),
    against: number(command, 'against'),
    abstained: number(command, 'abstained'),
  };
  checkCounts(counts);
  const { quorum, passed } = outcomeOf(counts, body);
  if (!quorum)
    throw new Refusal('field-invalid', {
      field: 'values.present',
      expected: `${body.quorum.more ? 'more than' : 'at least'} ${body.quorum.n}/${body.quorum.of} of the ${counts.entitled} entitled`,
      detail: `${body.basis.law}${body.basis.article}`,
    });
  const archive = { minutes: text(command, 'minutes'), signInSheet: text(command, 'signInSheet') };
  const { attachments } = command.values;
  const files = attachments && { attachments };
  const data = { stage, body: body.code, heldOn, ...counts, passed, ...archive, ...files, actor };
  return { type: 'services.vote-recorded', data };
}

/** Whoever recorded the votes does not sign for their supervision. */
function signed(state: MatterState, type: string, actor: string): DecidedEvent {
  if (state.votes.some(({ by }) => by === actor))
    throw new Refusal('forbidden', {
      field: 'action',
      expected: 'a member of the supervision committee who recorded none of the votes',
    });
  return { type, data: { actor } };
}

function publishOutcome(command: PartCommand, { actor, now }: Context): DecidedEvent {
  const spent = text(command, 'spent');
  const data = { text: text(command, 'text'), on: today(now), actor };
  if (!spent) return { type: 'services.outcome-published', data };
  try {
    return { type: 'services.outcome-published', data: { ...data, spent: money(spent).toFixed(2) } };
  } catch {
    throw new Refusal('field-invalid', {
      field: 'values.spent',
      expected: 'an amount in yuan with at most two places, e.g. 1234.50',
    });
  }
}

/**
 * Turns a permitted action into its event. A discussion without the record of the one before it is refused, not warned of.
 * Refusals: action-not-allowed, with the record that is missing; forbidden; field-invalid, for counts that cannot be, a
 * meeting without its quorum, or a body that may not decide.
 */
export function decideMatter(state: MatterState, command: PartCommand, context: Context): DecidedEvent {
  const { actor, now } = context;
  switch (command.action) {
    case 'record-vote':
      return recordVote(state, command, context);
    case 'sign':
      return signed(state, 'services.matter-signed', actor);
    case 'publish-decision': {
      const data = { text: text(command, 'text'), on: today(now), actor };
      return { type: 'services.decision-published', data };
    }
    case 'publish-outcome':
      return publishOutcome(command, context);
    case 'confirm':
      return signed(state, 'services.matter-confirmed', actor);
    default:
      throw new Refusal('action-not-allowed', { field: 'action', detail: command.action });
  }
}
