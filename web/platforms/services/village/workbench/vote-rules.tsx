import { useTranslation } from 'react-i18next';
import { mattersApi } from '#contract/services/village-matters';
import { useEndpoint } from '../../../../api.ts';
import { usePick } from '../../../../i18n/language.ts';
import { QueryView } from '../../../../ui/query-view.tsx';
import { Section } from '../../../../workbench/ui/section.tsx';

/** Quorum and majority of each meeting that a kind of matter may come before, with the law. */
export function VoteRules({ type }: { type: string }) {
  const { t } = useTranslation('services-village');
  const pick = usePick();
  const query = useEndpoint(mattersApi.getVoteRules, {}, { staleTime: 600_000 });
  return (
    <Section title={t('matter.rules')}>
      <QueryView query={query}>
        {({ about, bodies, matterTypes }) => {
          const deciding = matterTypes.find(({ code }) => code === type)?.decidedBy ?? [];
          return (
            <>
              <ul>
                {bodies
                  .filter(({ stage, code }) => stage !== 'decide' || deciding.includes(code))
                  .map((body) => (
                    <li key={body.code}>
                      <strong>{pick(body.title)}</strong>
                      <div className="wb-quiet">
                        {t('matter.quorum')} {pick(body.quorum)} · {t('matter.majority')}{' '}
                        {pick(body.majority)} · {body.basis.law}
                        {body.basis.article}
                      </div>
                    </li>
                  ))}
              </ul>
              <p className="wb-quiet">{pick(about)}</p>
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}
