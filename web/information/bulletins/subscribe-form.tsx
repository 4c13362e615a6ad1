import { Alert, Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { subscriptionsApi } from '#contract/subscriptions';
import { useAction } from '../../api.ts';
import { useLanguage } from '../../i18n/language.ts';
import { ProblemError } from '../../problem-error.ts';
import styles from './bulletins.module.css';

/** Asks to be told by e-mail of what comes in this column and place. */
export function SubscribeForm({ column, region }: { column?: string; region?: string }) {
  const { t } = useTranslation('bulletins');
  const { language } = useLanguage();
  const id = useId();
  const [email, setEmail] = useState('');
  const ask = useAction(subscriptionsApi.subscribe);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate({ body: { email, column, region, language } });
  };
  const problem = ask.error instanceof ProblemError ? ask.error.sentence(language) : ask.error?.message;
  return (
    <form className={styles.subscribe} onSubmit={submit}>
      <div>
        <label htmlFor={id}>{t('subscribe.email')}</label>
        <Input
          id={id}
          type="email"
          autoComplete="email"
          maxLength={254}
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </div>
      <p>{t('subscribe.hint')}</p>
      {ask.isSuccess && <Alert type="success" showIcon role="status" title={t('subscribe.asked')} />}
      {problem && <Alert type="error" showIcon role="alert" title={problem} />}
      <div>
        <Button type="primary" htmlType="submit" loading={ask.isPending}>
          {t('subscribe.go')}
        </Button>
      </div>
    </form>
  );
}
