import { DownloadOutlined, FilePdfOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Analysis, analysisApi, analysisFile } from '#contract/hotline/analysis';
import { useAction } from '../../../../api.ts';
import { useMay } from '../../../../session/permitted.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';

interface Props {
  analysis: Analysis;
  days: 7 | 30 | 90;
}

/** The same figures as a table file, and as a report that is issued with a code to verify it by. */
export function ReportButtons({ analysis, days }: Props) {
  const { t } = useTranslation('hotline-analysis');
  const may = useMay();
  const { region, to } = analysis;
  const issue = useAction(analysisApi.issueReport);
  const file = `${analysisFile}?${new URLSearchParams({ region, to, days: String(days) })}`;
  return (
    <div className="no-print" style={{ marginBottom: 12 }}>
      <div className="wb-form-buttons">
        <Button icon={<DownloadOutlined aria-hidden />} href={file}>
          {t('report.table')}
        </Button>
        {may('statistics.read') && (
          <Button
            icon={<FilePdfOutlined aria-hidden />}
            loading={issue.isPending}
            onClick={() => issue.mutate({ body: { region, to, days } })}
          >
            {t('report.issue')}
          </Button>
        )}
      </div>
      {issue.data && (
        <Alert
          type="success"
          showIcon
          title={t('report.issued', { name: issue.data.name })}
          description={
            <>
              <a href={issue.data.pdf}>{t('report.open')}</a> · {t('report.code', { code: issue.data.code })}
            </>
          }
        />
      )}
      <ProblemAlert error={issue.error} />
    </div>
  );
}
