import { useTranslation } from 'react-i18next';
import type { CalculationView } from '#contract/powers/scores';
import { TimeText } from '../../../../ui/time-text.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';

/** What was published of these months: never changed, each revision with the fingerprint of its bytes. */
export function RecordSection({ score }: { score: CalculationView }) {
  const { t } = useTranslation('powers-scores');
  return (
    <Section title={t('records')}>
      {score.records.length === 0 ? (
        <p className="wb-quiet">{t('noRecords')}</p>
      ) : (
        <>
          <p className="wb-quiet">{t('recordsHint')}</p>
          <ul className="wb-list">
            {score.records.map((one) => (
              <li key={`${one.month} ${one.revision}`}>
                <div>
                  <strong>
                    {t('record', {
                      month: one.month,
                      revision: one.revision,
                      total: one.total,
                      grade: t(`grades.${one.grade}`),
                    })}
                  </strong>
                  <div className="wb-quiet">
                    {one.publishedBy} · <TimeText at={one.publishedAt} form="minute" /> ·{' '}
                    {t('versionOf', { version: one.version })}
                  </div>
                  <div className="wb-quiet" style={{ overflowWrap: 'anywhere' }}>
                    {t('fingerprint')} <code>{one.sha256}</code>
                  </div>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
