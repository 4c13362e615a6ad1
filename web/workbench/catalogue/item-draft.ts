import type { FlowStep, ItemInput } from '#contract/catalogue';

type Draft<T> = T extends (infer One)[]
  ? Draft<One>[]
  : T extends object
    ? { [K in keyof T]?: Draft<T[K]> | null }
    : T | null;
/** An item while it is being written: any part may still be missing. */
export type ItemDraft = Draft<ItemInput>;
export type StepDraft = Draft<FlowStep>;

/** Parts that are there as a whole or not at all; the number says which. */
const limits = new Set(['legal', 'promised', 'limit', 'notBefore', 'jointLimit']);
/** Texts in two languages that may be left out, both or none. */
const notes = new Set(['description', 'help']);

/**
 * What is sent of a draft: texts trimmed, empty fields left out, limits without a number dropped. Entries of lists
 * keep their places, so that the path of a problem leads back to its field.
 */
export function itemOf(draft: ItemDraft): unknown {
  const item = tidy(draft) as { contents?: unknown[] } | undefined;
  if (item?.contents === undefined) return item ?? {};
  return { ...item, contents: item.contents.map(namedOrCode) };
}

/** A content without a name is sent as its code. */
function namedOrCode(content: unknown): unknown {
  if (typeof content !== 'object' || content === null || !('code' in content)) return content;
  return 'name' in content && !isEmpty(content.name) ? content : content.code;
}

function tidy(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (Array.isArray(value)) return value.map((one) => tidy(one) ?? (typeof one === 'string' ? '' : {}));
  if (typeof value !== 'object') return value;
  const kept = Object.entries(value).flatMap(([name, part]) => {
    const clean = tidy(part);
    const missing =
      clean === undefined || (limits.has(name) && !hasNumber(clean)) || (notes.has(name) && isEmpty(clean));
    return missing ? [] : [[name, clean] as const];
  });
  return Object.fromEntries(kept);
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

const hasNumber = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'n' in value && value.n !== undefined;

/** Whether two drafts would be saved as the same item. */
export const sameItem = (one: ItemDraft, other: ItemDraft): boolean =>
  canonical(itemOf(one)) === canonical(itemOf(other));

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** The draft with the version of its flow counted up if its steps differ from those that it began with. */
export function withFlowVersion(draft: ItemDraft, before: ItemDraft): ItemDraft {
  const steps = (one: ItemDraft) => canonical(tidy({ steps: one.flow?.steps ?? [] }));
  const version = before.flow?.version ?? 0;
  const changed = version === 0 || steps(draft) !== steps(before);
  return { ...draft, flow: { ...draft.flow, version: changed ? version + 1 : version } };
}

/** A new item with what is usual filled in. */
export function blankItem(today: string): ItemDraft {
  return {
    platform: 'services',
    type: '01',
    level: 4,
    caseType: 'promised',
    basis: [{}],
    limits: { legal: { unit: 'working-day' }, promised: { unit: 'working-day' } },
    flow: { version: 1, steps: [{ after: [], posts: [], separateFrom: [] }] },
    fees: [],
    materials: [],
    conditions: [],
    contents: [],
    audiences: [],
    specialProcedures: [],
    keywords: [],
    formFields: [],
    parts: [],
    effectiveFrom: today,
  };
}
