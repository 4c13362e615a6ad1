import { setImmediate as restOfTurn } from 'node:timers/promises';

/** How single pieces of work are done together. */
export interface Gathering<In, Out> {
  /** Does them all, in one transaction; answers in their order. */
  together: (given: readonly In[]) => Promise<Out[]>;
  /** Most pieces that are done together. */
  most: number;
}

interface Waiting<In, Out> {
  given: In;
  done: (answer: Out) => void;
  failed: (error: unknown) => void;
}

/**
 * Lets many callers who ask for one thing each be served together: while one lot is being done the next one gathers, and a lot
 * begins at the end of a turn of the event loop, when all connections have brought what they had. Where a lot of several fails
 * each is done by itself, so that one caller's fault is no other's.
 */
export function gather<In, Out>({ together, most }: Gathering<In, Out>): (given: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = [];
  let busy = false;
  const one = async ({ given, done, failed }: Waiting<In, Out>): Promise<void> => {
    await together([given]).then(([answer]) => done(answer as Out), failed);
  };
  const lot = async (several: Waiting<In, Out>[]): Promise<void> => {
    if (several.length === 1) return one(several[0]!);
    const answers = await together(several.map(({ given }) => given)).catch(() => null);
    if (answers) for (const [at, { done }] of several.entries()) done(answers[at] as Out);
    else for (const each of several) await one(each);
  };
  const work = async (): Promise<void> => {
    busy = true;
    for (await restOfTurn(); waiting.length > 0; await restOfTurn()) await lot(waiting.splice(0, most));
    busy = false;
  };
  return (given) =>
    new Promise((done, failed) => {
      waiting.push({ given, done, failed });
      if (!busy) void work();
    });
}
