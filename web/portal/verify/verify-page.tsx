import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { documentsApi } from '#contract/documents';
import { useEndpoint } from '../../api.ts';
import { ProblemError } from '../../problem-error.ts';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import styles from '../progress-page.module.css';
import { CompareFile } from './compare-file.tsx';
import { DocumentFacts } from './document-facts.tsx';
import { VerifyForm } from './verify-form.tsx';

/** What a document is, by the code printed on it. */
export default function VerifyPage() {
  const { t } = useTranslation(['files', 'portal']);
  const { code } = useParams({ from: '/portal/verify/$code' });
  const query = useEndpoint(documentsApi.checkDocument, { params: { code } });
  const crumbs = [
    { title: t('portal:nav.home'), to: '/' },
    { title: t('verify.title'), to: '/verify' },
  ];
  if (query.error instanceof ProblemError && [404, 422].includes(query.error.status))
    return (
      <div className={styles.missing}>
        <PageHeader title={t('verify.notFound', { code })} crumbs={crumbs} />
        <section className={styles.panel} role="alert">
          <p>{t('verify.notFoundText')}</p>
        </section>
        <section className={styles.panel}>
          <VerifyForm key={code} first={code} />
        </section>
      </div>
    );
  return (
    <QueryView query={query}>
      {(document) => (
        <>
          <PageHeader
            title={document.title}
            sub={`${t('verify.code')} ${document.code}`}
            crumbs={[...crumbs, { title: document.number }]}
            marks={document.demonstration && <DemoBadge />}
          />
          <div className={styles.layout}>
            <DocumentFacts document={document} />
            <CompareFile fingerprints={document.fingerprints} />
          </div>
        </>
      )}
    </QueryView>
  );
}
