import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { casesApi } from '#contract/cases';
import { type PenaltyDetail, penaltiesApi } from '#contract/powers/penalties';
import { useEndpoint } from '../../../../api.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { PenaltyDecision } from './penalty-decision.tsx';
import { PenaltyFacts } from './penalty-facts.tsx';
import { PenaltyForms } from './penalty-forms.tsx';
import { PenaltyMoney } from './penalty-money.tsx';
import { PenaltyPapers } from './penalty-papers.tsx';
import { PenaltyPublication } from './penalty-publication.tsx';

/** On the page of a case that is a penalty: what it is about, decision, money, publication, documents, and its forms. */
export default function PenaltySection({ id }: { id: string }) {
  const query = useEndpoint(penaltiesApi.getPenalty, { params: { id } });
  // Actions of the case page change the case first.
  const events = useEndpoint(casesApi.getCase, { params: { id } }).data?.timeline.length;
  const { refetch } = query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: reacts to new events alone
  useEffect(() => void refetch(), [events]);
  return <QueryView query={query}>{(penalty) => <Penalty penalty={penalty} events={events} />}</QueryView>;
}

function Penalty({ penalty, events }: { penalty: PenaltyDetail; events: number | undefined }) {
  const { t } = useTranslation('powers-penalties');
  return (
    <>
      {penalty.may.length > 0 && (
        <Section title={t('page.now')} className="no-print">
          <PenaltyForms id={penalty.id} may={penalty.may} />
          <p className="wb-quiet">{t('page.nowHint')}</p>
        </Section>
      )}
      <div className="wb-columns">
        <div className="wb-stack">
          <Section title={t('page.facts')}>
            <PenaltyFacts penalty={penalty} />
          </Section>
          {penalty.decision && (
            <Section title={t('page.decision')}>
              <PenaltyDecision decision={penalty.decision} />
            </Section>
          )}
        </div>
        <div className="wb-stack">
          {penalty.money && (
            <Section title={t('page.money')}>
              <PenaltyMoney money={penalty.money} open={penalty.status === 'executing'} />
            </Section>
          )}
          <PenaltyPublication penalty={penalty} />
          <Section title={t('page.papers')}>
            <PenaltyPapers id={penalty.id} events={events} />
          </Section>
        </div>
      </div>
    </>
  );
}
