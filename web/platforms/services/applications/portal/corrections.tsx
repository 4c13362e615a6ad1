import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationView } from '#contract/services/applications';
import { usePick } from '../../../../i18n/language.ts';
import { UploadField } from '../../../../ui/upload-field.tsx';
import styles from '../application.module.css';
import type { Act } from './use-act.ts';

interface Props {
  asked: NonNullable<ApplicationView['asked']>;
  act: Act | null;
  receipt: string;
}

/** Everything that has to be corrected, of all organs at once, and the one answer to it. */
export function Corrections({ asked, act, receipt }: Props) {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  const [files, setFiles] = useState<Record<string, string[]>>({});
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const materials = new Map(
    asked.requests.flatMap((request) => request.materials.map(({ code, name }) => [code, name])),
  );
  const send = () => {
    setSending(true);
    void act?.(
      { action: 'answer-corrections', materials: files, text: text.trim() || undefined },
      t('page.answered'),
    ).catch(() => setSending(false));
  };
  const ready = text.trim() !== '' || Object.values(files).some((ids) => ids.length > 0);
  return (
    <section className={`${styles.panel} ${styles.urgent}`} aria-labelledby="asked-title">
      <h2 id="asked-title">{t('page.asked')}</h2>
      <p>{t('page.askedLead')}</p>
      <ul className={styles.list}>
        {asked.requests.map((request) => (
          <li key={`${request.part?.zh ?? ''}${request.reason}`}>
            <strong>
              {request.part
                ? t('page.askedFrom', { organ: pick(request.organName), part: pick(request.part) })
                : pick(request.organName)}
            </strong>
            <p>{request.reason}</p>
          </li>
        ))}
      </ul>
      {act && (
        <>
          {[...materials].map(([code, name]) => (
            <section key={code} aria-label={pick(name)}>
              <h3>{pick(name)}</h3>
              <UploadField
                headers={{ 'x-receipt': receipt }}
                onChange={(ids) => setFiles((before) => ({ ...before, [code]: ids }))}
              />
            </section>
          ))}
          <label htmlFor="correction-note">{t('page.note')}</label>
          <Input.TextArea
            id="correction-note"
            value={text}
            maxLength={2000}
            autoSize={{ minRows: 2 }}
            onChange={(event) => setText(event.target.value)}
          />
          <div>
            <Button type="primary" disabled={!ready} loading={sending} onClick={send}>
              {t('page.answer')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
