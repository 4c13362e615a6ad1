import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { attachmentAddress } from '#contract/attachments';
import { assignmentRoles, assignmentStatuses, ticketKinds } from '#contract/hotline/ticket-names';
import { type AssignmentDetail, ticketsApi } from '#contract/hotline/tickets';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { PlaceText } from '../place-text.tsx';
import { Supplements } from '../supplements.tsx';
import styles from '../tickets.module.css';
import { useWithCase } from '../use-with-case.ts';

/** On the page of a case that is an organ's part of a ticket: what was said, by when, what else there is of it. */
export default function AssignmentSection({ id }: { id: string }) {
  const query = useEndpoint(ticketsApi.getAssignment, { params: { id } }, { refetchInterval: 15_000 });
  useWithCase(id, query.refetch);
  return <QueryView query={query}>{(view) => <Assigned view={view} />}</QueryView>;
}

function Assigned({ view }: { view: AssignmentDetail }) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const facts: [string, React.ReactNode][] = [
    [t('assignments.role'), pick(assignmentRoles[view.role])],
    [t('fields.kind'), pick(ticketKinds[view.kind])],
    [t('fields.category'), pick(view.categoryName)],
    [t('list.place'), <PlaceText key="place" place={view.place} regionName={view.regionName} />],
    [
      t('assignments.ticket'),
      view.ticket.readable ? (
        <Link key="ticket" to="/workbench/cases/$id" params={{ id: view.ticket.id }} className="wb-number">
          {view.ticket.number}
        </Link>
      ) : (
        <span className={styles.number}>{view.ticket.number}</span>
      ),
    ],
  ];
  if (view.handler) facts.push([t('section.handler'), view.handler]);
  if (view.returnUntil) facts.push([t('assignments.until'), <TimeText key="until" at={view.returnUntil} />]);
  return (
    <Section
      title={t('section.said')}
      extra={
        <span className={styles.row}>
          {view.emergency && <span className={`${styles.tag} ${styles.urgent}`}>{t('list.emergency')}</span>}
          <span className={styles.tag}>{pick(assignmentStatuses[view.status])}</span>
        </span>
      }
    >
      <h3>{view.title}</h3>
      <p className={styles.words}>{view.content}</p>
      <Supplements of={view.supplements} />
      {view.confidential && <Alert type="info" showIcon title={t('assignments.confidential')} />}
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Words title={t('assignments.instruction')} text={view.instruction} />
      <Words title={t('assignments.why')} text={view.sentBack?.reason ?? ''} />
      <Words title={t('section.answer')} text={view.answer ?? ''} />
      <Rest view={view} />
    </Section>
  );
}

function Words({ title, text }: { title: string; text: string }) {
  if (text === '') return null;
  return (
    <>
      <h3>{title}</h3>
      <p className={styles.words}>{text}</p>
    </>
  );
}

function Rest({ view }: { view: AssignmentDetail }) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  return (
    <>
      {view.reminders.length > 0 && (
        <>
          <h3>{t('assignments.reminderList')}</h3>
          <ul className={styles.list}>
            {view.reminders.map(({ at, text, answer }) => (
              <li key={at}>
                <TimeText at={at} /> {text}
                <div className="wb-quiet">{answer ?? t('assignments.unanswered')}</div>
              </li>
            ))}
          </ul>
        </>
      )}
      {view.partners.length > 0 && (
        <>
          <h3>{t('assignments.partners')}</h3>
          <ul className={styles.list}>
            {view.partners.map(({ organName, status, answer }) => (
              <li key={organName.zh}>
                {pick(organName)} · {pick(assignmentStatuses[status])}
                {answer && <p className={styles.words}>{answer}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
      {view.files.length > 0 && (
        <>
          <h3>{t('fields.photos')}</h3>
          <ul className={styles.list}>
            {view.files.map(({ id, name }) => (
              <li key={id}>
                <a href={attachmentAddress(id)}>{name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
