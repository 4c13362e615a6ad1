import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AlertRow } from '#contract/alerts';
import { usePick } from '../../i18n/language.ts';
import { LevelTag } from '../../ui/level-tag.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { TimeText } from '../../ui/time-text.tsx';

/** The alerts of a case, each leading to itself and to its correction. */
export function CaseAlerts({ alerts }: { alerts: AlertRow[] }) {
  const { t } = useTranslation('workbench-cases');
  const pick = usePick();
  if (alerts.length === 0) return <p className="wb-quiet">{t('page.noAlerts')}</p>;
  return (
    <ul className="wb-list">
      {alerts.map((alert) => (
        <li key={alert.id}>
          <LevelTag level={alert.level} />
          <span>
            <Link
              to="/workbench/alerts/$id"
              params={{ id: alert.id }}
              search={{ caseNumber: alert.caseNumber }}
            >
              {pick(alert.title)}
            </Link>{' '}
            <StatusTag kind="alert" status={alert.status} />
            <span className="wb-quiet wb-block">
              <TimeText at={alert.firedAt} />
              {alert.correctionId && (
                <>
                  {' · '}
                  <Link to="/workbench/corrections/$id" params={{ id: alert.correctionId }}>
                    {t('page.toCorrection')}
                  </Link>
                </>
              )}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
