import { PrinterOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { bulletinsApi, type PublishedBulletin } from '#contract/bulletins';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { FileList } from '../../ui/file-list.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import panels from '../../ui/panels.module.css';
import { QueryView } from '../../ui/query-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import styles from './bulletins.module.css';
import { useInLanguage } from './in-language.ts';
import { MarkedText } from './marked-text.tsx';

const route = getRouteApi('/portal/bulletins/$id');

function Bulletin({ one }: { one: PublishedBulletin }) {
  const { t } = useTranslation('bulletins');
  const pick = usePick();
  const inLanguage = useInLanguage();
  const title = inLanguage(one.title, one.titleEn);
  const body = inLanguage(one.text, one.textEn);
  return (
    <div className={styles.stack}>
      <PageHeader
        title={title.text}
        crumbs={[
          { title: t('title'), to: '/bulletins' },
          { title: pick(one.columnName), to: `/bulletins?column=${one.column}` },
          { title: title.text },
        ]}
        marks={one.demonstration && <DemoBadge />}
        sub={
          <span className={styles.facts}>
            <span>{pick(one.organName)}</span>
            <span>{pick(one.regionName)}</span>
            <span>
              {t('publishedOn')} <TimeText at={one.firstPublishedAt} form="day" />
            </span>
            {one.version > 1 && (
              <span>
                {t('versionSince', { version: one.version })} <TimeText at={one.publishedAt} form="day" />
              </span>
            )}
            {one.validTo && <span>{t('validTo', { date: one.validTo })}</span>}
          </span>
        }
        actions={
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t('print')}
          </Button>
        }
      />
      {one.standing === 'expired' && (
        <Alert type="warning" showIcon title={t('expired', { date: one.validTo })} />
      )}
      <article className={panels.panel}>
        <MarkedText {...body} />
      </article>
      {one.attachments.length > 0 && (
        <section className={panels.panel} aria-labelledby="files-title">
          <h2 id="files-title">{t('attachments')}</h2>
          <FileList files={one.attachments} label={t('attachments')} />
        </section>
      )}
    </div>
  );
}

/** One bulletin, to be read and printed. */
export default function BulletinPage() {
  const { id } = route.useParams();
  const query = useEndpoint(bulletinsApi.read, { params: { id } });
  return <QueryView query={query}>{(one) => <Bulletin one={one} />}</QueryView>;
}
