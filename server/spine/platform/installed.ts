import type { CaseEvent } from '#contract/events';
import { addRules } from '#spine/alerts/rules/rule-table';
import type {
  Part,
  PartClock,
  PartEvent,
  PartEventKind,
  PartEventKinds,
  PartState,
} from '#spine/platform/part';

/** A part's clock and event as the spine holds them. */
export type AnyPartEvent = PartEvent<PartEventKinds>;
export type AnyPartClock = PartClock<PartState, AnyPartEvent>;

interface InstalledKind {
  part: Part;
  kind: PartEventKind;
}

const parts = new Map<string, Part>();
const kinds = new Map<string, InstalledKind>();
const ruleParts = new Map<string, string>();

/**
 * Makes the parts of platforms known to the spine, as the table of rules is known: once, by the composition root, before
 * anything is folded. The same part again changes nothing. @throws Error when a name is taken or does not fit its platform
 */
export function installParts(added: readonly Part[]): void {
  for (const part of added) {
    if (parts.get(part.name) === part) continue;
    const platform = part.name.slice(0, part.name.indexOf('/'));
    if (!platform || parts.has(part.name)) throw new Error(`${part.name} is no new name of a part`);
    for (const [type, kind] of Object.entries(part.events)) {
      if (!type.startsWith(`${platform}.`) || kinds.has(type))
        throw new Error(`${type} is no new event of ${platform}`);
      kinds.set(type, { part, kind });
    }
    parts.set(part.name, part);
    addRules(part.rules);
    for (const { code } of part.rules) ruleParts.set(code, part.name);
  }
}

/** Name of the part that a rule is of; undefined for a rule of the spine. */
export const partOfRule = (code: string): string | undefined => ruleParts.get(code);

/** Names of the platforms that have parts. */
export function installedPlatforms(): string[] {
  return [...new Set([...parts.keys()].map((name) => name.slice(0, name.indexOf('/'))))];
}

/** Names of the parts whose cases everybody may read of one by one. */
export const partsWithOpenRecords = (): string[] =>
  [...parts.values()].filter(({ openRecords }) => openRecords).map(({ name }) => name);

/** The part of that name. @throws Error when it is not installed: its cases cannot be folded then */
export function getPart(name: string): Part {
  const part = parts.get(name);
  if (!part) throw new Error(`the part ${name} is not installed`);
  return part;
}

/** The kind of a part's event, undefined for an event of the spine. */
export function findKind(type: string): InstalledKind | undefined {
  return kinds.get(type);
}

/** What an event means to its case; the spine's own mean themselves. Null: nothing. */
export function meaningOf(type: string, data: Record<string, unknown>): CaseEvent | null {
  const found = kinds.get(type);
  if (!found) return { type, data } as CaseEvent;
  return found.kind.means?.(data as never) ?? null;
}

/** Whether an event, of the spine or of a part, opens its case. */
export function opensCase(type: string, data: Record<string, unknown>): boolean {
  if (type.startsWith('case.')) return type === 'case.opened';
  return meaningOf(type, data)?.type === 'case.opened';
}

/** The part that an event, or the case that it is of, belongs to; null for a case of the spine alone. */
export function partOfEvent(type: string): Part | null {
  return kinds.get(type)?.part ?? null;
}

/** Clocks of parts are `part:<name with a dot>:<kind>`, then `:<instance>` where there are several. */
export function clockKind(part: Part, clock: { kind: string }, instance?: string): string {
  const kind = `part:${part.name.replace('/', '.')}:${clock.kind}`;
  return instance === undefined ? kind : `${kind}:${instance}`;
}

export const isPartClock = (kind: string): boolean => kind.startsWith('part:');

/** The definition that a clock runs by. @throws Error when its part is not installed */
export function partClockOf(kind: string): AnyPartClock {
  const [, name = '', code] = kind.split(':');
  const clock = getPart(name.replace('.', '/')).clocks.find((one) => one.kind === code);
  if (!clock) throw new Error(`no part has a clock ${kind}`);
  return clock;
}
