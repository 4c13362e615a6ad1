import { ArrowUpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { alertsApi } from '#contract/alerts';
import { refresh } from '../../api.ts';
import { useLive } from '../../live.ts';
import { useInstallation } from '../../ui/installation.ts';
import { type AlertSearch, belongs } from './alert-match.ts';

interface NewAlertsBarProps {
  search: AlertSearch;
  /** When the list in sight was read, ms; what fired before stands in it already. */
  loadedAt: number;
  onShow: () => void;
}

/** Tells of alerts that fired since the list was read; the rows move only when one asks for them. */
export function NewAlertsBar({ search, loadedAt, onShow }: NewAlertsBarProps) {
  const { t } = useTranslation('workbench-queues');
  const zone = useInstallation()?.timeZone ?? 'Asia/Shanghai';
  const [arrived, setArrived] = useState<ReadonlySet<string>>(new Set());
  const { state } = useLive({
    region: search.region,
    onAlert: (row) => {
      if (belongs(row, search, zone)) setArrived((before) => new Set(before).add(row.id));
    },
  });
  // A list that was read anew, or filtered anew, holds what had arrived.
  // biome-ignore lint/correctness/useExhaustiveDependencies: resets by these alone
  useEffect(() => setArrived(new Set()), [loadedAt, JSON.stringify(search)]);
  const show = () => {
    onShow();
    void refresh(alertsApi.listAlerts);
  };
  return (
    <div className="wb-live no-print" role="status">
      {arrived.size > 0 && (
        <Button type="primary" icon={<ArrowUpOutlined aria-hidden />} onClick={show} block>
          {t('alerts.arrived', { count: arrived.size })}
        </Button>
      )}
      {state === 'broken' && <p className="wb-quiet">{t('alerts.liveBroken')}</p>}
    </div>
  );
}
