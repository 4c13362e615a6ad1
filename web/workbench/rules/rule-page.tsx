import { Link } from '@tanstack/react-router';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { alertsApi } from '#contract/alerts';
import { type ResponseOf, useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { useMay } from '../../session/permitted.ts';
import { CountLink } from '../../ui/count-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LevelTag } from '../../ui/level-tag.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { ListTable } from '../ui/list-table.tsx';
import { RuleStanding } from './rule-standing.tsx';

type Rule = ResponseOf<typeof alertsApi.listRules>[number];

/** The anomaly rules: what each looks for, on what ground, and how often it fired. */
export default function RulePage() {
  const { t } = useTranslation('workbench-basis');
  const query = useEndpoint(alertsApi.listRules, {});
  const columns = useRuleColumns(query.data ?? []);
  return (
    <>
      <PageHeader title={t('rule.title')} sub={t('rule.sub')} />
      <QueryView query={query}>
        {(rules) =>
          rules.length === 0 ? (
            <EmptyState title={t('rule.empty')} />
          ) : (
            <ListTable
              label={t('rule.title')}
              rows={rules}
              rowKey={(rule) => rule.code}
              columns={columns}
              card={(rule) => <RuleCard rule={rule} />}
            />
          )
        }
      </QueryView>
    </>
  );
}

/** Its name, leading to its page for those who may read alerts, with a word where it is switched off. */
function RuleName({ rule }: { rule: Rule }) {
  const pick = usePick();
  const may = useMay();
  const name = pick(rule.title);
  return (
    <>
      {may('alerts.read') ? (
        <Link to="/workbench/rules/$code" params={{ code: rule.code }}>
          {name}
        </Link>
      ) : (
        <strong>{name}</strong>
      )}{' '}
      {!rule.active && <RuleStanding active={false} />}
    </>
  );
}

const rank = ({ level }: Rule): number => ['notice', 'yellow', 'red'].indexOf(level);

function useRuleColumns(rules: Rule[]): TableColumnsType<Rule> {
  const { t } = useTranslation('workbench-basis');
  const classOf = useClassName();
  return [
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
          <RuleName rule={rule} />
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
      render: (_, rule) => classOf(rule.ruleClass),
      filters: [...new Set(rules.map(({ ruleClass }) => ruleClass))]
        .sort()
        .map((one) => ({ value: one, text: classOf(one) })),
      onFilter: (value, rule) => rule.ruleClass === value,
    },
    { key: 'basis', title: t('rule.basis'), render: (_, rule) => <Basis of={rule} /> },
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
      render: (_, rule) => <Fired of={rule} />,
    },
  ];
}

function useClassName(): (ruleClass: number) => string {
  const { t } = useTranslation('terms');
  return (ruleClass) => t(`ruleClass.${ruleClass as 1}`, { defaultValue: String(ruleClass) });
}

function RuleCard({ rule }: { rule: Rule }) {
  const { t } = useTranslation('workbench-basis');
  const classOf = useClassName();
  return (
    <article className="wb-card">
      <div className="wb-card-head">
        <LevelTag level={rule.level} />
        <span className="wb-quiet">{classOf(rule.ruleClass)}</span>
      </div>
      <RuleName rule={rule} />
      <code className="wb-quiet">{rule.code}</code>
      <div>
        <Basis of={rule} />
      </div>
      <Parameters of={rule} />
      <div>
        {t('rule.fired')} <Fired of={rule} />
      </div>
    </article>
  );
}

function Basis({ of }: { of: Rule }) {
  const { t } = useTranslation('workbench-basis');
  const pick = usePick();
  return (
    <>
      {of.basis}
      <div className="wb-quiet">{t('rule.clears', { text: pick(of.clears) })}</div>
    </>
  );
}

function Fired({ of }: { of: Rule }) {
  const { t } = useTranslation('workbench-basis');
  const pick = usePick();
  return (
    <CountLink
      to="/workbench/alerts"
      search={{ rule: of.code }}
      count={of.fired}
      label={t('rule.firedOf', { title: pick(of.title) })}
    />
  );
}

function Parameters({ of }: { of: Rule }) {
  const entries = Object.entries(of.parameters);
  if (entries.length === 0) return null;
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
