import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationView } from '#contract/services/applications';
import { useTimeText } from '../../../../ui/time-text.tsx';
import styles from '../application.module.css';
import type { Act } from './use-act.ts';

const levels = [5, 4, 3, 2, 1] as const;

/** Five levels in words, a text if one likes; can be changed for some days. */
export function Rating({ view, act }: { view: ApplicationView; act: Act }) {
  const { t } = useTranslation('services-applications');
  const write = useTimeText();
  const given = view.rating;
  const [stars, setStars] = useState<number | undefined>(given?.stars);
  const [text, setText] = useState(given?.text ?? '');
  const [sending, setSending] = useState(false);
  const over = given !== null && new Date(given.changeableUntil) < new Date();
  const send = () => {
    if (!stars) return;
    setSending(true);
    void act({ action: 'rate', stars, text: text.trim() || undefined }, t('page.rated'))
      .catch(() => {})
      .finally(() => setSending(false));
  };
  return (
    <section className={styles.panel} aria-labelledby="rating-title">
      <h2 id="rating-title">{t('page.rate')}</h2>
      <Radio.Group
        aria-labelledby="rating-title"
        disabled={over}
        value={stars}
        onChange={(event) => setStars(event.target.value as number)}
        options={levels.map((level) => ({
          value: level,
          label: `${t(`page.starNames.level${level}`)}（${t('page.stars', { count: level })}）`,
        }))}
      />
      <label htmlFor="rating-text">{t('page.rateText')}</label>
      <Input.TextArea
        id="rating-text"
        value={text}
        disabled={over}
        maxLength={2000}
        autoSize={{ minRows: 2 }}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={styles.row}>
        <Button type="primary" disabled={!stars || over} loading={sending} onClick={send}>
          {t('page.rateSend')}
        </Button>
        {given && !over && (
          <span className={styles.quiet}>
            {t('page.rateChange', { until: write(given.changeableUntil) })}
          </span>
        )}
      </div>
      {given && given.stars <= 2 && <p role="status">{t('page.ratedLow')}</p>}
    </section>
  );
}
