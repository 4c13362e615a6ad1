import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ReadPurpose, readPurposes } from '#contract/privacy';
import { type ApplicationView, applicationsApi } from '#contract/services/applications';
import { useAction } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { ProblemAlert } from '../../../../workbench/ui/problem-alert.tsx';
import styles from '../application.module.css';

const purposes = [
  'case-handling',
  'contact',
  'identity-check',
  'supervision',
] as const satisfies ReadPurpose[];
type Purpose = (typeof purposes)[number];

/** Asks what for before what is personal is shown in full; the server writes it down first. */
export function ReadAnswers({
  id,
  onRead,
}: {
  id: string;
  onRead: (answers: ApplicationView['answers']) => void;
}) {
  const { t } = useTranslation('services-applications');
  const pick = usePick();
  const [purpose, setPurpose] = useState<Purpose>();
  const read = useAction(applicationsApi.readAnswers, { onDone: onRead });
  return (
    <div className="no-print">
      <div className={styles.row}>
        <Select
          aria-label={t('section.purpose')}
          placeholder={t('section.purpose')}
          style={{ minWidth: 180 }}
          value={purpose}
          onChange={setPurpose}
          options={purposes.map((value) => ({ value, label: pick(readPurposes[value]) }))}
        />
        <Button
          disabled={!purpose}
          loading={read.isPending}
          onClick={() => purpose && read.mutate({ params: { id }, body: { purpose } })}
        >
          {t('section.readFull')}
        </Button>
      </div>
      <ProblemAlert error={read.error} />
    </div>
  );
}
