import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  assignmentRoles,
  assignmentStatuses,
  callbackResults,
  channels,
  handlingComplaints,
  linkKinds,
  ticketKinds,
  ticketStatuses,
} from '#contract/hotline/ticket-names';
import { type TicketView, ticketsApi } from '#contract/hotline/tickets';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { PlaceText } from '../place-text.tsx';
import { TicketMarks } from '../ticket-marks.tsx';
import { Supplements } from '../supplements.tsx';
import styles from '../tickets.module.css';
import { useWithCase } from '../use-with-case.ts';
import { DispatchPanel } from './dispatch-panel.tsx';
import { SortPanel } from './sort-panel.tsx';

/** On the page of a case that is a ticket: what was said, who handles it, callbacks, what it stands with. */
export default function TicketSection({ id }: { id: string }) {
  const query = useEndpoint(ticketsApi.getTicket, { params: { id } }, { refetchInterval: 15_000 });
  useWithCase(id, query.refetch);
  return <QueryView query={query}>{(view) => <Ticket view={view} />}</QueryView>;
}

function Ticket({ view }: { view: TicketView }) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  return (
    <>
      <Section title={t('section.said')} extra={<TicketMarks ticket={view} />}>
        <h3>{view.title}</h3>
        <p className={styles.words}>{view.content}</p>
        <Supplements of={view.supplements} />
        <dl className={styles.facts}>
          <Fact name={t('fields.channel')}>{pick(channels[view.channel])}</Fact>
          <Fact name={t('fields.kind')}>{pick(ticketKinds[view.kind])}</Fact>
          <Fact name={t('fields.category')}>{pick(view.categoryName)}</Fact>
          <Fact name={t('list.place')}>
            <PlaceText place={view.place} regionName={view.regionName} />
          </Fact>
          {view.programme && (
            <Fact name={t('section.programme')}>
              {view.programme.name} · {view.programme.episode}
            </Fact>
          )}
          {view.about && <About about={view.about} />}
        </dl>
        <Standing view={view} />
      </Section>
      {view.may.includes('dispatch') && (
        <div className="wb-columns">
          <DispatchPanel id={view.id} />
          <SortPanel key={view.category} view={view} />
        </div>
      )}
      <Section title={t('section.organs')}>
        <Organs view={view} />
      </Section>
      {view.callbacks.length > 0 && (
        <Section title={t('section.callbacks')}>
          <ul className={styles.list}>
            {view.callbacks.map((one) => (
              <li key={one.at}>
                <div className={styles.row}>
                  <span className={styles.tag}>{pick(callbackResults[one.result])}</span>
                  {one.resolved !== null && t(one.resolved ? 'section.resolved' : 'section.unresolved')}
                  <TimeText at={one.at} />
                  <span className="wb-quiet">{one.by}</span>
                </div>
                <p className={styles.words}>{one.note}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {(view.main || view.links.length > 0) && (
        <Section title={t('section.links')}>
          <Links view={view} />
        </Section>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function About({ about }: { about: NonNullable<TicketView['about']> }) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  return (
    <Fact name={t('section.about')}>
      {pick(handlingComplaints[about.kind])} ·{' '}
      {about.caseId ? (
        <Link to="/workbench/cases/$id" params={{ id: about.caseId }} className="wb-number">
          {about.number}
        </Link>
      ) : (
        `${about.number}（${t('section.notOpen')}）`
      )}
    </Fact>
  );
}

/** What an agent or approver has to know beside the state: repeats, reminders, supervision, exclusion. */
function Standing({ view }: { view: TicketView }) {
  const { t } = useTranslation('hotline-tickets');
  const { exclusion, supervision } = view;
  const lines: string[] = [];
  if (view.repeats > 0) lines.push(t('section.repeats', { count: view.repeats }));
  if (view.needsSupervisor) lines.push(t('section.needsSupervisor'));
  if (supervision) lines.push(`${t('section.supervision')}：${supervision.person} · ${supervision.reason}`);
  if (view.unansweredReminders > 0) lines.push(t('section.reminders', { count: view.unansweredReminders }));
  for (const { text } of view.notices) lines.push(`${t('section.notices')}：${text}`);
  if (view.referral) lines.push(`${t('section.referral')}：${view.referral.text}`);
  if (exclusion) {
    const about = { by: exclusion.askedBy, decided: exclusion.decidedBy ?? '' };
    const state =
      exclusion.approved === null
        ? t('section.exclusionAsked', about)
        : t(exclusion.approved ? 'section.exclusionApproved' : 'section.exclusionRefused', about);
    lines.push(`${t('section.exclusion')}：${exclusion.reason}（${state}）`);
  }
  if (lines.length === 0) return null;
  return (
    <ul className={styles.list}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function Organs({ view }: { view: TicketView }) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  if (view.assignments.length === 0) return <p className="wb-quiet">{t('section.noOrgans')}</p>;
  return (
    <ul className={styles.list}>
      {view.assignments.map((one) => (
        <li key={one.n}>
          <div className={styles.row}>
            <strong>
              {one.caseId ? (
                <Link to="/workbench/cases/$id" params={{ id: one.caseId }}>
                  {pick(one.organName)}
                </Link>
              ) : (
                pick(one.organName)
              )}
            </strong>
            <span>{pick(assignmentRoles[one.role])}</span>
            <span className={styles.tag}>{pick(assignmentStatuses[one.status])}</span>
            <TimeText at={one.dispatchedAt} />
          </div>
          <div className="wb-quiet">
            {[
              one.handler && `${t('section.handler')} ${one.handler}`,
              one.contactedAt && t('section.contacted'),
              one.extendedBy > 0 && t('section.extended', { days: one.extendedBy }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
          {one.returnReason && (
            <p>
              {t('section.returned')}：{one.returnReason}
            </p>
          )}
          {one.extensionAsked && (
            <p>
              {t('section.extension', { days: one.extensionAsked.days })}：{one.extensionAsked.reason}
            </p>
          )}
          {one.answer && (
            <p className={styles.words}>
              {t('section.answer')}：{one.answer}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function Links({ view }: { view: TicketView }) {
  const { t } = useTranslation('hotline-tickets');
  const pick = usePick();
  const all = [
    ...(view.main ? [{ ...view.main, isMain: true }] : []),
    ...view.links.map((one) => ({ ...one, isMain: false })),
  ];
  return (
    <ul className={styles.list}>
      {all.map((one) => (
        <li key={one.number}>
          <div className={styles.row}>
            {one.isMain && <strong>{t('section.main')}</strong>}
            {one.id ? (
              <Link to="/workbench/cases/$id" params={{ id: one.id }} className="wb-number">
                {one.number}
              </Link>
            ) : (
              <span className={styles.number}>{one.number}</span>
            )}
            <span>{one.title}</span>
            {one.status && <span className={styles.tag}>{pick(ticketStatuses[one.status])}</span>}
          </div>
          <div className="wb-quiet">{pick(linkKinds[one.kind])}</div>
        </li>
      ))}
    </ul>
  );
}
