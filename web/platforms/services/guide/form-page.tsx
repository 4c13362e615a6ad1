import { PrinterOutlined } from '@ant-design/icons';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormField } from '#contract/item-form';
import { guideApi } from '#contract/services/guide';
import { useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import type { GuideItem } from './answers.ts';
import styles from './item-page.module.css';

/** The place to write into: boxes for a choice, a line or several lines otherwise. */
function Blank({ field }: { field: FormField }) {
  const pick = usePick();
  if (!field.options)
    return <div className={`${styles.line} ${field.kind === 'long-text' ? styles.tall : ''}`} />;
  return (
    <div className={styles.boxes}>
      {field.options.map(({ code, name }) => (
        <span key={code}>☐ {pick(name)}</span>
      ))}
    </div>
  );
}

function BlankForm({ item }: { item: GuideItem }) {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  return (
    <>
      <section className={styles.panel}>
        <h2>{t('form.fields')}</h2>
        <div className={styles.blanks}>
          {item.formFields.map((field) => (
            <div key={field.code}>
              <div>
                {pick(field.name)}
                {field.required && ` (${t('form.required')})`}
                {field.help && <span className={styles.detail}>{pick(field.help)}</span>}
              </div>
              <Blank field={field} />
            </div>
          ))}
        </div>
      </section>
      <section className={styles.panel}>
        <h2>{t('form.materials')}</h2>
        <ul className={styles.ticks}>
          {item.materials.map(({ code, name, required }) => (
            <li key={code}>
              ☐ {pick(name)} {required && `(${t('item.required')})`}
            </li>
          ))}
        </ul>
        <div className={styles.signature}>
          <div>
            {t('form.sign')}
            <div className={styles.line} />
          </div>
          <div>
            {t('form.date')}
            <div className={styles.line} />
          </div>
        </div>
      </section>
    </>
  );
}

/** The empty application form of an item, made of its fields and materials, to be printed and filled in by hand. */
export default function FormPage() {
  const { t } = useTranslation('services-guide');
  const pick = usePick();
  const { code } = useParams({ from: '/portal/services/guide/items/$code/form' });
  const query = useEndpoint(guideApi.item, { params: { code }, query: {} });
  return (
    <QueryView query={query}>
      {(item) => (
        <div className={styles.page}>
          <PageHeader
            title={t('form.title', { name: pick(item.name) })}
            sub={`${pick(item.organName)} · ${item.code}`}
            crumbs={[
              { title: t('title'), to: '/services/guide' },
              { title: pick(item.name), to: `/services/guide/items/${encodeURIComponent(code)}` },
              { title: t('item.form') },
            ]}
            actions={
              <Button
                icon={<PrinterOutlined aria-hidden />}
                onClick={() => window.print()}
                className="no-print"
              >
                {t('form.print')}
              </Button>
            }
          />
          {item.formFields.length === 0 ? <EmptyState title={t('form.none')} /> : <BlankForm item={item} />}
        </div>
      )}
    </QueryView>
  );
}
