import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { calendarsApi, type cardPolicyView } from '#contract/calendars-api';
import { type CardPolicy, cardPolicy } from '#contract/clock';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LevelTag } from '../../ui/level-tag.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Section } from '../ui/section.tsx';

type PolicyView = z.infer<typeof cardPolicyView>;

/** When a notice, a yellow and a red card are given, policy by policy. */
export function PolicyTables() {
  const { t } = useTranslation('workbench-basis');
  const query = useEndpoint(calendarsApi.listPolicies, {});
  return (
    <QueryView query={query}>
      {(policies) =>
        policies.length === 0 ? (
          <EmptyState title={t('policy.none')} />
        ) : (
          <div className="wb-stack">
            {policies
              .toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault))
              .map((policy) => (
                <PolicySection key={policy.code} policy={policy} />
              ))}
          </div>
        )
      }
    </QueryView>
  );
}

function PolicySection({ policy }: { policy: PolicyView }) {
  const { t } = useTranslation('workbench-basis');
  const pick = usePick();
  const read = cardPolicy.safeParse(policy.content);
  return (
    <Section
      title={pick(policy.name)}
      extra={policy.isDefault && <Tag color="processing">{t('policy.default')}</Tag>}
    >
      {read.success ? (
        <PolicyTable policy={read.data} />
      ) : (
        // A policy of a later form than this page knows is shown as it is.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre className="wb-json" tabIndex={0}>
          {JSON.stringify(policy.content, null, 2)}
        </pre>
      )}
    </Section>
  );
}

function PolicyTable({ policy }: { policy: CardPolicy }) {
  const { t } = useTranslation(['workbench-basis', 'terms']);
  const pick = usePick();
  const when = ({ offset }: CardPolicy['rungs'][number]) => {
    if (offset.n === 0) return t('policy.atDue');
    const span = t(`terms:unit.${offset.unit}`, { count: Math.abs(offset.n) });
    return t(offset.n < 0 ? 'policy.before' : 'policy.after', { span });
  };
  const notes = (rung: CardPolicy['rungs'][number]) =>
    [
      rung.at === 'day-start' && t('policy.dayStart'),
      rung.onlyLonger && t('policy.onlyLonger', { count: rung.onlyLonger.n }),
      rung.onLateStop && t('policy.onLateStop'),
      rung.beforeStart === 'at-start' && t('policy.atStart'),
    ].filter((note): note is string => Boolean(note));
  return (
    <>
      <p className="wb-policy-basis">
        {pick(policy.basis)}{' '}
        <span className="wb-quiet">
          {t('policy.version', { version: policy.version, from: policy.effectiveFrom })}
        </span>
      </p>
      <ScrollTable
        label={t('policy.rungs', { name: pick(policy.name) })}
        rowKey="code"
        dataSource={policy.rungs}
        columns={[
          { key: 'level', title: t('policy.card'), render: (_, rung) => <LevelTag level={rung.level} /> },
          { key: 'when', title: t('policy.when'), render: (_, rung) => when(rung) },
          { key: 'rule', title: t('policy.rule'), render: (_, rung) => <code>{rung.rule}</code> },
          { key: 'notes', title: t('policy.notes'), render: (_, rung) => notes(rung).join('；') || '–' },
          {
            key: 'certainty',
            title: t('policy.certainty'),
            render: (_, rung) => t(`policy.${rung.certainty}`),
          },
        ]}
      />
      {policy.byOrder.length > 0 && (
        <>
          <h3 className="wb-h3">{t('policy.byOrder')}</h3>
          <ul className="wb-list">
            {policy.byOrder.map((card) => (
              <li key={card.code}>
                <LevelTag level={card.level} /> {pick(card.text)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
