import type { ActionField } from '#spine/cases/action-form';

/** A field of an action, required unless `more` says otherwise. */
export const field = (
  name: string,
  zh: string,
  en: string,
  kind: ActionField['kind'] = 'text',
  more: Partial<ActionField> = {},
): ActionField => ({ name, title: { zh, en }, kind, required: true, ...more });
