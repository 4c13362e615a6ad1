import { PrinterOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Publication, penaltiesApi } from '#contract/powers/penalties';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { BasisList } from '../../../../ui/basis-list.tsx';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { MoneyText } from '../money-text.tsx';
import { useKindsText } from '../names.ts';
import styles from '../penalties.module.css';

const route = getRouteApi('/portal/powers/penalties/$id');

/** One published decision; of an annulled one, that it was, and why once the organ has said so. */
export default function PublicationPage() {
  const { id } = route.useParams();
  const query = useEndpoint(penaltiesApi.getPublication, { params: { id } });
  return <QueryView query={query}>{(one) => <PublishedDecision one={one} />}</QueryView>;
}

function PublishedDecision({ one }: { one: Publication }) {
  const { t } = useTranslation(['powers-penalties', 'shell']);
  const pick = usePick();
  return (
    <div className={styles.page}>
      <PageHeader
        title={one.number}
        sub={`${pick(one.offenceName)} · ${pick(one.organName)}`}
        crumbs={[{ title: t('public.back'), to: '/powers/penalties' }, { title: one.number }]}
        marks={
          <>
            {one.state === 'annulled' && <span className={styles.tag}>{t('public.annulledTag')}</span>}
            {one.demonstration && <DemoBadge />}
          </>
        }
        actions={
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {t('shell:print')}
          </Button>
        }
      />
      {one.state === 'annulled' && (
        <Alert
          type="warning"
          showIcon
          title={t('public.annulled')}
          description={one.withdrawn ? t('public.withdrawn', one.withdrawn) : t('public.notYet')}
        />
      )}
      <section className={styles.panel}>
        <DecisionFacts one={one} />
      </section>
      {one.state === 'shown' && one.partyKind === 'person' && (
        <p className={styles.quiet}>{t('public.masked')}</p>
      )}
    </div>
  );
}

function DecisionFacts({ one }: { one: Publication }) {
  const { t } = useTranslation('powers-penalties');
  const pick = usePick();
  const kindsText = useKindsText();
  const facts = [
    [t('public.party'), one.party],
    [t('public.creditCode'), one.creditCode],
    [t('public.offence'), pick(one.offenceName)],
    [t('public.kinds'), kindsText(one.kinds)],
    [t('public.fine'), one.fine === null ? null : <MoneyText key="fine" amount={one.fine} />],
    [t('public.gains'), one.gains === null ? null : <MoneyText key="gains" amount={one.gains} />],
    [t('public.goods'), one.goods],
    [t('public.content'), one.content],
    [t('public.organ'), `${pick(one.organName)} (${pick(one.regionName)})`],
    [t('public.decidedOn'), one.decidedOn],
    [t('public.publishedOn'), one.publishedOn],
    [t('public.until'), one.until],
    [t('public.summary'), one.summary],
    [t('public.basis'), <BasisList key="basis" basis={one.basis} />],
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(
        ([label, value]) =>
          value !== null &&
          value !== '' && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
