import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface CopyButtonProps {
  text: string;
  /** What is copied, e.g. "case number"; read out with the button. */
  what: string;
}

/** Copies a text; says so, and says so too when the browser refuses. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const { t } = useTranslation('workbench');
  const [state, setState] = useState<'ready' | 'done' | 'failed'>('ready');
  const copy = async () => {
    const done = await copyText(text);
    setState(done ? 'done' : 'failed');
    setTimeout(() => setState('ready'), 2000);
  };
  return (
    <Tooltip title={t(`copy.${state}`, { what })}>
      <Button
        className="no-print"
        type="text"
        size="small"
        aria-label={t('copy.ready', { what })}
        icon={state === 'done' ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
        onClick={() => void copy()}
      />
      <span className="mj-sr-only" role="status">
        {state === 'ready' ? '' : t(`copy.${state}`, { what })}
      </span>
    </Tooltip>
  );
}

/** The clipboard of the browser; over plain HTTP it is missing, and a selected text area does the same. */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    const done = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    if (done) return true;
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  // Deprecated, and the only way without a secure context.
  const done = document.execCommand('copy');
  area.remove();
  return done;
}
