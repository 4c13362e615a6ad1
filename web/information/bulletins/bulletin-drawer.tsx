import { getRouteApi, Link } from '@tanstack/react-router';
import { Drawer, Grid } from 'antd';
import { useTranslation } from 'react-i18next';
import { type BulletinDesk, bulletinsApi } from '#contract/bulletins';
import { useEndpoint } from '../../api.ts';
import { FileList } from '../../ui/file-list.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { BulletinActs } from './bulletin-acts.tsx';
import { BulletinForm } from './bulletin-form.tsx';
import { BulletinTags } from './bulletin-tags.tsx';
import styles from './bulletins.module.css';
import { MarkedText } from './marked-text.tsx';

const route = getRouteApi('/workbench/bulletins');

function History({ one }: { one: BulletinDesk }) {
  const { t } = useTranslation('bulletins');
  const fields = (names: string[]) => names.map((name) => t(`fields.${name}` as 'fields.title')).join('、');
  return (
    <section aria-labelledby="history-title">
      <h3 id="history-title">{t('history')}</h3>
      <ul className={styles.history}>
        {one.acts.map((act) => (
          <li key={`${act.action} ${act.at}`}>
            <TimeText at={act.at} /> {act.actor} {t(`action.${act.action}`)}{' '}
            {t('versionN', { version: act.version })}
            {act.note && `：${act.note}`}
          </li>
        ))}
        {one.versions.map((version) => (
          <li key={version.version}>
            <TimeText at={version.at} /> {version.actor} {t('saved')}{' '}
            {t('versionN', { version: version.version })}
            {version.changed.length > 0 && `：${fields(version.changed)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A bulletin as it will be read. */
function Reading({ one }: { one: BulletinDesk }) {
  const { t } = useTranslation('bulletins');
  return (
    <section aria-labelledby="reading-title">
      <h3 id="reading-title">{t('reading')}</h3>
      <MarkedText text={one.content.text} lang="zh-CN" />
      {one.content.textEn && <MarkedText text={one.content.textEn} lang="en" />}
      <FileList files={one.attachments} label={t('attachments')} />
    </section>
  );
}

/** A bulletin beside the list: what can be done with it, its form or its text, what was done. */
export function BulletinDrawer() {
  const { t } = useTranslation('bulletins');
  const roomy = Grid.useBreakpoint().md;
  const { bulletin: id, create } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useEndpoint(
    bulletinsApi.deskBulletin,
    { params: { id: id ?? '' } },
    { enabled: id !== undefined },
  );
  const go = (bulletin?: string) =>
    void navigate({ search: (now) => ({ ...now, bulletin, create: undefined }), resetScroll: false });
  return (
    <Drawer
      open={id !== undefined || create !== undefined}
      title={create ? t('desk.new') : (query.data?.title ?? t('one'))}
      size={roomy ? 760 : '100%'}
      onClose={() => go()}
      destroyOnHidden
    >
      {create && <BulletinForm onDone={({ id: made }) => go(made)} />}
      {!create && id !== undefined && (
        <QueryView query={query}>
          {(one) => (
            <div className={styles.stack}>
              <BulletinTags row={one} />
              {one.publication?.standing === 'published' && (
                <Link to="/bulletins/$id" params={{ id: one.id }}>
                  {t('seePublished')}
                </Link>
              )}
              <BulletinActs one={one} />
              {one.editable ? (
                <BulletinForm
                  key={`${one.id} ${one.version}`}
                  one={one}
                  onDone={() => void query.refetch()}
                />
              ) : (
                <Reading one={one} />
              )}
              <History one={one} />
            </div>
          )}
        </QueryView>
      )}
    </Drawer>
  );
}
