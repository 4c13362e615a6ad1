import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type KnowledgeEntry, knowledgeApi } from '#contract/hotline/knowledge';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import styles from '../knowledge.module.css';
import { StandingTag } from '../standing-tag.tsx';
import { StandingWarning } from '../standing-warning.tsx';
import { Usefulness } from './usefulness.tsx';

const route = getRouteApi('/portal/hotline/knowledge/$id');

function Entry({ entry }: { entry: KnowledgeEntry }) {
  const { t } = useTranslation('hotline-knowledge');
  const pick = usePick();
  const { content } = entry;
  return (
    <>
      <PageHeader
        title={pick(content.question)}
        crumbs={[{ title: t('title'), to: '/hotline/knowledge' }, { title: pick(content.question) }]}
        marks={
          <>
            <StandingTag standing={entry.standing} />
            {entry.demonstration && <DemoBadge />}
          </>
        }
      />
      <StandingWarning entry={entry} />
      <section className={styles.panel} aria-labelledby="answer-title">
        <h2 id="answer-title">{t('fields.answer')}</h2>
        <p className={styles.answer}>{pick(content.answer)}</p>
      </section>
      {content.basis.length > 0 && (
        <section className={styles.panel} aria-labelledby="basis-title">
          <h2 id="basis-title">{t('fields.basis')}</h2>
          <ul lang="zh">
            {content.basis.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.panel} aria-labelledby="owner-title">
        <h2 id="owner-title">{t('ownerTitle')}</h2>
        <div className={styles.facts}>
          <span>{pick(entry.organName)}</span>
          <span>{t('holdsIn', { place: pick(entry.regionName) })}</span>
          <span>{t('validFromTo', { from: entry.validFrom, to: entry.validTo })}</span>
          <span>{t('reviewBy', { date: entry.reviewBy })}</span>
          <span>
            {t('versionSaved', { version: entry.version })} <TimeText at={entry.savedAt} form="day" />
          </span>
        </div>
      </section>
      <Usefulness key={`${entry.id} ${entry.version}`} entry={entry} />
    </>
  );
}

/** One entry: the answer, what it rests on, who answers for it and until when. */
export default function EntryPage() {
  const { id } = route.useParams();
  const query = useEndpoint(knowledgeApi.entry, { params: { id } });
  return <QueryView query={query}>{(entry) => <Entry entry={entry} />}</QueryView>;
}
