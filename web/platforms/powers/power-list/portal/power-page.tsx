import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { itemTypes } from '#contract/catalogue';
import { type PowerDetail, powerListApi } from '#contract/powers/power-list';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { PowerFacts } from '../power-facts.tsx';
import { VersionComparison } from '../version-comparison.tsx';

const route = getRouteApi('/portal/powers/power-list/$code');

/** One power for everybody: its basis, the duties of each stage, accountability, benchmark, and its versions. */
export default function PowerPage() {
  const { t } = useTranslation('powers-power-list');
  const { code } = route.useParams();
  const { version } = route.useSearch();
  const query = useEndpoint(
    powerListApi.getPower,
    { params: { code }, query: { version } },
    { keepPrevious: true },
  );
  return (
    <>
      {query.data === undefined && (
        <PageHeader title={t('one')} crumbs={[{ title: t('title'), to: '/powers/power-list' }]} />
      )}
      <QueryView query={query}>{(power) => <Power power={power} />}</QueryView>
    </>
  );
}

function Power({ power }: { power: PowerDetail }) {
  const { t } = useTranslation('powers-power-list');
  const pick = usePick();
  const { before } = route.useSearch();
  const navigate = route.useNavigate();
  const { entry } = power;
  const current = power.versions.find((one) => one.current);
  return (
    <>
      <PageHeader
        title={pick(entry.name)}
        sub={`${pick(power.organName)} · ${pick(itemTypes[entry.type])}`}
        crumbs={[{ title: t('title'), to: '/powers/power-list' }, { title: pick(entry.name) }]}
        marks={
          <>
            <Tag>{t('version', { version: power.version })}</Tag>
            {power.demonstration && <DemoBadge />}
          </>
        }
        actions={
          entry.item && (
            <Link to="/services/guide/items/$code" params={{ code: entry.item }}>
              {t('toGuide')}
            </Link>
          )
        }
      />
      {!power.current && (
        <Alert
          type="info"
          showIcon
          title={current ? t('notCurrent', { version: current.version }) : t('notInForce')}
        />
      )}
      <PowerFacts power={power} />
      <VersionComparison
        power={power}
        before={before}
        onChange={(patch) => void navigate({ search: (now) => ({ ...now, ...patch }), resetScroll: false })}
      />
    </>
  );
}
