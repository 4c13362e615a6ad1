import { FilePdfOutlined, PrinterOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type OpennessReport, opennessApi } from '#contract/openness';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { DemoBadge } from '../../ui/demo-badge.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import panels from '../../ui/panels.module.css';
import { QueryView } from '../../ui/query-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { FigureTable } from './figure-table.tsx';

const route = getRouteApi('/portal/openness/$organ/$year');

function Report({ report }: { report: OpennessReport }) {
  const { t } = useTranslation('openness');
  const pick = usePick();
  const title = t('reportOf', { organ: pick(report.organName), year: report.year });
  return (
    <div className={panels.page}>
      <PageHeader
        title={title}
        crumbs={[{ title: t('title'), to: '/openness' }, { title: String(report.year) }]}
        marks={report.demonstration && <DemoBadge />}
        sub={
          report.issued && (
            <span>
              {t('issuedAt')} <TimeText at={report.issued.at} form="day" />
            </span>
          )
        }
        actions={
          <>
            {report.issued && (
              <Button icon={<FilePdfOutlined aria-hidden />} href={report.issued.pdf}>
                {t('pdf')}
              </Button>
            )}
            <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
              {t('print')}
            </Button>
          </>
        }
      />
      {report.sections.map(({ code, title: name, text, figures }) => (
        <section key={code} className={panels.panel} aria-labelledby={`section-${code}`}>
          <h2 id={`section-${code}`}>{pick(name)}</h2>
          {text.split(/\n+/).map((line, at) => (
            <p key={at} lang="zh-CN">
              {line}
            </p>
          ))}
          <FigureTable figures={figures} label={pick(name)} face="portal" />
        </section>
      ))}
      <p className={panels.quiet}>
        {t('numberNote')} {t('basis')}：{pick(report.basis)}
      </p>
    </div>
  );
}

/** An annual report as it was issued. */
export default function ReportPage() {
  const { organ, year } = route.useParams();
  const query = useEndpoint(opennessApi.read, { params: { organ, year } });
  return <QueryView query={query}>{(report) => <Report report={report} />}</QueryView>;
}
