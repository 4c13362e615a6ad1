import { Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StampingDetail } from '#contract/powers/seals';
import { useTimeText } from '../../../../ui/time-text.tsx';

const order = ['request', 'agree', 'approve', 'release', 'stamp', 'close'] as const;

/** When each step was done; null for what was not. */
function timesOf(stamping: StampingDetail): Record<(typeof order)[number], string | null> {
  return {
    request: stamping.openedAt,
    agree: stamping.agreed?.at ?? null,
    approve: stamping.approval?.at ?? null,
    release: stamping.releases[0]?.at ?? null,
    stamp: stamping.records[0]?.receivedAt ?? null,
    close: stamping.comparison?.at ?? null,
  };
}

/** The way of a request; of an urgent one the approval comes after the stamping. */
export function StampingSteps({ stamping }: { stamping: StampingDetail }) {
  const { t } = useTranslation('powers-seals');
  const write = useTimeText();
  const times = timesOf(stamping);
  const refused = stamping.approval?.granted === false;
  const over = ['refused', 'withdrawn', 'ended'].includes(stamping.status);
  const steps = stamping.urgent
    ? (['request', 'agree', 'release', 'stamp', 'approve', 'close'] as const)
    : order;
  const next = steps.findIndex((step) => times[step] === null);
  return (
    <Steps
      responsive
      size="small"
      items={steps.map((step, index) => {
        const at = times[step];
        const status = step === 'approve' && refused ? 'error' : at ? 'finish' : 'wait';
        return {
          title: t(step === 'approve' && stamping.urgent ? 'stamping.afterwards' : `stamping.step.${step}`),
          content: at ? write(at) : over ? '—' : t('stamping.waits'),
          status: index === next && !over ? ('process' as const) : (status as 'error' | 'finish' | 'wait'),
        };
      })}
    />
  );
}
