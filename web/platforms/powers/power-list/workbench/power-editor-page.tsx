import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PowerDetail, powerListApi } from '#contract/powers/power-list';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { useMay } from '../../../../session/permitted.ts';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { PageQuery } from '../../../../workbench/ui/page-query.tsx';
import { PowerFacts } from '../power-facts.tsx';
import { VersionComparison } from '../version-comparison.tsx';
import { NewVersion } from './new-version.tsx';

const route = getRouteApi('/workbench/powers/power-list/$code');

/** One entry with its versions, and the form that adds the next one. */
export default function PowerEditorPage() {
  const { t } = useTranslation('powers-power-list');
  const { code } = route.useParams();
  const [shown, setShown] = useState<{ version?: number; before?: number }>({});
  const query = useEndpoint(
    powerListApi.getPower,
    { params: { code }, query: { version: shown.version } },
    { keepPrevious: true },
  );
  return (
    <PageQuery
      query={query}
      title={t('one')}
      list={{ title: t('title'), to: '/workbench/powers/power-list' }}
    >
      {(power) => (
        <Editor
          power={power}
          before={shown.before}
          onChange={(patch) => setShown((now) => ({ ...now, ...patch }))}
        />
      )}
    </PageQuery>
  );
}

interface Props {
  power: PowerDetail;
  before: number | undefined;
  onChange: (patch: { version?: number; before?: number }) => void;
}

function Editor({ power, before, onChange }: Props) {
  const { t } = useTranslation('powers-power-list');
  const pick = usePick();
  const may = useMay();
  return (
    <>
      <PageHeader
        title={pick(power.entry.name)}
        sub={pick(power.organName)}
        crumbs={[
          { title: t('title'), to: '/workbench/powers/power-list' },
          { title: pick(power.entry.name) },
        ]}
        actions={
          <>
            <Link to="/powers/power-list/$code" params={{ code: power.entry.code }}>
              {t('toPortal')}
            </Link>
            {may('catalogue.edit') && (
              <NewVersion power={power} onSaved={(version) => onChange({ version })} />
            )}
          </>
        }
      />
      <VersionComparison power={power} before={before} onChange={onChange} />
      <PowerFacts power={power} />
    </>
  );
}
