import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page-header.tsx';
import styles from '../progress-page.module.css';
import { VerifyForm } from './verify-form.tsx';

/** Where somebody with a document in hand begins. */
export default function VerifyStartPage() {
  const { t } = useTranslation(['files', 'portal']);
  return (
    <div className={styles.missing}>
      <PageHeader
        title={t('verify.title')}
        sub={t('verify.lead')}
        crumbs={[{ title: t('portal:nav.home'), to: '/' }, { title: t('verify.title') }]}
      />
      <section className={styles.panel}>
        <VerifyForm />
      </section>
    </div>
  );
}
