import { Button } from 'antd';
import { toDataURL } from 'qrcode';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { evidenceApi } from '#contract/evidence';
import { useEndpoint } from '../api.ts';
import { QueryView } from '../ui/query-view.tsx';
import { TimeText } from '../ui/time-text.tsx';
import styles from './progress-page.module.css';

/** The code that a phone reads; nothing until it is drawn. */
function Qr({ code, label }: { code: string; label: string }) {
  const [image, setImage] = useState<string>();
  useEffect(() => {
    let gone = false;
    void toDataURL([{ data: code, mode: 'alphanumeric' }], {
      errorCorrectionLevel: 'L',
      margin: 2,
      scale: 3,
    }).then((drawn) => {
      if (!gone) setImage(drawn);
    });
    return () => {
      gone = true;
    };
  }, [code]);
  return image ? <img className={styles.qr} src={image} alt={label} /> : null;
}

/** What a citizen keeps: the proof as text, to be copied or saved, and as a code. */
function Proof({ receipt }: { receipt: string }) {
  const { t } = useTranslation('portal');
  const query = useEndpoint(evidenceApi.getReceiptProof, { params: { receipt } });
  return (
    <QueryView query={query}>
      {({ seq, recordedAt, index, size, proof, qr }) => (
        <>
          <p>
            {t('progress.proof.says', { seq, index, size })} <TimeText at={recordedAt} />
          </p>
          <p className={styles.quiet}>{t('progress.proof.keep')}</p>
          {qr && <Qr code={qr} label={t('progress.proof.qr')} />}
          <textarea
            className={styles.proof}
            readOnly
            rows={8}
            value={proof}
            aria-label={t('progress.proof.text')}
          />
          <p>
            <a
              href={`data:text/plain;charset=utf-8,${encodeURIComponent(proof)}`}
              download={`${receipt}.tlog-proof`}
            >
              {t('progress.proof.save')}
            </a>{' '}
            · <a href="/log/verify.html">{t('progress.proof.check')}</a>
          </p>
        </>
      )}
    </QueryView>
  );
}

/** The link “proof” of the progress page, and below it the proof once it is asked for. */
export function ProgressProof({ receipt }: { receipt: string }) {
  const { t } = useTranslation('portal');
  const [shown, setShown] = useState(false);
  return (
    <section className={`${styles.panel} ${styles.span}`}>
      <h2>{t('progress.proof.title')}</h2>
      {shown ? (
        <Proof receipt={receipt} />
      ) : (
        <>
          <p>{t('progress.proof.about')}</p>
          <Button type="link" className={styles.proofLink} onClick={() => setShown(true)}>
            {t('progress.proof.show')}
          </Button>
        </>
      )}
    </section>
  );
}
