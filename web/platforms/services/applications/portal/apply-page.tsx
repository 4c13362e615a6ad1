import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type ApplicationForm, applicationsApi } from '#contract/services/applications';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { CitizenSignIn } from '../../../../portal/my/citizen-sign-in.tsx';
import { Grounds } from '../../../../session/grounds.tsx';
import { isIn, useMe } from '../../../../session/session.ts';
import { useLimitText } from '../../../../ui/limit-text.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import styles from '../application.module.css';
import { DraftForm } from './draft-form.tsx';

/** Applying for an item: signed in by a code, since a draft and what comes of it belong to somebody. */
export default function ApplyPage() {
  const { item } = useParams({ strict: false }) as { item: string };
  const query = useEndpoint(applicationsApi.getApplicationForm, { params: { item } });
  return (
    <Grounds>
      <QueryView query={query}>{(form) => <Apply key={item} form={form} />}</QueryView>
    </Grounds>
  );
}

function Apply({ form }: { form: ApplicationForm }) {
  const { t } = useTranslation(['services-applications', 'portal']);
  const pick = usePick();
  const write = useLimitText();
  const me = useMe();
  const { draft } = useSearch({ strict: false }) as { draft?: string };
  return (
    <div className={styles.page}>
      <PageHeader
        title={t('apply.title', { item: pick(form.itemName) })}
        sub={
          <>
            {t('apply.sub', { organ: pick(form.organName) })}
            {form.promised && ` · ${t('apply.promised')} ${write(form.promised)}`}
          </>
        }
        crumbs={[
          { title: t('portal:nav.guide'), to: '/services/guide' },
          { title: pick(form.itemName), to: `/services/guide/items/${form.item}` },
          { title: t('apply.start') },
        ]}
      />
      {form.parts.length > 0 && <Parts form={form} />}
      {me !== undefined && !isIn(me) && (
        <section className={styles.panel} aria-labelledby="apply-sign-in">
          <h2 id="apply-sign-in">{t('apply.signInFirst')}</h2>
          <p>{t('apply.signInHint')}</p>
          <CitizenSignIn />
        </section>
      )}
      {isIn(me) && <DraftForm form={form} token={draft} />}
    </div>
  );
}

function Parts({ form }: { form: ApplicationForm }) {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  const nameOf = (item: string) => {
    const part = form.parts.find((one) => one.item === item);
    return part ? pick(part.name) : item;
  };
  return (
    <section className={styles.panel}>
      <h2>{t('apply.parts')}</h2>
      <ol className={styles.steps}>
        {form.parts.map(({ item, name, organName, after }) => (
          <li key={item}>
            {pick(name)} · {pick(organName)}
            {after.length > 0 && (
              <span className={styles.quiet}>
                {' '}
                {t('apply.after', { parts: after.map(nameOf).join('、') })}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
