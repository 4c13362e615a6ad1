import type { z } from 'zod';
import { Refusal } from '#base/errors';
import type { clueInput, onTheSpotInput } from '#contract/powers/penalties';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import type { Principal } from '#spine/identity/principal';
import { formatKey } from '#spine/keys';
import { openPartCase } from '#spine/platform/open-part-case';
import { actOnPart } from '#spine/platform/part-commands';
import type { Spine } from '#spine/spine';
import { offenceOf } from './benchmarks.ts';
import { certificatesOf } from './certificates/store.ts';
import { dayOf } from './civil-day.ts';
import { checkOfficers, checkOnTheSpot, type FormEntry } from './decide-by-form.ts';
import { penaltyItems } from './items.ts';
import { decisionNumber, numberPrefix, withNextNumber } from './number.ts';
import { storeParty } from './party.ts';

type Clue = z.output<typeof clueInput>;

/** The organ at which somebody handles penalties. Refusal: forbidden. */
export function handlersOrgan(
  spine: Spine,
  { grants, actor }: Principal,
): { organ: RegisteredOrgan; actor: string } {
  const held = grants.find(({ role, organId }) => role === 'handler' && organId !== null);
  if (held?.organId == null) throw new Refusal('forbidden', { expected: 'a handler at an organ' });
  return { organ: spine.registry.organById(held.organId), actor };
}

/** What is wrong with the party is said of its field in the form. */
function ofParty(error: unknown): never {
  if (error instanceof Refusal && error.about.field)
    throw new Refusal(error.code, { ...error.about, field: `party.${error.about.field}` });
  throw error;
}

/**
 * Opens a case under the next number of the day: its party sealed first, so that no event names anybody.
 * Refusals: field-invalid with the field, conflict.
 */
export async function openCase(
  spine: Spine,
  { organ, actor }: { organ: RegisteredOrgan; actor: string },
  { offence: code, source, facts, party }: Clue,
  procedure: keyof typeof penaltyItems,
): Promise<{ city: number; id: number; number: string }> {
  const offence = offenceOf(code);
  const personId = await storeParty(spine, party).catch(ofParty);
  const data = {
    actor,
    item: penaltyItems[procedure],
    organ: organ.code,
    title: offence.name.zh,
    onTheSpot: procedure === 'summary',
    offence: code,
    partyKind: party.kind,
    personId,
    clueSource: source,
    facts,
  };
  return withNextNumber(spine.pool, numberPrefix(organ, dayOf(spine.now())), async (number) => {
    const opening = { type: 'powers.clue-registered', data, region: Number(organ.region), number };
    return { ...(await openPartCase(spine, opening)), number };
  });
}

/** A penalty that was imposed on the spot: everything is checked before the case is opened. Refusals: field-invalid, conflict. */
export async function openOnTheSpot(
  spine: Spine,
  by: { organ: RegisteredOrgan; actor: string },
  { kinds, fine, reason, officers: numbers, ...clue }: z.output<typeof onTheSpotInput>,
): Promise<{ id: string; number: string }> {
  const today = dayOf(spine.now());
  const officers = await certificatesOf(spine.pool, by.organ, numbers);
  checkOfficers(officers, today);
  checkOnTheSpot({ kinds, fine }, clue.party.kind);
  const key = await openCase(spine, by, clue, 'summary');
  const entry: FormEntry<'decide-on-the-spot'> = {
    kinds,
    fine,
    reason,
    officers,
    number: decisionNumber(key.number, today),
  };
  const command = { action: 'decide-on-the-spot', values: { entry: JSON.stringify(entry) } };
  await actOnPart(spine, key, command, { actor: by.actor, roles: new Set(['system']) });
  return { id: formatKey(key.city, key.id), number: key.number };
}
