import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PowerDetail } from '#contract/powers/power-list';
import { PowerForm } from './power-form.tsx';

interface Props {
  power: PowerDetail;
  onSaved: (version: number) => void;
}

/** Adds a version to an entry: what the shown version says, changed, from a day on and with the reason. */
export function NewVersion({ power, onSaved }: Props) {
  const { t } = useTranslation('powers-power-list');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('edit.open')}
      </Button>
      <Modal
        open={open}
        title={t('edit.title')}
        width={860}
        footer={null}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <PowerForm
          entry={power.entry}
          after={Math.max(...power.versions.map(({ version }) => version))}
          onSaved={(_, version) => {
            setOpen(false);
            onSaved(version);
          }}
          onClose={() => setOpen(false)}
        />
      </Modal>
    </>
  );
}
