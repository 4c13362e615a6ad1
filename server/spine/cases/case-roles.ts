import type { Role } from '#contract/roles';

/** Whoever takes a case in and hands out what comes of it. */
const counter: readonly Role[] = ['window-clerk', 'handler', 'village-clerk'];
/** Whoever works on it. */
const desk: readonly Role[] = ['handler', 'village-clerk'];
/** Whoever decides it: what ends it, or gives it more time, is not the handler's alone. */
const decision: readonly Role[] = ['approver'];

/** The closed table: which roles at the organ take which action. A step is taken by the roles of its kind (`stepRoles`). */
export const actionRoles: Record<string, readonly Role[]> = {
  accept: counter,
  'ask-correction': counter,
  'note-correction': counter,
  refuse: decision,
  'do-step': ['window-clerk', 'handler', 'reviewer', 'approver', 'village-clerk'],
  pause: desk,
  resume: desk,
  extend: decision,
  decide: decision,
  close: counter,
  withdraw: counter,
  terminate: decision,
  reopen: decision,
};

const stepsOfRoles: Partial<Record<string, readonly Role[]>> = {
  accept: counter,
  review: ['reviewer'],
  decide: decision,
};

/** Which roles do a step of a flow; one that is no acceptance, review or decision is the handler's. */
export function stepRoles(step: string): readonly Role[] {
  return (Object.hasOwn(stepsOfRoles, step) && stepsOfRoles[step]) || desk;
}
