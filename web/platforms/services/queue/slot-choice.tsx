import { Radio, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queueApi } from '#contract/services/queue';
import { useEndpoint } from '../../../api.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import styles from './queue.module.css';

export interface ChosenSlot {
  day: string;
  time: string;
}
interface Props {
  point: string;
  group: string;
  value?: ChosenSlot;
  onChange?: (slot: ChosenSlot) => void;
}

/** A day and one of its slots, each with how many places are free; a full one cannot be chosen. */
export function SlotChoice({ point, group, value, onChange }: Props) {
  const { t } = useTranslation('services-queue');
  const query = useEndpoint(
    queueApi.listSlots,
    { params: { id: point }, query: { group } },
    { refetchInterval: 20_000 },
  );
  const [looked, setLooked] = useState<string>();
  return (
    <QueryView query={query}>
      {(days) => {
        const shown = days.find(({ day }) => day === (looked ?? value?.day)) ?? days[0];
        if (!shown) return <EmptyState title={t('noSlots')} hint={t('noSlotsHint')} />;
        return (
          <>
            <div style={{ overflowX: 'auto', marginBottom: 12 }}>
              <Segmented
                aria-label={t('day')}
                value={shown.day}
                options={days.map(({ day }) => ({ value: day, label: day.slice(5) }))}
                onChange={(day) => setLooked(day)}
              />
            </div>
            <Radio.Group
              aria-label={t('slotsOf', { day: shown.day })}
              className={styles.slots}
              optionType="button"
              value={value?.day === shown.day ? value.time : undefined}
              onChange={(event) => onChange?.({ day: shown.day, time: String(event.target.value) })}
            >
              {shown.slots.map(({ time, free }) => (
                <Radio.Button key={time} value={time} disabled={free === 0}>
                  {time}
                  <small>{free === 0 ? t('full') : t('free', { count: free })}</small>
                </Radio.Button>
              ))}
            </Radio.Group>
          </>
        );
      }}
    </QueryView>
  );
}
