import { partsTogether } from './joint-parts.ts';
import { type ApplicationState, isJoint, isOpen } from './application.ts';

/** What a joint application owes by itself, each a command of the system that comes to one event. */
export type JointStep =
  | 'resume-whole'
  | 'decide-whole'
  | 'close-whole'
  | 'pause-whole'
  | 'tell-corrections'
  | 'accept-whole';

/**
 * The next thing that follows from where the parts stand, or null. The whole stands still while a part does; corrections are
 * told together once every organ has spoken; the whole is accepted when all are; it ends with its last part.
 */
export function owedStep(state: ApplicationState): JointStep | null {
  if (!isJoint(state) || !isOpen(state)) return null;
  const { finished, standingStill, spoken, untold } = partsTogether(state);
  if (state.standsStill && !standingStill) return 'resume-whole';
  if (finished) return state.decidedAt === null ? 'decide-whole' : 'close-whole';
  const complete = spoken && !state.parts.some(({ stage }) => stage === 'asked');
  const begun = state.parts.some(({ stage }) => ['accepted', 'paused', 'decided'].includes(stage));
  // Before it may stand still: the clocks begin with the acceptance, and only one that runs can be stopped.
  if (!state.accepted && complete && begun) return 'accept-whole';
  if (standingStill && !state.standsStill) return 'pause-whole';
  if (spoken && untold.length > 0 && !state.asked) return 'tell-corrections';
  return null;
}
