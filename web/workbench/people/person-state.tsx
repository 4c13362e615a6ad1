import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { accountState, grantState } from '#contract/people';
import styles from '../../ui/tag.module.css';

const accountTones = { active: 'good', locked: 'yellow', disabled: 'quiet' } as const;
const grantTones = {
  proposed: 'yellow',
  refused: 'quiet',
  coming: 'notice',
  'in-force': 'good',
  ended: 'quiet',
  revoked: 'quiet',
} as const;

const tagOf = (tone: string) => `${styles.tag} ${tone === 'quiet' ? '' : styles[tone]}`;

/** Whether an account may sign in. */
export function AccountState({ state }: { state: z.output<typeof accountState> }) {
  const { t } = useTranslation('workbench-people');
  return <span className={tagOf(accountTones[state])}>{t(`accountState.${state}`)}</span>;
}

/** How far a grant has come. */
export function GrantState({ state }: { state: z.output<typeof grantState> }) {
  const { t } = useTranslation('workbench-people');
  return <span className={tagOf(grantTones[state])}>{t(`grantState.${state}`)}</span>;
}
