import { PrinterOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CalculationView, scoresApi } from '#contract/powers/scores';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { CountLink } from '../../../../ui/count-link.tsx';
import { ProblemError } from '../../../../problem-error.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { EmptyState } from '../../../../ui/empty-state.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { Facts } from '../../../../workbench/ui/facts.tsx';
import { FilterBar } from '../../../../workbench/ui/filter-bar.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { AppealDialogue, AdjustDialogue } from './appeal-dialogues.tsx';
import { CalculationTable } from './calculation-table.tsx';
import { MonthTable } from './month-table.tsx';
import { PeopleSection } from './people-section.tsx';
import { PeriodSelect } from './period-select.tsx';
import { ProposalSection } from './proposal-section.tsx';
import { RecordSection } from './record-section.tsx';
import { lastMonth } from './last-month.ts';
import { GradeTag, OnTimeText, PublicationTag, RankText } from './score-tags.tsx';
import { usePeriodText } from './use-period-text.ts';

const route = getRouteApi('/workbench/powers/scores/$organ');

/** The score of an organ as a calculation: every line opens to the cases that it counts. */
export default function ScorePage() {
  const { t } = useTranslation('powers-scores');
  const { organ } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const period = search.period ?? lastMonth();
  const query = useEndpoint(scoresApi.getScore, { params: { organ }, query: { period } });
  const choose = (chosen: string) => void navigate({ search: (now) => ({ ...now, period: chosen }) });
  const periods = (
    <FilterBar active={0} onClear={() => choose(lastMonth())}>
      <PeriodSelect period={period} onChange={choose} />
    </FilterBar>
  );
  return (
    <>
      {query.data === undefined && (
        <>
          <PageHeader
            title={t('title')}
            crumbs={[{ title: t('title'), to: '/workbench/powers/scores' }, { title: organ }]}
          />
          {periods}
        </>
      )}
      {query.error instanceof ProblemError && query.error.code === 'not-found' ? (
        <EmptyState title={t('nothing')} hint={t('emptyHint')} />
      ) : (
        <QueryView query={query}>{(score) => <Score score={score}>{periods}</Score>}</QueryView>
      )}
    </>
  );
}

function Score({ score, children }: { score: CalculationView; children: React.ReactNode }) {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  const periodText = usePeriodText();
  const name = pick(score.organName);
  return (
    <>
      <PageHeader
        title={name}
        sub={`${periodText(score.period)} · ${pick(score.schemeName)}`}
        crumbs={[{ title: t('title'), to: '/workbench/powers/scores' }, { title: name }]}
        marks={
          <>
            <GradeTag grade={score.grade} />
            <PublicationTag publication={score.publication} />
            {score.demonstration && <DemoBadge />}
          </>
        }
        actions={
          <>
            {score.mayAppeal && <AppealDialogue score={score} />}
            {score.mayAdjust && <AdjustDialogue score={score} />}
            <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
              {t('print')}
            </Button>
          </>
        }
      />
      {children}
      <Figures score={score} />
      <CalculationTable score={score} />
      {score.monthly.length > 1 && <MonthTable score={score} />}
      {score.mayReadPeople && <PeopleSection organ={score.organ} period={score.period} />}
      <RecordSection score={score} />
      <ProposalSection score={score} />
    </>
  );
}

function Figures({ score }: { score: CalculationView }) {
  const { t } = useTranslation('powers-scores');
  const pick = usePick();
  const counted = (line: 'volume' | 'late', count: number) => (
    <CountLink
      to="/workbench/powers/scores/$organ/cases"
      params={{ organ: score.organ }}
      search={{ period: score.period, line }}
      count={count}
      label={t(line)}
    />
  );
  return (
    <Section title={t('score')}>
      <Facts
        facts={[
          { label: t('score'), value: <strong>{t('points', { points: score.total })}</strong> },
          { label: t('rank'), value: <RankText row={score} /> },
          { label: t('volume'), value: counted('volume', score.volume) },
          { label: t('late'), value: counted('late', score.late) },
          { label: t('onTime'), value: <OnTimeText onTime={score.onTime} /> },
          { label: t('region'), value: pick(score.regionName) },
        ]}
      />
    </Section>
  );
}
