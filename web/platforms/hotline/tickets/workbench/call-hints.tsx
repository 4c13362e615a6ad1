import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, type FormInstance } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Suggestion, ticketsApi } from '#contract/hotline/tickets';
import { call } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { TimeText } from '../../../../ui/time-text.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { useSettled } from '../../../../workbench/ui/use-settled.ts';
import { KnowledgeHints } from '../../knowledge/workbench/knowledge-hints.tsx';
import { TicketMarks } from '../ticket-marks.tsx';
import { toBody } from '../ticket-fields.tsx';
import styles from '../tickets.module.css';

interface Props {
  form: FormInstance;
  joined: Suggestion | null;
  onJoin: (one: Suggestion | null) => void;
}

/** What is known already, as it is typed: the caller's history, tickets that are alike, what to say. */
export function CallHints({ form, joined, onJoin }: Props) {
  const { t } = useTranslation(['hotline-tickets', 'hotline-knowledge']);
  const pick = usePick();
  const values = Form.useWatch([], form);
  // Asked for when nothing has been typed for a moment.
  const asked = useSettled(JSON.stringify(values ? askedOf(values) : {}));
  const query = useQuery({
    queryKey: [ticketsApi.suggestForTicket.path, asked],
    queryFn: ({ signal }) =>
      call(ticketsApi.suggestForTicket, {
        body: JSON.parse(asked) as Parameters<typeof call<typeof ticketsApi.suggestForTicket>>[1]['body'],
        signal,
      }),
    placeholderData: (before) => before,
    staleTime: 10_000,
  });
  const { history = [], similar = [], script = [] } = query.data ?? {};
  return (
    <div className={styles.stack}>
      <Section title={t('take.script')}>
        <ol className={styles.script}>
          {script.map((line) => (
            <li key={line.zh}>{pick(line)}</li>
          ))}
        </ol>
      </Section>
      <Section title={t('hotline-knowledge:title')}>
        <KnowledgeHints text={(values as { title?: string } | undefined)?.title ?? ''} />
      </Section>
      <Section title={t('take.history')}>
        <Found list={history} none={t('take.noHistory')} joined={joined} onJoin={onJoin} />
      </Section>
      <Section title={t('take.similar')}>
        <Found list={similar} none={t('take.noSimilar')} joined={joined} onJoin={onJoin} />
      </Section>
    </div>
  );
}

function askedOf(values: Parameters<typeof toBody>[0]) {
  const { place, caller, title = '', content = '', category } = values;
  const { point, ...where } = toBody(values).place ?? place;
  return {
    ...(caller?.phone ? { phone: caller.phone } : null),
    text: `${title} ${content}`.trim(),
    ...(category ? { category } : null),
    ...(place?.region ? { place: { ...where, ...(point ? { point } : null) } } : null),
  };
}

function Found({
  list,
  none,
  joined,
  onJoin,
}: Pick<Props, 'joined' | 'onJoin'> & { list: readonly Suggestion[]; none: string }) {
  const { t } = useTranslation('hotline-tickets');
  if (list.length === 0) return <p className="wb-quiet">{none}</p>;
  return (
    <ul className={styles.list}>
      {list.map((one) => (
        <li key={one.ticket.id}>
          <div className={styles.row}>
            <Link to="/workbench/cases/$id" params={{ id: one.ticket.id }} target="_blank">
              {one.ticket.title}
            </Link>
            <TicketMarks ticket={one.ticket} />
          </div>
          <div className="wb-quiet">
            <span className={styles.number}>{one.ticket.number}</span> ·{' '}
            <TimeText at={one.ticket.openedAt} form="day" /> ·{' '}
            {t('take.same', { percent: Math.round(one.similarity * 100) })}
            {one.metres !== null && ` · ${t('take.metres', { metres: one.metres })}`}
          </div>
          <JoinButton one={one} joined={joined} onJoin={onJoin} />
        </li>
      ))}
    </ul>
  );
}

const takesMembers = ['received', 'dispatched', 'returning', 'handling', 'feedback'];

function JoinButton({ one, joined, onJoin }: Pick<Props, 'joined' | 'onJoin'> & { one: Suggestion }) {
  const { t } = useTranslation('hotline-tickets');
  if (joined?.ticket.id === one.ticket.id)
    return (
      <div className={styles.row} role="status">
        <strong>{t('take.joined', { number: one.ticket.number })}</strong>
        <Button size="small" onClick={() => onJoin(null)}>
          {t('take.unjoin')}
        </Button>
      </div>
    );
  if (!one.link || !takesMembers.includes(one.ticket.status)) return null;
  return (
    <Button size="small" onClick={() => onJoin(one)}>
      {t(one.link === 'repeat' ? 'take.joinRepeat' : 'take.joinCluster')}
    </Button>
  );
}
