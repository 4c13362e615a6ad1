import { PrinterOutlined } from '@ant-design/icons';
import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { disclosureKinds, type PublicDisclosure, villageApi } from '#contract/services/village';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import panels from '../../../../ui/panels.module.css';
import { BasisList } from '../../../../ui/basis-list.tsx';
import { DemoBadge } from '../../../../ui/demo-badge.tsx';
import { PageHeader } from '../../../../ui/page-header.tsx';
import { QueryView } from '../../../../ui/query-view.tsx';
import { StandingTag } from '../standing-tag.tsx';
import { PublishedVersions } from '../published-versions.tsx';
import { Answers } from './answers.tsx';
import { ObjectionForm } from './objection-form.tsx';
import styles from './place-page.module.css';

function NotPublic({ one }: { one: PublicDisclosure }) {
  const { t } = useTranslation('services-village');
  return (
    <section className={panels.panel}>
      <p className={one.standing === 'missing' ? styles.missing : undefined} role="status">
        {one.standing === 'missing'
          ? t('disclosure.missing', { date: one.dueOn })
          : t('disclosure.waiting', { date: one.dueOn })}
      </p>
    </section>
  );
}

function Rests({ one }: { one: PublicDisclosure }) {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  return (
    <div className={panels.pair}>
      <section className={panels.panel}>
        <h2>{t('disclosure.contents')}</h2>
        <ul className={panels.conditions}>
          {one.contents.map((content) => (
            <li key={content.zh}>{pick(content)}</li>
          ))}
        </ul>
      </section>
      <section className={panels.panel}>
        <h2>{t('disclosure.basis')}</h2>
        <BasisList basis={one.basis} />
      </section>
    </div>
  );
}

/** One duty of a village for everybody: every version, objections and their answers; where nothing is public, that. */
export default function DisclosurePage() {
  const { t } = useTranslation(['services-village', 'shell']);
  const pick = usePick();
  const { id } = useParams({ from: '/portal/services/village/disclosures/$id' });
  const query = useEndpoint(villageApi.getDisclosure, { params: { id } });
  return (
    <QueryView query={query}>
      {(one) => (
        <div className={panels.page}>
          <PageHeader
            title={`${pick(one.title)} ${one.period}`}
            sub={`${pick(disclosureKinds[one.kind])}${one.matter ? ` · ${one.matter}` : ''} · ${t('place.due')} ${one.dueOn}`}
            crumbs={[
              { title: pick(one.regionName), to: `/services/village/${one.region}` },
              { title: pick(one.title) },
            ]}
            marks={
              <>
                <StandingTag standing={one.standing} />
                {one.demonstration && <DemoBadge />}
              </>
            }
            actions={
              <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
                {t('shell:print')}
              </Button>
            }
          />
          {one.published.length === 0 ? (
            <NotPublic one={one} />
          ) : (
            <PublishedVersions versions={one.published} />
          )}
          {one.published.length > 0 && <Answers answers={one.answers} />}
          {one.published.length > 0 && <ObjectionForm id={one.id} />}
          <Rests one={one} />
        </div>
      )}
    </QueryView>
  );
}
