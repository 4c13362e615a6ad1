import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CodeForm } from '../code-form.tsx';

/** Asks for the code on a document; it is written as the code on a receipt is. */
export function VerifyForm({ first }: { first?: string }) {
  const { t } = useTranslation('files');
  const navigate = useNavigate();
  return (
    <CodeForm
      first={first}
      texts={{
        label: t('verify.code'),
        placeholder: t('verify.placeholder'),
        go: t('verify.go'),
        hint: t('verify.hint'),
        empty: t('verify.empty'),
      }}
      onCode={(code) => void navigate({ to: '/verify/$code', params: { code } })}
    />
  );
}
