import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { pointsApi } from '#contract/services/points';
import { useEndpoint } from '../../../api.ts';
import { usePick } from '../../../i18n/language.ts';
import { useInstallation } from '../../../ui/installation.ts';
import { DemoBadge } from '../../../ui/demo-badge.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { CoverageBoard } from './coverage-board.tsx';
import styles from './points.module.css';

/** The board of coverage, for the public and for officials alike: counts are public figures. */
export default function CoveragePage() {
  const { t } = useTranslation('services-points');
  const pick = usePick();
  const { region } = useSearch({ strict: false }) as { region?: string };
  const demonstration = useInstallation()?.demonstration;
  const query = useEndpoint(
    pointsApi.getCoverage,
    { query: { region } },
    { keepPrevious: true, refetchInterval: 30_000 },
  );
  return (
    <QueryView query={query}>
      {(board) => (
        <>
          {board.path.length > 1 && (
            <nav aria-label={t('coverage.path')}>
              <ol className={styles.path}>
                {board.path.map((part, at) => (
                  <li key={part.region}>
                    {at === board.path.length - 1 ? (
                      <span aria-current="page">{pick(part.name)}</span>
                    ) : (
                      <Link to="." search={{ region: at === 0 ? undefined : part.region } as never}>
                        {pick(part.name)}
                      </Link>
                    )}
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <PageHeader
            title={t('coverage.title', { place: pick(board.name) })}
            sub={t('coverage.sub')}
            marks={demonstration && <DemoBadge />}
          />
          <CoverageBoard board={board} />
        </>
      )}
    </QueryView>
  );
}
