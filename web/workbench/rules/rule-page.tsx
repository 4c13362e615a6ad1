import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { alertsApi } from '#contract/alerts';
import { type ResponseOf, useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { CountLink } from '../../ui/count-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LevelTag } from '../../ui/level-tag.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';

type Rule = ResponseOf<typeof alertsApi.listRules>[number];

/** The anomaly rules: what each looks for, on what ground, and how often it fired. */
export default function RulePage() {
  const { t } = useTranslation('workbench-basis');
  const query = useEndpoint(alertsApi.listRules, {});
  return (
    <>
      <PageHeader title={t('rule.title')} sub={t('rule.sub')} />
      <QueryView query={query}>
        {(rules) =>
          rules.length === 0 ? <EmptyState title={t('rule.empty')} /> : <RuleTable rules={rules} />
        }
      </QueryView>
    </>
  );
}

function RuleTable({ rules }: { rules: Rule[] }) {
  const { t } = useTranslation(['workbench-basis', 'terms']);
  const pick = usePick();
  const className = (rule: Rule) =>
    t(`terms:ruleClass.${rule.ruleClass as 1}`, { defaultValue: String(rule.ruleClass) });
  return (
    <Table
      className="wb-table wb-table-top"
      size="middle"
      aria-label={t('rule.title')}
      pagination={false}
      scroll={{ x: 980 }}
      rowKey="code"
      dataSource={rules}
      columns={[
        {
          key: 'level',
          title: t('rule.level'),
          width: 96,
          render: (_, rule) => <LevelTag level={rule.level} />,
          sorter: (a, b) => rank(a) - rank(b),
        },
        {
          key: 'title',
          title: t('rule.rule'),
          width: 250,
          render: (_, rule) => (
            <>
              {pick(rule.title)}
              <div>
                <code className="wb-quiet">{rule.code}</code>
              </div>
            </>
          ),
        },
        {
          key: 'class',
          title: t('rule.class'),
          width: 120,
          render: (_, rule) => className(rule),
          filters: [...new Set(rules.map(({ ruleClass }) => ruleClass))].sort().map((one) => ({
            value: one,
            text: t(`terms:ruleClass.${one as 1}`, { defaultValue: String(one) }),
          })),
          onFilter: (value, rule) => rule.ruleClass === value,
        },
        {
          key: 'basis',
          title: t('rule.basis'),
          render: (_, rule) => (
            <>
              {rule.basis}
              <div className="wb-quiet">{t('rule.clears', { text: pick(rule.clears) })}</div>
            </>
          ),
        },
        {
          key: 'parameters',
          title: t('rule.parameters'),
          width: 200,
          render: (_, rule) => <Parameters of={rule} />,
        },
        {
          key: 'fired',
          title: t('rule.fired'),
          width: 110,
          align: 'end',
          sorter: (a, b) => a.fired - b.fired,
          render: (_, rule) => (
            <CountLink
              to="/workbench/alerts"
              search={{ rule: rule.code }}
              count={rule.fired}
              label={t('rule.firedOf', { title: pick(rule.title) })}
            />
          ),
        },
      ]}
    />
  );
}

const rank = ({ level }: Rule): number => ['notice', 'yellow', 'red'].indexOf(level);

function Parameters({ of }: { of: Rule }) {
  const entries = Object.entries(of.parameters);
  if (entries.length === 0) return <span className="wb-quiet">–</span>;
  return (
    <dl className="wb-parameters">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>{String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
