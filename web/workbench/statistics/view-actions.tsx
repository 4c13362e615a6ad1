import { DownloadOutlined, PrinterOutlined, SaveOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { statisticsFile, tableFormats, type ViewQuery } from '#contract/statistics';
import { toQuery } from '../../address.ts';

/** The table as files, on paper, and the way to saved views. */
export function ViewActions({ view, onViews }: { view: ViewQuery; onViews: () => void }) {
  const { t } = useTranslation('workbench-statistics');
  return (
    <div className="wb-form-buttons no-print">
      <Button icon={<SaveOutlined aria-hidden />} onClick={onViews}>
        {t('views.open')}
      </Button>
      {tableFormats.map((format) => (
        <Button
          key={format}
          icon={<DownloadOutlined aria-hidden />}
          href={`${statisticsFile}.${format}${toQuery(view)}`}
        >
          {t(`file.${format}`)}
        </Button>
      ))}
      <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
        {t('print')}
      </Button>
    </div>
  );
}
