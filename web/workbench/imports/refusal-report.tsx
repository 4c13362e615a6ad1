import { DownloadOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Pagination } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportRun, importsApi } from '#contract/imports';
import { call, useEndpoint } from '../../api.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useRefusalTitle } from './refusal-title.ts';
import { type RefusedRow, refusedCsv } from './refused-csv.ts';
import { RefusedTable } from './refused-table.tsx';
import { saveFile } from '../../ui/save-file.ts';

const route = getRouteApi('/workbench/imports/$id');

/** Every refused row, page by page, and all of them as a file. */
export function RefusalReport({ run }: { run: ImportRun }) {
  const { t } = useTranslation('workbench-imports');
  const { id } = run;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(
    importsApi.listRefused,
    { params: { id }, query: search },
    { keepPrevious: true, refetchInterval: run.status === 'running' ? 3000 : false },
  );
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const total = query.data?.total ?? 0;
  if (query.data && total === 0)
    return <p id="refused">{t(run.status === 'running' ? 'refused.noneYet' : 'refused.none')}</p>;
  return (
    <div id="refused" className="wb-stack-small">
      <div>
        <p>{t('refused.summary', { total, refused: run.counts.refused })}</p>
        <RefusedDownload run={run} total={total} />
      </div>
      <RefusedTable rows={query.data?.rows ?? []} loading={query.isPending || query.isPlaceholderData} />
      <Pagination
        className="wb-pages no-print"
        current={query.data?.page ?? 1}
        pageSize={query.data?.pageSize ?? 20}
        total={total}
        responsive
        showSizeChanger
        pageSizeOptions={[20, 50, 100, 200]}
        onChange={(page, pageSize) => void navigate({ search: { page, pageSize }, resetScroll: false })}
      />
    </div>
  );
}

/** Collects all pages, then saves them as one CSV file. */
function RefusedDownload({ run, total }: { run: ImportRun; total: number }) {
  const { t } = useTranslation('workbench-imports');
  const titleOf = useRefusalTitle();
  const [collected, setCollected] = useState<number | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const download = async () => {
    setFailure(null);
    setCollected(0);
    try {
      const rows = await allRefused(run.id, setCollected);
      const header = (['line', 'reason', 'code', 'field', 'expected', 'value'] as const).map((name) =>
        t(`refused.${name}`),
      );
      save(refusedCsv(rows, header, titleOf), `${run.file}-refused.csv`);
    } catch (error) {
      setFailure(error as Error);
    } finally {
      setCollected(null);
    }
  };
  return (
    <>
      <Button
        icon={<DownloadOutlined aria-hidden />}
        loading={collected !== null}
        onClick={() => void download()}
      >
        {collected === null
          ? t('refused.download', { count: total })
          : t('refused.collecting', { done: collected, total })}
      </Button>
      <ProblemAlert error={failure} />
    </>
  );
}

async function allRefused(id: string, progress: (count: number) => void): Promise<RefusedRow[]> {
  const rows: RefusedRow[] = [];
  for (let page = 1; ; page += 1) {
    const part = await call(importsApi.listRefused, { params: { id }, query: { page, pageSize: 200 } });
    rows.push(...part.rows);
    progress(rows.length);
    if (part.rows.length === 0 || rows.length >= part.total) return rows;
  }
}

const save = (text: string, name: string): void =>
  saveFile(new Blob([text], { type: 'text/csv;charset=utf-8' }), name);
