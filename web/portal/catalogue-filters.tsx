import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Select } from 'antd';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { itemTypes, platformNames } from '#contract/catalogue';
import { usePick } from '../i18n/language.ts';
import styles from './catalogue-page.module.css';

const pauseAfterTyping = 300;

/** The search word as it is typed; the address follows when the typing pauses. */
function useTypedSearch(stands: string, put: (word: string) => void): [string, (word: string) => void] {
  const [typed, setTyped] = useState(stands);
  const sent = useRef(stands);
  const latest = useRef(put);
  latest.current = put;
  useEffect(() => {
    // The address changed otherwise (back button, cleared filters): the field follows.
    if (stands === sent.current) return;
    sent.current = stands;
    setTyped(stands);
  }, [stands]);
  useEffect(() => {
    if (typed.trim() === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed.trim();
      latest.current(typed.trim());
    }, pauseAfterTyping);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, setTyped];
}

function Field({
  name,
  children,
  wide,
}: {
  name: string;
  children: (id: string) => ReactNode;
  wide?: boolean;
}) {
  const id = useId();
  return (
    <div className={`${styles.field} ${wide ? styles.wide : ''}`}>
      <label htmlFor={id}>{name}</label>
      {children(id)}
    </div>
  );
}

/** Word, field, kind and level; every choice stands in the address. */
export function CatalogueFilters() {
  const { t } = useTranslation(['portal', 'terms']);
  const pick = usePick();
  const search = useSearch({ from: '/portal/catalogue' });
  const navigate = useNavigate({ from: '/catalogue' });
  const put = (change: Partial<typeof search>) =>
    void navigate({ search: (before) => ({ ...before, page: undefined, ...change }), replace: true });
  const [typed, setTyped] = useTypedSearch(search.search ?? '', (word) => put({ search: word || undefined }));
  const filtered = Object.keys(search).some((name) => name !== 'page' && name !== 'pageSize');
  const any = t('catalogue.any');
  return (
    <search className={styles.filters}>
      <Field name={t('catalogue.search')} wide>
        {(id) => (
          <Input
            id={id}
            value={typed}
            maxLength={60}
            allowClear
            placeholder={t('catalogue.placeholder')}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Field name={t('catalogue.platform')}>
        {(id) => (
          <Select
            id={id}
            value={search.platform}
            placeholder={any}
            allowClear
            popupMatchSelectWidth={false}
            options={Object.entries(platformNames).map(([value, name]) => ({ value, label: pick(name) }))}
            onChange={(platform: string | undefined) => put({ platform })}
          />
        )}
      </Field>
      <Field name={t('catalogue.type')}>
        {(id) => (
          <Select
            id={id}
            value={search.type}
            placeholder={any}
            allowClear
            popupMatchSelectWidth={false}
            options={Object.entries(itemTypes).map(([value, name]) => ({ value, label: pick(name) }))}
            onChange={(type: string | undefined) => put({ type })}
          />
        )}
      </Field>
      <Field name={t('catalogue.level')}>
        {(id) => (
          <Select
            id={id}
            value={search.level}
            placeholder={any}
            allowClear
            options={([2, 3, 4, 5, 6] as const).map((value) => ({
              value,
              label: t(`terms:regionLevel.${value}`),
            }))}
            onChange={(level: number | undefined) => put({ level })}
          />
        )}
      </Field>
      {filtered && (
        <Button type="link" onClick={() => void navigate({ search: {} })}>
          {t('catalogue.clear')}
        </Button>
      )}
    </search>
  );
}
