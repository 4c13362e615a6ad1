import { PrinterOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type StampingDetail, sealsApi, stampingStatuses } from '#contract/powers/seals';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { usePageTitle } from '../../../../ui/page-header.tsx';
import { PageQuery } from '../../../../workbench/ui/page-query.tsx';
import { StampingFacts } from './stamping-facts.tsx';
import { StampingRecords } from './stamping-records.tsx';
import styles from './stamping.module.css';

const route = getRouteApi('/workbench/powers/stampings/$id/record');

/** The record of a stamping on A4: who, where, why, and the pictures. */
export default function RecordSheetPage() {
  const { t } = useTranslation('powers-seals');
  const { id } = route.useParams();
  const query = useEndpoint(sealsApi.getStamping, { params: { id } });
  usePageTitle(t('print.title'));
  return (
    <>
      <div className="wb-section-head no-print">
        <Link to="/workbench/powers/stampings/$id" params={{ id }}>
          {t('print.back')}
        </Link>
        <Button type="primary" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t('print.print')}
        </Button>
      </div>
      <PageQuery
        query={query}
        title={t('print.title')}
        list={{ title: t('stampings.title'), to: '/workbench/powers/stampings' }}
      >
        {(stamping) => <Sheet stamping={stamping} />}
      </PageQuery>
    </>
  );
}

function Sheet({ stamping }: { stamping: StampingDetail }) {
  const { t } = useTranslation('powers-seals');
  const pick = usePick();
  return (
    <article className={styles.sheet}>
      <h1>{t('print.title')}</h1>
      {stamping.demonstration && <p className={styles.demonstration}>{t('print.demonstration')}</p>}
      <p>
        {t('print.number')} {stamping.id} · {pick(stamping.regionName)} ·{' '}
        {pick(stampingStatuses[stamping.status])}
      </p>
      <h2>{t(stamping.requester === null ? 'seals.one' : 'stamping.facts')}</h2>
      <StampingFacts stamping={stamping} />
      <h2>{t('print.result')}</h2>
      <StampingRecords records={stamping.records} />
    </article>
  );
}
