import { CopyOutlined, NodeIndexOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { catalogueApi } from '#contract/catalogue-api';
import { type ResponseOf, useEndpoint } from '../../api.ts';
import { usePick } from '../../i18n/language.ts';
import { useMay } from '../../session/permitted.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { PageQuery } from '../ui/page-query.tsx';
import { Section } from '../ui/section.tsx';
import type { ItemDraft } from './item-draft.ts';
import { EditableWith } from '../ui/editable-with.tsx';
import { ItemEditor } from './item-editor.tsx';

const route = getRouteApi('/workbench/catalogue/$code');
type ItemVersion = ResponseOf<typeof catalogueApi.getItem>;

/** One item in a version, to be edited; saving makes the next version. */
export default function ItemPage() {
  const { t } = useTranslation('workbench-catalogue');
  const { code } = route.useParams();
  const { version } = route.useSearch();
  const query = useEndpoint(catalogueApi.getItem, { params: { code }, query: { version } });
  return (
    <PageQuery query={query} title={code} list={{ title: t('list.title'), to: '/workbench/catalogue' }}>
      {(item) => <ItemView key={`${code} ${item.version}`} item={item} />}
    </PageQuery>
  );
}

function ItemView({ item }: { item: ItemVersion }) {
  const { t } = useTranslation('workbench-catalogue');
  const pick = usePick();
  const may = useMay();
  const newest = Math.max(item.version, ...item.versions.map(({ version }) => version));
  return (
    <>
      <PageHeader
        title={pick(item.name)}
        sub={`${item.code} · ${pick(item.organName)} · ${t('list.versionN', { version: item.version })}`}
        crumbs={[{ title: t('list.title'), to: '/workbench/catalogue' }, { title: pick(item.name) }]}
        actions={
          <>
            <Link
              to="/workbench/powers/flow/$code"
              params={{ code: item.code }}
              search={{}}
              className="wb-button-link"
            >
              <NodeIndexOutlined aria-hidden /> {t('page.flow')}
            </Link>
            {may('catalogue.edit') && (
              <Link to="/workbench/new-item" search={{ copyOf: item.code }} className="wb-button-link">
                <CopyOutlined aria-hidden /> {t('page.copy')}
              </Link>
            )}
          </>
        }
      />
      {item.version < newest && (
        <Alert
          type="warning"
          showIcon
          className="wb-problem"
          title={t('page.older', { version: item.version, newest })}
        />
      )}
      <EditableWith permission="catalogue.edit">
        <ItemEditor
          initial={draftOf(item)}
          code={item.code}
          aside={<Versions item={item} newest={newest} />}
        />
      </EditableWith>
    </>
  );
}

/** The item alone, without what the server adds to it. */
export function draftOf({
  version: _version,
  organName: _organName,
  savedAt: _savedAt,
  versions: _versions,
  ...item
}: ItemVersion): ItemDraft {
  return {
    ...item,
    contents: item.contents.map((content) => (typeof content === 'string' ? { code: content } : content)),
  };
}

function Versions({ item, newest }: { item: ItemVersion; newest: number }) {
  const { t } = useTranslation('workbench-catalogue');
  return (
    <Section title={t('page.versions')}>
      <ul className="wb-list">
        {item.versions.map(({ version, effectiveFrom, savedAt }) => (
          <li key={version}>
            <Link
              to="/workbench/catalogue/$code"
              params={{ code: item.code }}
              search={version === newest ? {} : { version }}
              aria-current={version === item.version ? 'true' : undefined}
            >
              {t('list.versionN', { version })}
            </Link>
            <span className="wb-quiet">
              {t('page.from', { date: effectiveFrom })} · {t('page.saved')} <TimeText at={savedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
