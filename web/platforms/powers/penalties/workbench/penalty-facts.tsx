import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PenaltyDetail } from '#contract/powers/penalties';
import {
  adoptions,
  challengeKinds,
  clueSources,
  deliveryMethods,
  evidenceOutcomes,
  partyKinds,
  tiers,
} from '#contract/powers/penalty-terms';
import { usePick } from '../../../../i18n/language.ts';
import { BasisList } from '../../../../ui/basis-list.tsx';
import { TimeText } from '../../../../ui/time-text.tsx';
import { Facts } from '../../../../workbench/ui/facts.tsx';
import { MoneyText } from '../money-text.tsx';
import { useKindsText } from '../names.ts';
import styles from '../penalties.module.css';

/** What a penalty case is about, and how it came so far. */
export function PenaltyFacts({ penalty }: { penalty: PenaltyDetail }) {
  const { t } = useTranslation('powers-penalties');
  const pick = usePick();
  const { party, tier, tierChange, officers, evidence } = penalty;
  return (
    <div className="wb-stack">
      {tierChange && (
        <Alert
          type="info"
          showIcon
          title={t('page.tierWaits', {
            by: tierChange.by,
            from: pick(tiers[tierChange.from]),
            to: pick(tiers[tierChange.to]),
            reason: tierChange.reason,
          })}
        />
      )}
      <Facts
        facts={[
          { label: t('page.party'), value: party.name },
          { label: t('page.kind'), value: pick(partyKinds[party.kind]) },
          { label: t('page.creditCode'), value: party.creditCode },
          {
            label: t('page.offence'),
            wide: true,
            value: (
              <>
                {pick(penalty.offenceName)}
                <BasisList basis={penalty.offenceBasis} />
              </>
            ),
          },
          { label: t('page.source'), value: pick(clueSources[penalty.clueSource]) },
          { label: t('page.filedAt'), value: penalty.filedAt && <TimeText at={penalty.filedAt} /> },
          { label: t('page.tier'), value: tier && pick(tiers[tier]) },
          { label: t('page.clue'), value: penalty.facts, wide: true },
          officers.length > 0 && {
            label: t('page.officers'),
            wide: true,
            value: (
              <ul className={styles.plain}>
                {officers.map(({ number, holder, validUntil }) => (
                  <li key={number}>
                    {holder} · {number} · {t('page.until', { date: validUntil })}
                  </li>
                ))}
              </ul>
            ),
          },
          evidence.length > 0 && {
            label: t('page.evidence'),
            wide: true,
            value: (
              <ul className={styles.plain}>
                {evidence.map(({ evidence: number, what, outcome }) => (
                  <li key={number}>
                    {what} · {outcome ? pick(evidenceOutcomes[outcome]) : t('page.evidenceOpen')}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <Heard penalty={penalty} />
    </div>
  );
}

/** What the party was told, what it said, and where that led. */
function Heard({ penalty }: { penalty: PenaltyDetail }) {
  const { t } = useTranslation('powers-penalties');
  const pick = usePick();
  const kindsText = useKindsText();
  const { notice, statements, hearing, discussion, delivery, challenges } = penalty;
  return (
    <Facts
      facts={[
        notice && {
          label: t('page.notice'),
          wide: true,
          value: (
            <>
              <TimeIn
                text={(date) => t('page.noticeOf', { kinds: kindsText(notice.kinds), date })}
                at={notice.at}
              />{' '}
              <MoneyText amount={notice.fine} />
              {notice.gains !== null && (
                <div>
                  {t('page.gains')} <MoneyText amount={notice.gains} />
                </div>
              )}
              {notice.goods && (
                <div>
                  {t('page.goods')} {notice.goods}
                </div>
              )}
              <div className="wb-quiet">
                {notice.waived ? (
                  t('page.waived')
                ) : notice.hearingRight ? (
                  <TimeIn text={(date) => t('page.hearingUntil', { date })} at={notice.hearingUntil} />
                ) : (
                  t('page.noHearing')
                )}
              </div>
            </>
          ),
        },
        statements.length > 0 && {
          label: t('page.statements'),
          wide: true,
          value: (
            <ul className={styles.plain}>
              {statements.map(({ on, adoption, answer }) => (
                <li key={`${on} ${answer}`}>
                  {on} · {pick(adoptions[adoption])} · {answer}
                </li>
              ))}
            </ul>
          ),
        },
        hearing && {
          label: t('page.hearing'),
          wide: true,
          value: [
            t('page.hearingAsked', { date: hearing.askedOn }),
            hearing.announcedFor &&
              t('page.hearingFor', { date: hearing.announcedFor, place: hearing.place ?? '' }),
            hearing.givenUp && t('page.hearingGivenUp'),
            hearing.heldOn && t('page.hearingHeld', { date: hearing.heldOn }),
          ]
            .filter(Boolean)
            .join(' · '),
        },
        discussion && { label: t('page.discussion'), value: `${discussion.on} · ${discussion.record}` },
        delivery && {
          label: t('page.delivered'),
          value: `${delivery.on} · ${pick(deliveryMethods[delivery.method])}`,
        },
        challenges.length > 0 && {
          label: t('page.challenges'),
          wide: true,
          value: challenges
            .map(({ kind, from, to }) => `${pick(challengeKinds[kind])} ${from} – ${to ?? ''}`)
            .join(' · '),
        },
      ]}
    />
  );
}

/** A sentence with a time of the installation's zone in it. */
function TimeIn({ text, at }: { text: (date: string) => string; at: string }) {
  const [before = '', after = ''] = text('|').split('|');
  return (
    <>
      {before}
      <TimeText at={at} />
      {after}
    </>
  );
}
