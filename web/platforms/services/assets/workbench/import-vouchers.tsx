import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Modal, Table, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assetsApi } from '#contract/services/assets';
import { useAction } from '../../../../api.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';

/** Posts the vouchers of a file and lists the rows that were not taken, each with line, column and what was expected. */
export function ImportVouchers({ id, open, onClose }: { id: string; open: boolean; onClose: () => void }) {
  const { t } = useTranslation('services-assets');
  const [file, setFile] = useState<File | null>(null);
  const run = useAction(assetsApi.importVouchers, {
    refreshes: [assetsApi.getBook, assetsApi.listVouchers, assetsApi.listBooks],
  });
  const send = () => {
    if (!file) return;
    const form = new FormData();
    form.append('file', file);
    run.mutate({ params: { id }, form });
  };
  return (
    <Modal open={open} title={t('import.title')} onCancel={onClose} footer={null} destroyOnHidden width={720}>
      <p>{t('import.hint')}</p>
      <Upload
        accept=".xlsx,.csv"
        maxCount={1}
        beforeUpload={(chosen) => {
          setFile(chosen);
          run.reset();
          return false;
        }}
        onRemove={() => setFile(null)}
      >
        <Button icon={<UploadOutlined aria-hidden />}>{t('import.choose')}</Button>
      </Upload>
      <ProblemAlert error={run.error} />
      {run.data && (
        <>
          <Alert
            role="status"
            showIcon
            type={run.data.refused.length > 0 ? 'warning' : 'success'}
            title={t('import.done', {
              posted: run.data.posted,
              duplicates: run.data.duplicates,
              refused: run.data.refused.length,
            })}
          />
          {run.data.refused.length > 0 && (
            <Table
              size="small"
              aria-label={t('import.refused')}
              rowKey={(row) => `${row.line}-${row.field}`}
              dataSource={run.data.refused}
              pagination={{ pageSize: 10, hideOnSinglePage: true }}
              columns={[
                { title: t('import.line'), dataIndex: 'line' },
                { title: t('import.field'), dataIndex: 'field' },
                { title: t('import.expected'), dataIndex: 'expected' },
              ]}
            />
          )}
        </>
      )}
      <div className="wb-form-buttons">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="primary" onClick={send} disabled={!file} loading={run.isPending}>
          {t('import.run')}
        </Button>
      </div>
    </Modal>
  );
}
