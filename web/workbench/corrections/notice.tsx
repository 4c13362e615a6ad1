import { useTranslation } from 'react-i18next';
import { appealGrounds, type CorrectionDetail } from '#contract/corrections';
import { useLanguage, usePick } from '../../i18n/language.ts';
import { useInstallation } from '../../ui/installation.ts';
import { useTimeText } from '../../ui/time-text.tsx';
import { demandOf } from './demand.ts';
import { documentDate } from './document-date.ts';

/**
 * The correction notice, laid out after GB/T 9704-2012: red head, document number, title, addressee, body,
 * seal and date; below, the slip on which the organ signs for it.
 */
export function Notice({ correction }: { correction: CorrectionDetail }) {
  const { t } = useTranslation(['workbench-queues', 'terms']);
  const pick = usePick();
  const { language } = useLanguage();
  const zone = useInstallation()?.timeZone ?? 'Asia/Shanghai';
  const colon = language === 'zh' ? '：' : ':';
  return (
    <article className="notice">
      <header className="notice-head">
        <p className="notice-issuer">{t('notice.issuer')}</p>
        <p className="notice-number">{t('notice.number', { number: correction.number })}</p>
        <hr />
      </header>
      <h1>{t('notice.title')}</h1>
      <p className="notice-to">
        {pick(correction.organName)}
        {colon}
      </p>
      <NoticeBody correction={correction} />
      <div className="notice-end">
        <p>{t('notice.seal')}</p>
        <p>{documentDate(correction.issuedAt, language, zone)}</p>
      </div>
      {correction.demonstration && <p className="notice-demo">{t('notice.demonstration')}</p>}
      <ReceiptSlip number={correction.number} />
    </article>
  );
}

function NoticeBody({ correction }: { correction: CorrectionDetail }) {
  const { t } = useTranslation(['workbench-queues', 'terms']);
  const pick = usePick();
  const { language } = useLanguage();
  const time = useTimeText();
  const { alert } = correction;
  const stop = language === 'zh' ? '：' : ': ';
  // The number may break anywhere, its sentence may not.
  const [before, after] = t('notice.opening', {
    item: pick(correction.itemName),
    number: '\n',
    time: time(alert.firedAt),
    title: pick(alert.title),
    level: t(`terms:level.${correction.level}`),
  }).split('\n');
  return (
    <div className="notice-body">
      <p>
        {before}
        <span className="notice-code">{correction.caseNumber}</span>
        {after}
      </p>
      <h2>{t('notice.facts')}</h2>
      {alert.evidence.map((fact) => (
        <p key={fact.label.en}>
          {pick(fact.label)}
          {stop}
          {fact.name ? pick(fact.name) : fact.value}
        </p>
      ))}
      {alert.evidence.length === 0 && <p>{t('alerts.noEvidence')}</p>}
      <h2>{t('notice.basis')}</h2>
      <p>{alert.basis}</p>
      <h2>{t('notice.demand')}</h2>
      <p>{demandOf(correction) ?? t('notice.standardDemand')}</p>
      <p>{t('notice.clearsWhen', { text: pick(alert.clears).replace(/[。.]$/, '') })}</p>
      <h2>{t('notice.limits')}</h2>
      {limitsOf(correction).map((clock) => (
        <p key={clock.kind}>
          {pick(clock.name)}
          {stop}
          {clock.dueAt ? time(clock.dueAt) : t('notice.limitOpen')}
        </p>
      ))}
      {limitsOf(correction).length === 0 && <p>{t('notice.noLimits')}</p>}
      <h2>{t('notice.appeal')}</h2>
      <p>
        {t('notice.appealText', {
          grounds: Object.values(appealGrounds)
            .map(pick)
            .join(language === 'zh' ? '、' : ', '),
        })}
      </p>
      <p>{t('notice.clue')}</p>
    </div>
  );
}

/** The limits that bind the organ; those of the supervisor's own answer are left out. */
function limitsOf({ clocks }: CorrectionDetail): CorrectionDetail['clocks'] {
  return clocks.filter(({ kind }) => !/:(verify|appeal)$/.test(kind));
}

/** What the organ fills in and sends back. */
function ReceiptSlip({ number }: { number: string }) {
  const { t } = useTranslation('workbench-queues');
  return (
    <section className="notice-slip" aria-label={t('notice.slip')}>
      <h2>{t('notice.slip')}</h2>
      <table>
        <tbody>
          <tr>
            <th scope="row">{t('notice.slipNumber')}</th>
            <td colSpan={3}>{number}</td>
          </tr>
          <tr>
            <th scope="row">{t('notice.slipOrgan')}</th>
            <td />
            <th scope="row">{t('notice.slipSigner')}</th>
            <td />
          </tr>
          <tr>
            <th scope="row">{t('notice.slipTime')}</th>
            <td />
            <th scope="row">{t('notice.slipPhone')}</th>
            <td />
          </tr>
        </tbody>
      </table>
    </section>
  );
}
