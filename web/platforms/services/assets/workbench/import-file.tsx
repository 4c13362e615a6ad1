import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Modal, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importFields, type ImportKind, type ImportReport, templateAddress } from '#contract/services/assets';
import { useExpected } from '../../../../i18n/use-expected.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import { ScrollTable } from '../../../../workbench/ui/scroll-table.tsx';

interface Props {
  kind: ImportKind;
  title: string;
  /** Sends the file; a refusal of the file as a whole comes as a rejected promise. */
  run: (form: FormData) => Promise<ImportReport>;
  open: boolean;
  onClose: () => void;
}

/** Takes the rows of a file and lists those that were not taken, each with line, column and what was expected. */
export function ImportFile({ kind, title, run, open, onClose }: Props) {
  return (
    <Modal open={open} title={title} onCancel={onClose} footer={null} destroyOnHidden width={720}>
      <Importing kind={kind} run={run} onClose={onClose} />
    </Modal>
  );
}

function Importing({ kind, run, onClose }: Pick<Props, 'kind' | 'run' | 'onClose'>) {
  const { t } = useTranslation('services-assets');
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setReport(null);
    setFailure(null);
  };
  const send = async () => {
    if (!file) return;
    const form = new FormData();
    form.append('file', file);
    setBusy(true);
    try {
      setReport(await run(form));
      setFailure(null);
    } catch (error) {
      setFailure(error as Error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="wb-stack">
      <p>{t(`import.hint.${kind}`)}</p>
      <p>
        <a href={templateAddress(kind)} download>
          <DownloadOutlined aria-hidden /> {t('import.template')}
        </a>
      </p>
      <Upload
        accept=".xlsx,.csv"
        maxCount={1}
        hasControlInside
        beforeUpload={(chosen) => {
          choose(chosen);
          return false;
        }}
        showUploadList={false}
      >
        <Button icon={<UploadOutlined aria-hidden />}>{t('import.choose')}</Button>
      </Upload>
      {file && <p className="wb-quiet">{t('import.chosen', { name: file.name })}</p>}
      <ProblemAlert error={failure} />
      {report && <Report report={report} />}
      <div className="wb-form-buttons">
        <Button onClick={onClose}>{t(report ? 'import.close' : 'cancel')}</Button>
        <Button type="primary" onClick={() => void send()} disabled={!file || report !== null} loading={busy}>
          {t('import.run')}
        </Button>
      </div>
    </div>
  );
}

function Report({ report }: { report: ImportReport }) {
  const { t } = useTranslation('services-assets');
  const inWords = useExpected();
  const { posted, duplicates, refused, refusedRows } = report;
  const columnName = (field: string) => {
    const known = importFields.find((one) => one === field);
    return known ? t(`import.fields.${known}`) : field;
  };
  return (
    <>
      <Alert
        role="status"
        showIcon
        type={refusedRows > 0 ? 'warning' : 'success'}
        title={t('import.done', { posted, duplicates, refused: refusedRows })}
      />
      {refused.length > 0 && (
        <ScrollTable
          label={t('import.refused')}
          rowKey={({ line, field }) => `${line}-${field}`}
          dataSource={refused}
          pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
          columns={[
            { title: t('import.line'), dataIndex: 'line' },
            {
              title: t('import.field'),
              key: 'field',
              render: (_, { field }) => columnName(field),
            },
            {
              title: t('import.expected'),
              key: 'expected',
              render: (_, { expected }) => inWords(expected),
            },
          ]}
        />
      )}
    </>
  );
}
