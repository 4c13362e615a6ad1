import { useTranslation } from 'react-i18next';
import type { VoucherRow } from '#contract/services/assets';
import { FileList } from '../../../ui/file-list.tsx';

/** The papers behind a voucher, for those who may read them; nothing where there are none. */
export function VoucherFiles({ row: { files, voucher } }: { row: VoucherRow }) {
  const { t } = useTranslation('services-assets');
  return <FileList files={files} label={t('vouchers.filesOf', { number: voucher })} />;
}
