import { CheckCircleOutlined, CloseCircleOutlined, SyncOutlined } from '@ant-design/icons';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportRun } from '#contract/imports';

const icons = {
  running: <SyncOutlined spin aria-hidden />,
  done: <CheckCircleOutlined aria-hidden />,
  failed: <CloseCircleOutlined aria-hidden />,
};
const colours = { running: 'processing', done: 'success', failed: 'error' };

/** Whether an import runs, is done, or failed. */
export function RunStatus({ status }: { status: ImportRun['status'] }) {
  const { t } = useTranslation('workbench-imports');
  return (
    <Tag icon={icons[status]} color={colours[status]}>
      {t(`run.${status}`)}
    </Tag>
  );
}
