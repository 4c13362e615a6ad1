import { CheckCircleOutlined, StopOutlined, WarningOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Discretion } from '#contract/powers/penalties';
import { tiers } from '#contract/powers/penalty-terms';
import { usePick } from '../../../../i18n/language.ts';
import { ScrollTable } from '../../../../workbench/ui/scroll-table.tsx';
import { MoneyText } from '../money-text.tsx';
import styles from '../penalties.module.css';

const cents = (yuan: string) => Math.round(Number(yuan) * 100);

/** What an amount would be noticed for, as the rules of the server judge it. */
export function judge(
  { range, median, medianOf, offPercent, offLeast }: Discretion,
  fine: string | undefined,
): { level: 'red' | 'yellow' | 'none'; percent: number } | null {
  if (!range || !fine || !/^\s*\d+(\.\d{1,2})?\s*$/.test(fine)) return null;
  const amount = cents(fine);
  if (amount < cents(range.min) || amount > cents(range.max)) return { level: 'red', percent: 0 };
  if (median === null || medianOf < offLeast || cents(median) === 0) return { level: 'none', percent: 0 };
  const percent = (Math.abs(amount - cents(median)) * 100) / cents(median);
  return { level: percent > offPercent ? 'yellow' : 'none', percent };
}

function Verdict({ weighed, fine }: { weighed: Discretion; fine: string | undefined }) {
  const { t } = useTranslation('powers-penalties');
  const verdict = judge(weighed, fine);
  if (!verdict) return null;
  const percent = verdict.percent.toFixed(1);
  const [Icon, text] = {
    red: [StopOutlined, t('discretion.outside')] as const,
    yellow: [WarningOutlined, t('discretion.off', { percent, most: weighed.offPercent })] as const,
    none: [CheckCircleOutlined, t('discretion.within')] as const,
  }[verdict.level];
  return (
    <p className={styles.verdict} data-level={verdict.level} role="status">
      <Icon aria-hidden /> {text}
    </p>
  );
}

/** Beside the choice of an amount: the range of the tier, the median, similar past cases, and what the amount would bring. */
export function DiscretionPanel({ weighed, fine }: { weighed: Discretion; fine?: string }) {
  const { t } = useTranslation('powers-penalties');
  const pick = usePick();
  const { range, tier, median } = weighed;
  if (!range || !tier) return null;
  return (
    <section className={styles.weighed} aria-label={t('discretion.title')}>
      <h3>{t('discretion.title')}</h3>
      <dl className={styles.facts}>
        <div>
          <dt>{t('discretion.range', { tier: pick(tiers[tier]) })}</dt>
          <dd>
            <MoneyText amount={range.min} /> – <MoneyText amount={range.max} />
            <div className={styles.quiet}>{t('discretion.version', { version: weighed.version })}</div>
          </dd>
        </div>
        <div>
          <dt>{t('discretion.when')}</dt>
          <dd>{pick(range.when)}</dd>
        </div>
        <div>
          <dt>{t('discretion.median', { months: weighed.months })}</dt>
          <dd>
            {median === null ? (
              t('discretion.none', { months: weighed.months })
            ) : (
              <>
                <MoneyText amount={median} /> ({weighed.medianOf})
              </>
            )}
          </dd>
        </div>
      </dl>
      <Verdict weighed={weighed} fine={fine} />
      {weighed.similar.length > 0 && <Similar weighed={weighed} />}
    </section>
  );
}

function Similar({ weighed }: { weighed: Discretion }) {
  const { t } = useTranslation('powers-penalties');
  const pick = usePick();
  return (
    <ScrollTable
      label={t('discretion.similar')}
      title={() => t('discretion.similar')}
      rowKey={(row) => `${row.id} ${row.decidedOn} ${row.fine} ${row.organName.zh}`}
      dataSource={weighed.similar}
      columns={[
        {
          key: 'on',
          title: t('discretion.on'),
          render: (_, row) =>
            row.id ? (
              <Link
                to="/workbench/cases/$id"
                params={{ id: row.id }}
                aria-label={`${t('discretion.open')} ${row.decidedOn} ${row.fine}`}
              >
                {row.decidedOn}
              </Link>
            ) : (
              row.decidedOn
            ),
        },
        { key: 'organ', title: t('discretion.organ'), render: (_, row) => pick(row.organName) },
        {
          key: 'fine',
          title: t('discretion.fine'),
          align: 'right',
          render: (_, row) => <MoneyText amount={row.fine} />,
        },
      ]}
    />
  );
}
