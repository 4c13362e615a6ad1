import { observed } from '#base/observe';

/** A piece of work that is done again and again. */
export interface Repeated {
  /** What whoever watches knows the work by (`reference/operations/watch.json`). */
  name: string;
  /** Pause between the end of one round and the beginning of the next. */
  pauseMs: number;
  /** The first round begins at once instead of after a pause. */
  atOnce?: boolean;
  /** @param stopping whether somebody waits for the end: long rounds ask, and end early */
  work: (stopping: () => boolean) => Promise<unknown>;
  /** A round failed; the next one comes all the same. */
  failed: (error: unknown) => void;
}

/** Repeats work, each round after the last has ended; returns how to stop it, which waits for the round that runs. */
export function repeat({ name, pauseMs, atOnce = false, work, failed }: Repeated): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const round = (): void => {
    const once = () => work(() => stopped);
    running = observed(name, once)
      .catch(failed)
      .finally(() => {
        if (!stopped) timer = setTimeout(round, pauseMs);
      });
  };
  if (atOnce) round();
  else timer = setTimeout(round, pauseMs);
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
