import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { villageApi } from '#contract/services/village';
import { type MatterRow, mattersApi, matterStatuses } from '#contract/services/village-matters';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { ListTable } from '../../../../workbench/ui/list-table.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';
import { DutyCard, useDutyColumns } from './duty-columns.tsx';

const most = 200;

function Disclosures() {
  const { t } = useTranslation('services-village');
  const columns = useDutyColumns().filter(({ key }) => key !== 'objections');
  const query = useEndpoint(villageApi.listDuties, {
    query: { status: ['submitted', 'correcting'], pageSize: most },
  });
  return (
    <Section title={t('signatures.disclosures')} extra={query.data?.total}>
      <QueryView query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="wb-quiet">{t('signatures.none')}</p>
          ) : (
            <ListTable
              rows={rows}
              label={t('signatures.disclosures')}
              rowKey={(row) => row.id}
              columns={columns}
              card={(row) => <DutyCard row={row} />}
            />
          )
        }
      </QueryView>
    </Section>
  );
}

function MatterLine({ row }: { row: MatterRow }) {
  const pick = usePick();
  return (
    <li>
      <Link to="/workbench/services/village/matters/$id" params={{ id: row.id }}>
        {row.title}
      </Link>{' '}
      <span className="wb-quiet">
        {pick(row.regionName)} · {pick(matterStatuses[row.status])}
      </span>
    </li>
  );
}

function Matters() {
  const { t } = useTranslation('services-village');
  const query = useEndpoint(mattersApi.listMatters, {
    query: { status: ['decided', 'outcome-public'], pageSize: most },
  });
  return (
    <Section title={t('signatures.matters')} extra={query.data?.total}>
      <QueryView query={query}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="wb-quiet">{t('signatures.noMatters')}</p>
          ) : (
            <ul>
              {rows.map((row) => (
                <MatterLine key={row.id} row={row} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Section>
  );
}

/** What waits for the signature of the village supervision committee. */
export default function SignaturePage() {
  const { t } = useTranslation('services-village');
  return (
    <>
      <PageHeader title={t('signatures.title')} sub={t('signatures.sub')} />
      <div className="wb-stack">
        <Disclosures />
        <Matters />
      </div>
    </>
  );
}
