import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { attachmentAddress, attachmentsApi } from '#contract/attachments';
import { documentAddress, documentsApi } from '#contract/documents';
import { useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { bytesText } from '../../ui/bytes-text.ts';
import { TimeText } from '../../ui/time-text.tsx';
import { Section } from '../ui/section.tsx';

/** What is attached to a case, each with its fingerprint; nothing where nothing is. */
export function CaseAttachments({ id }: { id: string }) {
  const { t } = useTranslation('files');
  const rows = useEndpoint(attachmentsApi.listCaseAttachments, { params: { id } }).data ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t('attachments.title')}>
      <ul className="wb-files">
        {rows.map((file) => (
          <li key={file.id}>
            <a href={attachmentAddress(file.id)} download>
              {file.name}
            </a>
            <p className="wb-quiet">
              {bytesText(file.bytes)} · {t(`scan.${file.scan}`)} · <TimeText at={file.uploadedAt} />
            </p>
            <details className="wb-details no-print">
              <summary>{t('attachments.fingerprint')}</summary>
              <code className="wb-digest">{file.sha256}</code>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Documents that were issued on a case. */
export function CaseDocuments({ id }: { id: string }) {
  const { t } = useTranslation('files');
  const pick = usePick();
  const rows = useEndpoint(documentsApi.listCaseDocuments, { params: { id } }).data ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t('documents.title')}>
      <ul className="wb-files">
        {rows.map((one) => (
          <li key={one.code}>
            <a href={documentAddress(one.code)}>{one.title}</a>
            <p className="wb-quiet">
              {pick(one.kindName)} · {one.number} · {one.date}
              {one.state === 'revoked' && ` · ${t('verify.revoked')}`}
              {' · '}
              <Link to="/verify/$code" params={{ code: one.code }}>
                {t('documents.verify')}
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
