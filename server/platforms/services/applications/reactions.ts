import type { CasePlace, Reaction } from '#spine/platform/part';
import { readyParts } from './joint-parts.ts';
import { owedStep } from './joint-steps.ts';
import { decisionKinds } from './notices/notices.ts';
import type { ApplicationEvent, ApplicationState, CasePointer } from './application.ts';

/** What follows from an event elsewhere: a part tells its whole, the whole begins, answers and ends its parts. */
export function reactions(event: ApplicationEvent, state: ApplicationState, place: CasePlace): Reaction[] {
  return [
    ...toWhole(event, state, place),
    ...beginParts(state, place),
    ...toParts(event, state),
    ...owed(state, place),
    ...correction(event),
    ...withdrawal(event),
  ];
}

const act = (on: CasePointer, action: string, values: Record<string, string | number> = {}): Reaction => ({
  does: 'act',
  on: { city: on.city, id: on.id },
  action,
  values,
});

/** What a part tells the application that it belongs to. */
function toWhole(event: ApplicationEvent, { parent, item }: ApplicationState, place: CasePlace): Reaction[] {
  if (!parent) return [];
  if (event.type === 'services.application-filed')
    return [act(parent, 'open-part', { part: item, city: place.city, id: place.id })];
  const moved = movedBy(event);
  if (!moved) return [];
  const { stage, ...about } = moved;
  return [act(parent, 'note-part', { part: item, stage, about: JSON.stringify(about) })];
}

function movedBy(event: ApplicationEvent): { stage: string; [about: string]: unknown } | null {
  switch (event.type) {
    case 'case.accepted':
      return { stage: 'accepted' };
    case 'services.correction-requested':
    case 'case.correction-asked':
      return { stage: 'asked', reason: event.data.reason, materials: event.data.materials };
    case 'services.correction-answered':
    case 'case.corrected':
      return { stage: 'corrected' };
    case 'case.paused': {
      const { procedure, basis, expectedDays, approver, notice } = event.data;
      return { stage: 'paused', procedure, basis, expectedDays, approver, notice };
    }
    case 'case.resumed':
      return { stage: 'resumed' };
    case 'case.decided': {
      const { outcome } = event.data;
      return { stage: 'decided', outcome: outcome === 'granted' || outcome === 'denied' ? outcome : 'other' };
    }
    case 'case.not-accepted':
      return { stage: 'ended', outcome: 'denied' };
    case 'case.closed':
    case 'case.withdrawn':
    case 'case.terminated':
    case 'services.application-withdrawn':
      return { stage: 'ended' };
    default:
      return null;
  }
}

/** Opens the cases of parts that may begin. A part has the number of its whole and its own place in it. */
function beginParts(state: ApplicationState, place: CasePlace): Reaction[] {
  if (state.endedAt !== null) return [];
  return readyParts(state).map((part) => ({
    does: 'open',
    type: 'services.application-filed',
    region: Number(part.region),
    number: `${place.number}-${state.parts.indexOf(part) + 1}`,
    data: {
      item: part.item,
      organ: part.organ,
      title: part.title,
      channel: state.channel,
      ...(state.personId === null ? null : { personId: state.personId }),
      form: state.form,
      materials: state.materials.filter(({ material }) => part.materials.includes(material)),
      parts: [],
      parent: { city: place.city, id: place.id },
    },
  }));
}

/** What the applicant does to the whole reaches every part that it concerns. */
function toParts(event: ApplicationEvent, { parts }: ApplicationState): Reaction[] {
  if (event.type === 'services.correction-answered')
    return parts.flatMap((part) => {
      const files = event.data.materials.filter(({ material }) => part.materials.includes(material));
      return part.case && part.stage === 'asked'
        ? [act(part.case, 'receive-corrections', { materials: JSON.stringify(files) })]
        : [];
    });
  if (event.type === 'services.application-withdrawn' || event.type === 'case.terminated')
    return parts.flatMap((part) =>
      part.case && part.stage !== 'ended' ? [act(part.case, 'withdraw-part')] : [],
    );
  return [];
}

function owed(state: ApplicationState, place: CasePlace): Reaction[] {
  const step = owedStep(state);
  return step ? [act(place, step)] : [];
}

/** What was decided stands no longer once the closing is taken back, and neither do the papers that say it. */
const withdrawal = (event: ApplicationEvent): Reaction[] =>
  event.type === 'case.reopened'
    ? [{ does: 'revoke', kinds: decisionKinds, because: '办结已撤销，本件重新办理' }]
    : [];

/** A low rating is put to the organ at once; of any other there is no alert to put. */
const correction = (event: ApplicationEvent): Reaction[] =>
  event.type === 'services.rated'
    ? [
        {
          does: 'correct',
          rule: 'RATED_BADLY',
          demand: '申请人评价较低，请核实情况、说明原因并向申请人反馈。',
        },
      ]
    : [];
