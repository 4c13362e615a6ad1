import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './home-page.module.css';

/** Searches the catalogue from the first page. */
export function CatalogueSearch() {
  const { t } = useTranslation('portal');
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const search = typed.trim();
    void navigate({ to: '/catalogue', search: search === '' ? {} : { search } });
  };
  return (
    <form className={styles.search} onSubmit={submit} role="search">
      <Input
        aria-label={t('home.catalogueSearch')}
        placeholder={t('home.catalogueSearch')}
        value={typed}
        maxLength={60}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button htmlType="submit">{t('home.catalogueGo')}</Button>
    </form>
  );
}
