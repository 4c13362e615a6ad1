import { useTranslation } from 'react-i18next';
import type { Me } from '#contract/identity';
import { usePick } from '../i18n/language.ts';
import lists from '../session/lists.module.css';
import { TimeText } from '../ui/time-text.tsx';
import { Facts } from '../workbench/ui/facts.tsx';

/** As what one is signed in: every grant that counts now, and the posts that one holds. */
export function OwnGrants({ me }: { me: Me }) {
  const { t } = useTranslation('account');
  const pick = usePick();
  return (
    <>
      <Facts
        facts={[
          { label: t('own.account'), value: <code>{me.account}</code> },
          { label: t('own.strength'), value: t(`own.${me.strength}`) },
          { label: t('own.endsAt'), value: <TimeText at={me.endsAt} /> },
          { label: t('own.idleAt'), value: <TimeText at={me.idleAt} /> },
        ]}
      />
      <h3 className="wb-h3">{t('own.grants')}</h3>
      {me.grants.length === 0 ? (
        <p className="wb-quiet">{t('own.noGrants')}</p>
      ) : (
        <ul className={lists.list} aria-label={t('own.grants')}>
          {me.grants.map((grant) => (
            <li key={`${grant.role}/${grant.organ?.code ?? ''}/${grant.region}`}>
              <div>
                <strong>{pick(grant.roleName)}</strong>
                <div className={lists.quiet}>
                  {grant.organ && `${pick(grant.organ.name)} · `}
                  {pick(grant.regionName)}
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
      {me.posts.length > 0 && (
        <>
          <h3 className="wb-h3">{t('own.posts')}</h3>
          <ul className={lists.list} aria-label={t('own.posts')}>
            {me.posts.map((post) => (
              <li key={`${post.organ.code}/${post.from}`}>
                <div>
                  <strong>{pick(post.title)}</strong>
                  <div className={lists.quiet}>
                    {pick(post.organ.name)} · {t('own.since')} <TimeText at={post.from} form="day" />
                  </div>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
