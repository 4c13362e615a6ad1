import { PaperClipOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { attachmentAddress } from '#contract/attachments';
import type { VoucherRow } from '#contract/services/assets';
import { bytesText } from '../../../ui/bytes-text.ts';

/** The papers behind a voucher, for those who may read them; nothing where there are none. */
export function VoucherFiles({ row: { files, voucher } }: { row: VoucherRow }) {
  const { t } = useTranslation('services-assets');
  if (files.length === 0) return null;
  return (
    <ul className="wb-files" aria-label={t('vouchers.filesOf', { number: voucher })}>
      {files.map(({ id, name, bytes }) => (
        <li key={id}>
          <PaperClipOutlined aria-hidden />{' '}
          <a href={attachmentAddress(id)} download>
            {name}
          </a>{' '}
          <small>{bytesText(bytes)}</small>
        </li>
      ))}
    </ul>
  );
}
