import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CodeForm } from './code-form.tsx';

/** Asks for a receipt code and leads to the progress of its case. */
export function ReceiptForm({ first }: { first?: string }) {
  const { t } = useTranslation('portal');
  const navigate = useNavigate();
  return (
    <CodeForm
      first={first}
      texts={{
        label: t('home.receipt'),
        placeholder: t('home.placeholder'),
        go: t('home.search'),
        hint: t('home.hint'),
        empty: t('home.empty'),
      }}
      onCode={(receipt) => void navigate({ to: '/progress/$receipt', params: { receipt } })}
    />
  );
}
