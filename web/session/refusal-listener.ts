import type { ProblemError } from '../problem-error.ts';

type Listener = (problem: ProblemError) => void;
let heard: Listener = () => {};

/** Names the one who hears of every refusal, whichever call it answers: the session, which may have ended. */
export function listenToRefusals(listener: Listener): void {
  heard = listener;
}

/** A call was refused. */
export function tellRefusal(problem: ProblemError): void {
  heard(problem);
}
