import { Refusal } from '#base/errors';
import type { AvailableAction } from '#contract/cases';
import { type KnownFiles, longest, readFields } from '#spine/cases/action-form';
import type { RegisteredItem } from '#spine/catalogue/registry';
import type { PartFold } from '#spine/platform/apply-part';
import type { ActingRole, DecidedEvent, DecisionContext, PartAction, PartState } from '#spine/platform/part';

const hasOne = (roles: ReadonlySet<ActingRole>, wanted: readonly ActingRole[]) =>
  wanted.some((role) => roles.has(role));

const allows = (action: PartAction<PartState>, state: PartState) =>
  action.from.includes(state.status) && (action.when?.(state) ?? true);

/** The actions of a part that its state allows and a person's roles may take, with the fields that each takes. */
export function availablePartActions(
  { part, state }: PartFold,
  item: RegisteredItem,
  roles: ReadonlySet<ActingRole>,
): AvailableAction[] {
  if (!state) return [];
  return Object.entries(part.actions)
    .filter(([, action]) => allows(action, state) && hasOne(roles, action.roles))
    .map(([name, { title, danger = false, fields }]) => ({
      action: name,
      title,
      danger,
      fields: fields(state, item),
    }));
}

/**
 * Turns an action into its event.
 * @param files those that the values name
 * Refusals: action-not-allowed in this state; forbidden for these roles; field-invalid and attachment-unknown, with the field; what the part refuses.
 */
export function decidePartAction(
  { part, state }: PartFold,
  { action, values }: { action: string; values: Record<string, unknown> },
  context: DecisionContext,
  files?: KnownFiles,
): DecidedEvent {
  const chosen = Object.hasOwn(part.actions, action) ? part.actions[action] : undefined;
  if (!chosen || !state || !allows(chosen, state))
    throw new Refusal('action-not-allowed', {
      field: 'action',
      detail: `${action} in state ${state?.status ?? 'none'}`,
    });
  if (!hasOne(context.roles, chosen.roles))
    throw new Refusal('forbidden', {
      field: 'action',
      expected: `one of ${chosen.roles.join(', ')} over this case`,
    });
  const read = readFields(chosen.fields(state, context.item), values, longest, files);
  return part.decide(state, { action, values: read }, context);
}
