import type { Flow, FlowStep } from '#contract/catalogue';
import type { StepDraft } from './item-draft.ts';

/** The steps that can be drawn already: those with a code, each once, pointing at steps that are there. */
export function drawableFlow(steps: readonly (StepDraft | null | undefined)[]): Flow | null {
  const byCode = new Map<string, StepDraft>();
  for (const step of steps) {
    const code = step?.code?.trim();
    if (step && code && !byCode.has(code)) byCode.set(code, step);
  }
  if (byCode.size === 0) return null;
  const known = (codes: unknown, own: string): string[] =>
    Array.isArray(codes) ? codes.filter((one): one is string => one !== own && byCode.has(one)) : [];
  return {
    version: 1,
    steps: [...byCode].map(([code, step]) => ({
      code,
      name: { zh: step.name?.zh?.trim() || code, en: step.name?.en?.trim() || code },
      after: known(step.after, code),
      mandatory: step.mandatory ?? false,
      repeatable: step.repeatable ?? true,
      posts: [],
      separateFrom: known(step.separateFrom, code),
      siteCheck: step.siteCheck ?? false,
      ...limitOf(step, byCode),
    })),
  };
}

function limitOf(step: StepDraft, byCode: ReadonlyMap<string, unknown>): Pick<FlowStep, 'limit'> {
  const { n, unit, from } = step.limit ?? {};
  return n && unit && from && byCode.has(from) ? { limit: { n, unit, from } } : {};
}

/** The steps after one got another code: whatever names it follows. */
export function renameStep(steps: readonly StepDraft[], from: string, to: string): StepDraft[] {
  const swap = (code: string | null | undefined) => (code === from ? to : code);
  const swapAll = (codes: StepDraft['after']) => codes?.map((code) => swap(code) ?? null);
  return steps.map((step) => ({
    ...step,
    after: swapAll(step.after),
    separateFrom: swapAll(step.separateFrom),
    ...(step.limit ? { limit: { ...step.limit, from: swap(step.limit.from) } } : {}),
    ...(step.notBefore ? { notBefore: { ...step.notBefore, from: swap(step.notBefore.from) } } : {}),
  })) as StepDraft[];
}

/** The steps without one of them, and without what named it; a time counted from it is lifted. */
export function removeStep(steps: readonly StepDraft[], index: number): StepDraft[] {
  const gone = steps[index]?.code;
  const rest = steps.filter((_, place) => place !== index);
  if (!gone) return [...rest];
  return rest.map((step) => ({
    ...step,
    after: step.after?.filter((code) => code !== gone),
    separateFrom: step.separateFrom?.filter((code) => code !== gone),
    limit: step.limit?.from === gone ? undefined : step.limit,
    notBefore: step.notBefore?.from === gone ? undefined : step.notBefore,
  })) as StepDraft[];
}

/** A step moved by one place; at either end nothing moves. */
export function moveStep(steps: readonly StepDraft[], index: number, by: -1 | 1): StepDraft[] {
  const moved = [...steps];
  const other = index + by;
  const [one, two] = [moved[index], moved[other]];
  if (one === undefined || two === undefined) return moved;
  moved[index] = two;
  moved[other] = one;
  return moved;
}
