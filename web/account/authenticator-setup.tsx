import { useQuery } from '@tanstack/react-query';
import { toString as drawQr } from 'qrcode';
import { useTranslation } from 'react-i18next';
import { identityApi } from '#contract/identity';
import { type ResponseOf, useAction } from '../api.ts';
import { CopyButton } from '../workbench/ui/copy-button.tsx';
import styles from './account.module.css';
import { CodeQuestion } from './code-question.tsx';

interface Props {
  begun: ResponseOf<typeof identityApi.beginTotp>;
  onDone: (answer: ResponseOf<typeof identityApi.confirmTotp>) => void;
  onCancel: () => void;
}

/** Shows the secret for the authenticator, as QR code and as text, and asks for its first code as proof. */
export function AuthenticatorSetup({ begun, onDone, onCancel }: Props) {
  const { t } = useTranslation('account');
  const confirm = useAction(identityApi.confirmTotp, { onDone });
  return (
    <div className="wb-stack-small">
      <p>{t('totp.scan')}</p>
      <QrCode text={begun.uri} label={t('totp.qr')} />
      <p>
        {t('totp.byHand')}{' '}
        <span className={styles.secret}>
          <code>{begun.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
          <CopyButton text={begun.secret} what={t('totp.secret')} />
        </span>
      </p>
      <CodeQuestion
        label={t('totp.first')}
        submit={t('totp.confirm')}
        busy={confirm.isPending}
        error={confirm.error}
        onSubmit={(code) => confirm.mutate({ body: { code } })}
        onCancel={onCancel}
      />
    </div>
  );
}

/** A QR code, drawn in the page itself: the secret goes to nobody else. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { data } = useQuery({
    queryKey: ['qr', text],
    queryFn: () => drawQr(text, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (!data) return <div className={styles.qr} />;
  return (
    <img className={styles.qr} alt={label} src={`data:image/svg+xml;utf8,${encodeURIComponent(data)}`} />
  );
}
