import { getRouteApi } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { rulesApi } from '#contract/rules';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { CountLink } from '../../ui/count-link.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LevelTag } from '../../ui/level-tag.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { Facts } from '../ui/facts.tsx';
import { PageQuery } from '../ui/page-query.tsx';
import { Section } from '../ui/section.tsx';
import { DecideRule } from './decide-rule.tsx';
import { DryRunPanel } from './dry-run-panel.tsx';
import type { RuleDetail } from './rule-detail.ts';
import { RuleStanding } from './rule-standing.tsx';

const route = getRouteApi('/workbench/rules/$code');

/** One rule: what it looks for, its thresholds and their ground, what was decided about it, and how it would have done. */
export default function RuleDetailPage() {
  const { t } = useTranslation('workbench-rules');
  const { code } = route.useParams();
  const query = useEndpoint(rulesApi.getRule, { params: { code } });
  return (
    <PageQuery query={query} title={code} list={{ title: t('list'), to: '/workbench/rules' }}>
      {(rule) => <Rule key={rule.code} rule={rule} />}
    </PageQuery>
  );
}

function Rule({ rule }: { rule: RuleDetail }) {
  const { t } = useTranslation(['workbench-rules', 'terms']);
  const pick = usePick();
  return (
    <>
      <PageHeader
        title={pick(rule.title)}
        crumbs={[{ title: t('list'), to: '/workbench/rules' }, { title: pick(rule.title) }]}
        marks={
          <>
            <LevelTag level={rule.level} />
            <RuleStanding active={rule.active} />
          </>
        }
        actions={rule.mayDecide && <DecideRule rule={rule} />}
      />
      <Section title={t('about')}>
        <Facts
          facts={[
            { label: t('code'), value: <code>{rule.code}</code> },
            { label: t('class'), value: t(`terms:ruleClass.${rule.ruleClass as 1}`) },
            {
              label: t('fired'),
              value: (
                <CountLink
                  to="/workbench/alerts"
                  search={{ rule: rule.code }}
                  count={rule.fired}
                  label={t('firedOf', { title: pick(rule.title) })}
                />
              ),
            },
            { label: t('basis'), value: rule.basis, wide: true },
            { label: t('clears'), value: pick(rule.clears), wide: true },
          ]}
        />
      </Section>
      <Thresholds rule={rule} />
      <Decisions rule={rule} />
      {rule.mayTry && <DryRunPanel rule={rule} />}
    </>
  );
}

function Thresholds({ rule }: { rule: RuleDetail }) {
  const { t } = useTranslation('workbench-rules');
  const pick = usePick();
  return (
    <Section title={t('thresholds.title')}>
      {rule.thresholds.length === 0 ? (
        <p className="wb-quiet">{t('thresholds.none')}</p>
      ) : (
        <ul className="wb-list">
          {rule.thresholds.map((one) => (
            <li key={one.name}>
              <div>
                <strong>
                  {pick(one.title)}
                  {t('colon')}
                  {t('amount', {
                    value: one.value,
                    unit: t(`units.${one.unit as 'times'}`, { defaultValue: one.unit }),
                  })}
                </strong>
                {one.value !== one.shipped && <Tag>{t('thresholds.changed', { value: one.shipped })}</Tag>}
                <div className="wb-quiet">
                  {one.basis} · {t(`marks.${one.mark}`)}
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Decisions({ rule }: { rule: RuleDetail }) {
  const { t } = useTranslation('workbench-rules');
  return (
    <Section title={t('decisions.title')}>
      {rule.decisions.length === 0 ? (
        <EmptyState title={t('decisions.empty')} hint={t('decisions.emptyHint')} />
      ) : (
        <ul className="wb-list">
          {rule.decisions.map((one) => (
            <li key={one.id}>
              <div>
                <strong>{one.active ? t('decisions.on') : t('decisions.off')}</strong>{' '}
                <Tag>{t(`decisions.${one.standing}`)}</Tag>
                {Object.entries(one.parameters).map(([name, value]) => (
                  <span key={name}>
                    <code>{name}</code> = {value}{' '}
                  </span>
                ))}
                <div>{one.reason}</div>
                <div className="wb-quiet">
                  {one.by} · <TimeText at={one.at} form="minute" /> ·{' '}
                  {t('decisions.from', { day: one.effectiveFrom })}
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
