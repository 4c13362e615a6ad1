import { PrinterOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { correctionsApi } from '#contract/corrections';
import { useEndpoint } from '../../api.ts';
import { usePageTitle } from '../../ui/page-header.tsx';
import { PageQuery } from '../ui/page-query.tsx';
import { Notice } from './notice.tsx';
import './notice.css';

const route = getRouteApi('/workbench/corrections/$id/notice');

/** The correction notice as it is printed on A4. */
export default function NoticePage() {
  const { t } = useTranslation('workbench-queues');
  const { id } = route.useParams();
  const query = useEndpoint(correctionsApi.getCorrection, { params: { id } });
  usePageTitle(t('notice.title'));
  return (
    <>
      <div className="wb-notice-bar no-print">
        <Link to="/workbench/corrections/$id" params={{ id }}>
          {t('notice.back')}
        </Link>
        <Button type="primary" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t('notice.print')}
        </Button>
      </div>
      <PageQuery
        query={query}
        title={t('notice.title')}
        list={{ title: t('corrections.title'), to: '/workbench/corrections' }}
      >
        {(correction) => <Notice correction={correction} />}
      </PageQuery>
    </>
  );
}
