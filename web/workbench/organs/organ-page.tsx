import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../session/permitted.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { Section } from '../ui/section.tsx';
import { OrganDrawer } from './organ-drawer.tsx';
import { OrganList } from './organ-list.tsx';
import { organRoute } from './organ-route.ts';
import { RegionTree } from './region-tree.tsx';
import { province } from '#contract/province';

/** The tree of divisions, and the organs of the one that is chosen with all below it. */
export default function OrganPage() {
  const { t } = useTranslation('workbench-organs');
  const search = organRoute.useSearch();
  const navigate = organRoute.useNavigate();
  const may = useMay();
  const region = search.region ?? province;
  return (
    <>
      <PageHeader
        title={t('title')}
        sub={t('sub')}
        actions={
          may('organs.edit') && (
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() =>
                void navigate({ search: (now) => ({ ...now, create: 'true', edit: undefined }) })
              }
            >
              {t('new')}
            </Button>
          )
        }
      />
      <div className="wb-tree-columns">
        <Section title={t('tree')}>
          <RegionTree
            chosen={region}
            onChoose={(code) =>
              void navigate({
                search: (now) => ({ ...now, page: undefined, region: code }),
                resetScroll: false,
              })
            }
          />
        </Section>
        <OrganList region={region} />
      </div>
      <OrganDrawer />
    </>
  );
}
