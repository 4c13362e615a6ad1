import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { identityApi } from '#contract/identity';
import { type ResponseOf, useAction, useEndpoint } from '../api.ts';
import { usePick } from '../i18n/language.ts';
import { QueryView } from '../ui/query-view.tsx';
import { useGrantText } from './grant-text.ts';
import { enter } from './session.ts';
import styles from './session.module.css';
import { SignInProblem } from './sign-in-problem.tsx';

type Accounts = ResponseOf<typeof identityApi.getDemonstrationAccounts>;
type DemoAccount = Accounts['accounts'][number];
const shownAtFirst = 16;

/** The invented people of a demonstration, by role: one click signs in as one of them. */
export function DemoAccounts() {
  const { t } = useTranslation('session');
  const query = useEndpoint(identityApi.getDemonstrationAccounts, {}, { staleTime: 600_000 });
  return (
    <section className={styles.demo} aria-labelledby="demo-accounts">
      <h2 id="demo-accounts">{t('demo.title')}</h2>
      <p className={styles.note}>{t('demo.note')}</p>
      <QueryView query={query}>{(found) => <AccountList {...found} />}</QueryView>
    </section>
  );
}

function AccountList({ accounts, password }: Accounts) {
  const { t } = useTranslation('session');
  const pick = usePick();
  const grantText = useGrantText();
  const [text, setText] = useState('');
  const [all, setAll] = useState(false);
  const signIn = useAction(identityApi.signIn, { onDone: ({ me }) => void enter(me) });
  const word = text.trim().toLowerCase();
  const lines = (one: DemoAccount) => [one.account, ...one.grants.map(grantText)].join(' ').toLowerCase();
  const found = accounts.filter((one) => lines(one).includes(word));
  const shown = all || word ? found : found.slice(0, shownAtFirst);
  return (
    <>
      <Input
        allowClear
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={t('demo.search')}
        aria-label={t('demo.search')}
      />
      <SignInProblem error={signIn.error} />
      {shown.length === 0 && <p role="status">{t('demo.nothing')}</p>}
      <ul className={styles.people} aria-label={t('demo.title')}>
        {shown.map((one) => (
          <li key={one.account}>
            <button
              type="button"
              disabled={signIn.isPending}
              aria-label={`${t('demo.as', { name: one.account })}: ${one.grants.map(grantText).join('; ')}`}
              onClick={() => signIn.mutate({ body: { account: one.account, password } })}
            >
              <strong>{one.grants.map(({ roleName }) => pick(roleName)).join(' · ') || one.account}</strong>
              <span>
                {one.grants.map(({ organ, regionName }) => pick(organ?.name ?? regionName)).join(' · ')}
              </span>
              <code>{one.account}</code>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < found.length && (
        <Button type="link" onClick={() => setAll(true)}>
          {t('demo.showAll', { count: found.length })}
        </Button>
      )}
    </>
  );
}
