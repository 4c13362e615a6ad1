import { App, Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AvailableAction } from '#contract/cases';
import { usePick } from '../../i18n/language.ts';
import { ActionForm } from './action-form.tsx';

interface ActionPanelProps {
  actions: AvailableAction[];
  /** Takes the action; a refusal comes as a rejected promise. */
  onAct: (action: string, values: Record<string, unknown>) => Promise<unknown>;
}

/** The actions that the server allows now, each opening the form of its fields. */
export function ActionPanel({ actions, onAct }: ActionPanelProps) {
  const { t } = useTranslation('workbench');
  const { message } = App.useApp();
  const pick = usePick();
  const [chosen, setChosen] = useState<AvailableAction | null>(null);
  const act = async (values: Record<string, unknown>) => {
    if (!chosen) return;
    await onAct(chosen.action, values);
    setChosen(null);
    void message.success(t('actions.done', { action: pick(chosen.title) }));
  };
  if (actions.length === 0) return <p className="wb-quiet">{t('actions.none')}</p>;
  return (
    <div className="wb-actions no-print">
      {actions.map((action, index) => (
        <Button
          key={action.action}
          danger={action.danger}
          type={index === 0 && !action.danger ? 'primary' : 'default'}
          onClick={() => setChosen(action)}
        >
          {pick(action.title)}
        </Button>
      ))}
      <Modal
        title={chosen ? pick(chosen.title) : ''}
        open={chosen !== null}
        onCancel={() => setChosen(null)}
        footer={null}
        destroyOnHidden
      >
        {chosen && <ActionForm action={chosen} onSubmit={act} onCancel={() => setChosen(null)} />}
      </Modal>
    </div>
  );
}
