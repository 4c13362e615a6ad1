import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../receipt-form.module.css';
import { tidyReceipt } from '../receipt.ts';

/** Asks for the code on a document; it is written as the code on a receipt is. */
export function VerifyForm({ first = '' }: { first?: string }) {
  const { t } = useTranslation('files');
  const navigate = useNavigate();
  const [typed, setTyped] = useState(first);
  const [missing, setMissing] = useState(false);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = tidyReceipt(typed);
    setMissing(code === '');
    if (code !== '') void navigate({ to: '/verify/$code', params: { code } });
  };
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      <label htmlFor={id}>{t('verify.code')}</label>
      <div className={styles.row}>
        <Input
          id={id}
          size="large"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={t('verify.placeholder')}
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
          status={missing ? 'error' : ''}
          aria-invalid={missing}
          aria-describedby={`${id}-hint`}
          allowClear
        />
        <Button type="primary" size="large" htmlType="submit">
          {t('verify.go')}
        </Button>
      </div>
      <p
        id={`${id}-hint`}
        className={missing ? styles.missing : styles.hint}
        role={missing ? 'alert' : undefined}
      >
        {missing ? t('verify.empty') : t('verify.hint')}
      </p>
    </form>
  );
}
