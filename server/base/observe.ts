import { channel } from 'node:diagnostics_channel';
import { type Instant, systemNow } from '#base/time';

/** A piece of the process's own work that has ended: told to whoever watches, by the name of the work. */
export interface Work {
  /** Such as `ticker` or `journal.batch`. */
  readonly name: string;
  readonly startedAt: Instant;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  /** What made it fail; absent: it did what it was to do. */
  readonly error?: unknown;
  /** What came of it, as numbers by name; never anything of a case. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** Where work is told of. With nobody subscribed telling costs one look. */
const work = channel('mingjing.work');

/** Calls back with every piece of work from now on; returns how to stop. */
export function watchWork(listener: (done: Work) => void): () => void {
  const hear = (message: unknown): void => listener(message as Work);
  work.subscribe(hear);
  return () => void work.unsubscribe(hear);
}

/** Does a piece of work and tells of it. @param counts what came of it, worked out only where somebody listens */
export async function observed<T>(
  name: string,
  doIt: () => Promise<T>,
  counts?: (result: T) => Record<string, number>,
): Promise<T> {
  if (!work.hasSubscribers) return doIt();
  const startedAt = systemNow();
  const began = performance.now();
  const done = (rest: object): void =>
    work.publish({ name, startedAt, ms: performance.now() - began, ...rest } satisfies Work);
  try {
    const result = await doIt();
    done(counts ? { counts: counts(result) } : {});
    return result;
  } catch (error) {
    done({ error });
    throw error;
  }
}

/** Tells of something that took no time worth measuring. */
export function tellWork(name: string, counts: Record<string, number>): void {
  if (work.hasSubscribers) work.publish({ name, startedAt: systemNow(), ms: 0, counts } satisfies Work);
}

/** A request that was answered, by the template of its route: never by its address, which may hold what is personal. */
export interface Answered {
  /** Of this request, as `x-request-id` says it. */
  readonly id: string;
  /** As W3C Trace Context has it: of whoever asked, or made of the request's own id. */
  readonly trace: string;
  /** The caller's `traceparent`, where it is a valid one. */
  readonly parent: { readonly span: string; readonly sampled: boolean } | null;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly startedAt: Instant;
  readonly ms: number;
}

const requests = channel('mingjing.request');

/** Calls back with every request that was answered from now on; returns how to stop. */
export function watchRequests(listener: (answered: Answered) => void): () => void {
  const hear = (message: unknown): void => listener(message as Answered);
  requests.subscribe(hear);
  return () => void requests.unsubscribe(hear);
}

export function tellRequest(answered: Answered): void {
  requests.publish(answered);
}
