import { z } from 'zod';
import { alertLevel, type AlertLevel } from '#contract/alerts';
import { roleCode } from '#contract/roles';
import { bilingual, civilDate, code } from '#contract/text';
import { readReference } from '#spine/calendar/reference-folder';

const audience = z.object({
  name: bilingual,
  roles: z.array(roleCode).min(1),
  /** Where the role is held: at the organ of the case, in the division that supervises, at a service centre of the case's division. */
  at: z.enum(['organ', 'supervisor', 'service-centre']),
  /** Whoever acted last in the case alone, where they are among them. */
  actorFirst: z.boolean().default(false),
});

const recipientsFile = z
  .object({
    code,
    version: z.number().int().min(1),
    effectiveFrom: civilDate,
    name: bilingual,
    basis: z.string(),
    mark: z.enum(['F', 'K', 'P']),
    audiences: z.record(code, audience),
    levels: z.record(alertLevel, z.array(code)),
    escalated: z.array(code),
    retry: z.object({
      minutes: z.array(z.number().int().min(1)).min(1).max(20),
      basis: z.string(),
      mark: z.enum(['F', 'K', 'P']),
    }),
  })
  .refine(
    ({ audiences, levels, escalated }) =>
      [...Object.values(levels).flat(), ...escalated].every((name) => Object.hasOwn(audiences, name)),
    'names of audiences that are there',
  );

/** Who is told of which card, as data (`reference/messages/recipients.json`). */
export const recipients = readReference(recipientsFile, 'messages/recipients.json');

/** A role that somebody holds now. */
export interface Holder {
  accountId: number;
  account: string;
  role: string;
  organId: number;
  region: number;
}

/** What is told of, as far as it decides who is told. */
export interface Told {
  level: AlertLevel;
  escalated: boolean;
  organId: number;
  /** Account that acted last in the case, as it is written down; null where nobody did. */
  lastActor: string | null;
  /** Division whose supervision answers for it. */
  supervisor: number;
  /** Service centres of the division of the case. */
  centres: ReadonlySet<number>;
}

function isOf(holder: Holder, { at, roles }: z.output<typeof audience>, told: Told): boolean {
  if (!(roles as readonly string[]).includes(holder.role)) return false;
  if (at === 'organ') return holder.organId === told.organId;
  if (at === 'supervisor') return holder.region === told.supervisor;
  return told.centres.has(holder.organId);
}

/** Who is told, each once, under the first audience that names them. Pure. */
export function recipientsOf(
  told: Told,
  holders: readonly Holder[],
): { accountId: number; audience: string }[] {
  const names = told.escalated ? recipients.escalated : recipients.levels[told.level];
  const found = new Map<number, string>();
  for (const name of names) {
    const one = recipients.audiences[name]!;
    const all = holders.filter((holder) => isOf(holder, one, told));
    const actor = one.actorFirst ? all.filter(({ account }) => account === told.lastActor) : [];
    for (const { accountId } of actor.length > 0 ? actor : all)
      if (!found.has(accountId)) found.set(accountId, name);
  }
  return [...found].map(([accountId, name]) => ({ accountId, audience: name }));
}

/** When a delivery that has failed `tries` times is tried again, in milliseconds from then; null: no more. */
export function retryAfter(tries: number): number | null {
  const minutes = recipients.retry.minutes[tries - 1];
  return minutes === undefined ? null : minutes * 60_000;
}
