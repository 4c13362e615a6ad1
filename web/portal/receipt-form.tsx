import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './receipt-form.module.css';
import { tidyReceipt } from './receipt.ts';

/** Asks for a receipt code and leads to the progress of its case. */
export function ReceiptForm({ first = '' }: { first?: string }) {
  const { t } = useTranslation('portal');
  const navigate = useNavigate();
  const [typed, setTyped] = useState(first);
  const [missing, setMissing] = useState(false);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const receipt = tidyReceipt(typed);
    setMissing(receipt === '');
    if (receipt !== '') void navigate({ to: '/progress/$receipt', params: { receipt } });
  };
  return (
    <form onSubmit={submit} className={styles.form} noValidate>
      <label htmlFor={id}>{t('home.receipt')}</label>
      <div className={styles.row}>
        <Input
          id={id}
          size="large"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={t('home.placeholder')}
          maxLength={60}
          autoComplete="off"
          spellCheck={false}
          status={missing ? 'error' : ''}
          aria-invalid={missing}
          aria-describedby={`${id}-hint`}
          allowClear
        />
        <Button type="primary" size="large" htmlType="submit">
          {t('home.search')}
        </Button>
      </div>
      <p
        id={`${id}-hint`}
        className={missing ? styles.missing : styles.hint}
        role={missing ? 'alert' : undefined}
      >
        {missing ? t('home.empty') : t('home.hint')}
      </p>
    </form>
  );
}
