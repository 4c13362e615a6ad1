import { PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PowerForm } from './power-form.tsx';

/** Writes a new entry of the list. */
export function NewPower() {
  const { t } = useTranslation('powers-power-list');
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t('edit.new')}
      </Button>
      <Modal
        open={open}
        title={t('edit.new')}
        width={860}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <PowerForm
          entry={null}
          after={0}
          onSaved={(code) => void navigate({ to: '/workbench/powers/power-list/$code', params: { code } })}
          onClose={() => setOpen(false)}
        />
      </Modal>
    </>
  );
}
