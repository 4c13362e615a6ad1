import { WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { objectionSubjects, type PublicDisclosure } from '#contract/services/village';
import { usePick } from '../../../../i18n/language.ts';
import panels from '../../../../ui/panels.module.css';
import { TimeText } from '../../../../ui/time-text.tsx';
import styles from './place-page.module.css';

type Answer = PublicDisclosure['answers'][number];

function AnswerOf({ one }: { one: Answer }) {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  return (
    <li>
      <div className={styles.head}>
        <strong>{t('disclosure.number', { number: one.objection })}</strong>
        <span>{pick(objectionSubjects[one.subject])}</span>
        <span className={panels.quiet}>
          {t('disclosure.raised')} <TimeText at={one.raisedAt} form="day" />
        </span>
        {one.answeredAt && (
          <span className={panels.quiet}>
            {t('disclosure.answered')} <TimeText at={one.answeredAt} form="day" />
          </span>
        )}
        {one.late && (
          <span className={styles.missing}>
            <WarningOutlined aria-hidden /> {t('disclosure.late')}
          </span>
        )}
      </div>
      <div className={styles.answer}>
        {one.answer ?? (
          <>
            {t('disclosure.notAnswered')}
            {one.dueAt && (
              <>
                {' · '}
                {t('disclosure.answerDue')} <TimeText at={one.dueAt} />
              </>
            )}
          </>
        )}
      </div>
    </li>
  );
}

/** Objections and their answers, without words or name of whoever objected. */
export function Answers({ answers }: { answers: Answer[] }) {
  const { t } = useTranslation('services-village');
  return (
    <section className={panels.panel}>
      <h2>{t('disclosure.answers')}</h2>
      <p className={panels.quiet}>
        {answers.length === 0 ? t('disclosure.noAnswers') : t('disclosure.answerHint')}
      </p>
      <ul className={styles.list}>
        {answers.map((one) => (
          <AnswerOf key={one.objection} one={one} />
        ))}
      </ul>
    </section>
  );
}
