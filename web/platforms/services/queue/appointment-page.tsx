import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Appointment, queueApi } from '#contract/services/queue';
import { useAction, useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import { PageHeader } from '../../../ui/page-header.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { TimeText } from '../../../ui/time-text.tsx';
import { Problem } from './problem.tsx';
import styles from './queue.module.css';
import { type ChosenSlot, SlotChoice } from './slot-choice.tsx';

const route = getRouteApi('/portal/services/appointments/$code');

/** A code in threes, as it is read aloud. */
export const spaced = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, '$1-');

function Actions({ appointment }: { appointment: Appointment }) {
  const { t } = useTranslation('services-queue');
  const navigate = route.useNavigate();
  const params = { code: appointment.code };
  const refreshes = [queueApi.getAppointment, queueApi.listSlots];
  const [moving, setMoving] = useState(false);
  const [slot, setSlot] = useState<ChosenSlot>();
  const cancel = useAction(queueApi.cancelAppointment, { refreshes });
  const move = useAction(queueApi.moveAppointment, { refreshes, onDone: () => setMoving(false) });
  const checkIn = useAction(queueApi.checkIn, {
    refreshes,
    onDone: ({ code }) => void navigate({ to: '/services/tickets/$code', params: { code } }),
  });
  const { can } = appointment;
  return (
    <>
      <div className={styles.actions}>
        {can.includes('check-in') && (
          <Button
            type="primary"
            size="large"
            loading={checkIn.isPending}
            onClick={() => checkIn.mutate({ params })}
          >
            {t('checkIn')}
          </Button>
        )}
        {can.includes('move') && (
          <Button aria-expanded={moving} onClick={() => setMoving(!moving)}>
            {t('move')}
          </Button>
        )}
        {can.includes('cancel') && (
          <Popconfirm
            title={t('cancelSure')}
            okText={t('cancel')}
            cancelText={t('keep')}
            onConfirm={() => cancel.mutate({ params })}
          >
            <Button danger loading={cancel.isPending}>
              {t('cancel')}
            </Button>
          </Popconfirm>
        )}
      </div>
      {moving && (
        <section aria-labelledby="move-title">
          <h2 id="move-title">{t('moveTo')}</h2>
          <SlotChoice point={appointment.point} group={appointment.group} value={slot} onChange={setSlot} />
          <div className={styles.actions}>
            <Button
              type="primary"
              disabled={!slot}
              loading={move.isPending}
              onClick={() => slot && move.mutate({ params, body: slot })}
            >
              {t('moveDo')}
            </Button>
          </div>
        </section>
      )}
      <Problem error={cancel.error ?? move.error ?? checkIn.error} />
    </>
  );
}

/** An appointment for whoever has its code: when and where, and what can be done. */
export default function AppointmentPage() {
  const { t } = useTranslation('services-queue');
  const pick = usePick();
  const { code } = route.useParams();
  const query = useEndpoint(queueApi.getAppointment, { params: { code } }, { refetchInterval: 60_000 });
  return (
    <QueryView query={query}>
      {(appointment) => (
        <>
          <PageHeader title={t('appointment')} sub={t(`appointmentState.${appointment.state}`)} />
          <section className={styles.panel} aria-label={t('appointment')}>
            <span className={styles.soft}>{t('code')}</span>
            <strong className={styles.code}>{spaced(appointment.code)}</strong>
            <p>{t('codeHint')}</p>
            <dl className={styles.facts}>
              <dt>{t('when')}</dt>
              <dd>
                {appointment.day} {appointment.time}
              </dd>
              <dt>{t('where')}</dt>
              <dd>
                <Link to="/services/points/$id" params={{ id: appointment.point }}>
                  {pick(appointment.pointName)}
                </Link>{' '}
                {appointment.address}
              </dd>
              <dt>{t('group')}</dt>
              <dd>
                {appointment.group} {pick(appointment.groupName)}
              </dd>
              <dt>{t('phone')}</dt>
              <dd>{appointment.phone}</dd>
              <dt>{t('checkInBetween')}</dt>
              <dd>
                <TimeText at={appointment.checkInFrom} /> – <TimeText at={appointment.checkInUntil} />
              </dd>
            </dl>
            {appointment.state === 'checked-in' && (
              <Link to="/services/tickets/$code" params={{ code: appointment.code }}>
                {t('toTicket')}
              </Link>
            )}
            <Actions appointment={appointment} />
          </section>
        </>
      )}
    </QueryView>
  );
}
