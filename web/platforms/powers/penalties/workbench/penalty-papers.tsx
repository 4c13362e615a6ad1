import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { documentAddress } from '#contract/documents';
import { penaltiesApi } from '#contract/powers/penalties';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { QueryView } from '../../../../ui/query-view.tsx';

/** Advance notice, decision, record of delivery: each to print and to verify by its code. */
export function PenaltyPapers({ id, events }: { id: string; events: number | undefined }) {
  const { t } = useTranslation('powers-penalties');
  const pick = usePick();
  const query = useEndpoint(penaltiesApi.listPenaltyDocuments, { params: { id } });
  const { refetch } = query;
  // biome-ignore lint/correctness/useExhaustiveDependencies: reacts to new events alone
  useEffect(() => void refetch(), [events]);
  return (
    <QueryView query={query}>
      {(papers) =>
        papers.length === 0 ? (
          <p className="wb-quiet">{t('page.noPapers')}</p>
        ) : (
          <ul className="wb-files">
            {papers.map((one) => (
              <li key={one.code}>
                <a href={documentAddress(one.code)}>{pick(one.kindName)}</a>
                <p className="wb-quiet">
                  {one.number} · {one.date}
                  {one.state === 'revoked' && ` · ${t('page.revoked')}`}
                  {' · '}
                  <Link
                    to="/verify/$code"
                    params={{ code: one.code }}
                    aria-label={`${t('page.verify')} ${pick(one.kindName)}`}
                  >
                    {t('page.verify')}
                  </Link>
                </p>
              </li>
            ))}
          </ul>
        )
      }
    </QueryView>
  );
}
