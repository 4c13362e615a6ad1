import { RollbackOutlined, SaveOutlined } from '@ant-design/icons';
import { Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';

interface EditorBarProps {
  dirty: boolean;
  busy: boolean;
  isNew: boolean;
  onReset: () => void;
}

/** Stays in sight while one scrolls: whether something changed, undoing all of it, and saving. */
export function EditorBar({ dirty, busy, isNew, onReset }: EditorBarProps) {
  const { t } = useTranslation('workbench-catalogue');
  return (
    <div className="wb-editor-bar no-print">
      <span role="status" className={dirty ? 'wb-dirty' : 'wb-quiet'}>
        {t(dirty ? 'bar.dirty' : 'bar.clean')}
      </span>
      <Popconfirm title={t('bar.resetAsk')} okText={t('bar.reset')} onConfirm={onReset} disabled={!dirty}>
        <Button icon={<RollbackOutlined aria-hidden />} disabled={!dirty}>
          {t('bar.reset')}
        </Button>
      </Popconfirm>
      <Button
        type="primary"
        htmlType="submit"
        icon={<SaveOutlined aria-hidden />}
        loading={busy}
        disabled={!dirty}
      >
        {t(isNew ? 'bar.create' : 'bar.save')}
      </Button>
    </div>
  );
}
