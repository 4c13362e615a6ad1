import type { Instant } from '#base/time';
import type { CorrectionRequest } from './events.ts';
import type { ApplicationEvent, ApplicationState, JointPart } from './application.ts';

type Moved = Extract<ApplicationEvent, { type: 'services.part-moved' }>['data'];
type Plan = Extract<ApplicationEvent, { type: 'services.application-filed' }>['data']['parts'][number];

export const planParts = (plans: readonly Plan[]): JointPart[] =>
  plans.map((plan) => ({
    ...plan,
    case: null,
    since: null,
    stage: 'waiting',
    outcome: null,
    pause: null,
    untold: null,
  }));

const finished = (part: JointPart): boolean => part.stage === 'ended' || part.stage === 'void';

function move(part: JointPart, moved: Moved): JointPart {
  if (finished(part)) return part;
  switch (moved.stage) {
    case 'accepted':
      return part.stage === 'decided' ? part : { ...part, stage: 'accepted', untold: null };
    case 'asked':
      return {
        ...part,
        stage: 'asked',
        untold: { part: part.item, reason: moved.reason ?? '', materials: moved.materials ?? [] },
      };
    case 'corrected':
      return part.stage === 'asked' ? { ...part, stage: 'open', untold: null } : part;
    case 'paused': {
      const { procedure = 'other', basis = '', expectedDays, approver, notice } = moved;
      return { ...part, pause: { procedure, basis, expectedDays, approver, notice } };
    }
    case 'resumed':
      return { ...part, pause: null };
    case 'decided':
      return { ...part, stage: 'decided', outcome: moved.outcome ?? 'other', pause: null, untold: null };
    case 'ended':
      return {
        ...part,
        stage: 'ended',
        outcome: part.outcome ?? moved.outcome ?? null,
        pause: null,
        untold: null,
      };
    default:
      return moved.stage satisfies never;
  }
}

/** Whether a part has ended without what another one waits for. */
const failed = (part: JointPart): boolean =>
  part.stage === 'void' || (part.stage === 'ended' && part.outcome !== 'granted');

/** Parts that can never begin any more, and those that wait for them in turn. */
function withVoid(parts: JointPart[]): JointPart[] {
  const lost = new Set(parts.filter(failed).map(({ item }) => item));
  const next = parts.map((part) =>
    part.stage === 'waiting' && part.after.some((one) => lost.has(one))
      ? { ...part, stage: 'void' as const }
      : part,
  );
  return next.some((part, n) => part !== parts[n]) ? withVoid(next) : next;
}

function change(
  state: ApplicationState,
  item: string,
  how: (part: JointPart) => JointPart,
): ApplicationState {
  return { ...state, parts: withVoid(state.parts.map((part) => (part.item === item ? how(part) : part))) };
}

/** The parts after an event of the joint application; every other event leaves them as they are. */
export function evolveParts(state: ApplicationState, event: ApplicationEvent, at: Instant): ApplicationState {
  switch (event.type) {
    case 'services.part-opened': {
      const { part, city, id } = event.data;
      return change(state, part, (one) =>
        one.case
          ? one
          : { ...one, case: { city, id }, since: at, stage: one.stage === 'waiting' ? 'open' : one.stage },
      );
    }
    case 'services.part-moved':
      return change(state, event.data.part, (one) => move(one, event.data));
    case 'services.corrections-told':
      return { ...state, parts: state.parts.map((part) => ({ ...part, untold: null })) };
    default:
      return state;
  }
}

/** Parts that may begin now: those that they wait for are granted. */
export function readyParts({ parts }: ApplicationState): JointPart[] {
  const granted = new Set(parts.filter(({ outcome }) => outcome === 'granted').map(({ item }) => item));
  return parts.filter((part) => part.stage === 'waiting' && part.after.every((one) => granted.has(one)));
}

/** What the parts say of the whole. */
export interface PartsTogether {
  /** No organ that has the application before it still owes a word on whether it is complete. */
  spoken: boolean;
  untold: CorrectionRequest[];
  standingStill: JointPart | null;
  finished: boolean;
  granted: JointPart[];
  denied: JointPart[];
}

export function partsTogether(state: ApplicationState): PartsTogether {
  const { parts } = state;
  return {
    spoken:
      !parts.some(({ stage }) => stage === 'open') &&
      readyParts(state).length === 0 &&
      parts.some(({ stage }) => stage !== 'waiting'),
    untold: parts.flatMap(({ untold }) => untold ?? []),
    standingStill: parts.find(({ pause }) => pause) ?? null,
    finished: parts.every(finished),
    granted: parts.filter(({ outcome }) => outcome === 'granted'),
    denied: parts.filter(({ outcome }) => outcome !== 'granted'),
  };
}
