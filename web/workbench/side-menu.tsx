import {
  AccountBookOutlined,
  AlertOutlined,
  ApiOutlined,
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  BookOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  ClusterOutlined,
  CustomerServiceOutlined,
  DashboardOutlined,
  EyeOutlined,
  DiffOutlined,
  EnvironmentOutlined,
  FileDoneOutlined,
  FileProtectOutlined,
  FileSearchOutlined,
  FileTextOutlined,
  FolderOpenOutlined,
  FileExclamationOutlined,
  HeatMapOutlined,
  IdcardOutlined,
  ImportOutlined,
  KeyOutlined,
  MailOutlined,
  NodeIndexOutlined,
  NotificationOutlined,
  PercentageOutlined,
  PhoneOutlined,
  ProfileOutlined,
  RadarChartOutlined,
  ReadOutlined,
  QuestionCircleOutlined,
  SafetyCertificateOutlined,
  SafetyOutlined,
  SendOutlined,
  SignatureOutlined,
  SolutionOutlined,
  SoundOutlined,
  TeamOutlined,
  TrophyOutlined,
  UserDeleteOutlined,
  UnorderedListOutlined,
  UserOutlined,
  VideoCameraAddOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '#contract/roles';
import { useMay } from '../session/permitted.ts';
import { useMe } from '../session/session.ts';
import { needsOf } from './page-needs.ts';

type Page =
  | 'desk'
  | 'alerts'
  | 'messages'
  | 'corrections'
  | 'cases'
  | 'books'
  | 'contracts'
  | 'holdings'
  | 'applications'
  | 'hotlineAnalysis'
  | 'hotlineKnowledge'
  | 'hotlineOpen311'
  | 'hotlineSearch'
  | 'imports'
  | 'sources'
  | 'operations'
  | 'catalogue'
  | 'rules'
  | 'coverage'
  | 'calendars'
  | 'organs'
  | 'accounts'
  | 'posts'
  | 'grants'
  | 'erasures'
  | 'identityEvents'
  | 'serviceWindows'
  | 'servicePoints'
  | 'serviceCoverage'
  | 'villageDuties'
  | 'villageSignatures'
  | 'villageMatters'
  | 'villageBoard'
  | 'penalties'
  | 'certificates'
  | 'seals'
  | 'stampings'
  | 'halls'
  | 'cameras'
  | 'viewings'
  | 'scores'
  | 'scoreAppeals'
  | 'powerList'
  | 'powerLaws'
  | 'flows'
  | 'hotlineTickets'
  | 'hotlineTake'
  | 'hotlineAssignments'
  | 'hotlineRates'
  | 'bulletins'
  | 'opennessReports';
const groups = [
  'work',
  'services',
  'village',
  'powers',
  'hotline',
  'information',
  'data',
  'basis',
  'people',
] as const;
type Group = (typeof groups)[number];

const supervision: readonly Role[] = ['supervision-officer', 'supervision-head'];
const villageRoles: readonly Role[] = ['village-clerk', 'village-committee', ...supervision];
const cameraRoles: readonly Role[] = [
  'window-clerk',
  'handler',
  'approver',
  'organ-head',
  'organ-inspector',
  ...supervision,
];
const sealRoles: readonly Role[] = ['seal-approver', 'approver', ...villageRoles];

const pages: {
  group: Group;
  page: Page;
  to: string;
  icon: ComponentType<{ 'aria-hidden': boolean }>;
  /** Whose page it is, where the permission that it needs is held by many others. */
  roles?: readonly Role[];
}[] = [
  { group: 'work', page: 'desk', to: '/workbench', icon: CarryOutOutlined },
  { group: 'work', page: 'alerts', to: '/workbench/alerts', icon: AlertOutlined },
  { group: 'work', page: 'messages', to: '/workbench/messages', icon: MailOutlined },
  { group: 'work', page: 'corrections', to: '/workbench/corrections', icon: AuditOutlined },
  { group: 'work', page: 'cases', to: '/workbench/cases', icon: FolderOpenOutlined },
  { group: 'services', page: 'applications', to: '/workbench/services/applications', icon: SolutionOutlined },
  {
    group: 'services',
    page: 'serviceWindows',
    to: '/workbench/services/windows',
    icon: NotificationOutlined,
  },
  { group: 'services', page: 'servicePoints', to: '/workbench/services/points', icon: EnvironmentOutlined },
  { group: 'services', page: 'serviceCoverage', to: '/workbench/services/coverage', icon: ClusterOutlined },
  {
    group: 'village',
    page: 'villageDuties',
    to: '/workbench/services/village/duties',
    icon: NotificationOutlined,
    roles: villageRoles,
  },
  {
    group: 'village',
    page: 'villageSignatures',
    to: '/workbench/services/village/signatures',
    icon: SignatureOutlined,
    roles: ['village-committee'],
  },
  {
    group: 'village',
    page: 'villageMatters',
    to: '/workbench/services/village/matters',
    icon: TeamOutlined,
    roles: villageRoles,
  },
  {
    group: 'village',
    page: 'villageBoard',
    to: '/workbench/services/village/board',
    icon: BarChartOutlined,
    roles: supervision,
  },
  { group: 'village', page: 'books', to: '/workbench/services/books', icon: AccountBookOutlined },
  { group: 'village', page: 'contracts', to: '/workbench/services/contracts', icon: FileProtectOutlined },
  { group: 'village', page: 'holdings', to: '/workbench/services/holdings', icon: BankOutlined },
  { group: 'powers', page: 'penalties', to: '/workbench/powers/penalties', icon: FileExclamationOutlined },
  { group: 'powers', page: 'certificates', to: '/workbench/powers/certificates', icon: IdcardOutlined },
  {
    group: 'powers',
    page: 'stampings',
    to: '/workbench/powers/stampings',
    icon: FileDoneOutlined,
    roles: sealRoles,
  },
  { group: 'powers', page: 'seals', to: '/workbench/powers/seals', icon: SafetyOutlined, roles: sealRoles },
  { group: 'powers', page: 'halls', to: '/workbench/powers/halls', icon: VideoCameraOutlined },
  {
    group: 'powers',
    page: 'cameras',
    to: '/workbench/powers/cameras',
    icon: VideoCameraAddOutlined,
    roles: cameraRoles,
  },
  { group: 'powers', page: 'viewings', to: '/workbench/powers/viewings', icon: EyeOutlined },
  { group: 'powers', page: 'scores', to: '/workbench/powers/scores', icon: TrophyOutlined },
  { group: 'powers', page: 'scoreAppeals', to: '/workbench/powers/score-appeals', icon: DiffOutlined },
  { group: 'powers', page: 'powerList', to: '/workbench/powers/power-list', icon: UnorderedListOutlined },
  { group: 'powers', page: 'powerLaws', to: '/workbench/powers/laws', icon: ReadOutlined },
  { group: 'powers', page: 'flows', to: '/workbench/powers/flows', icon: NodeIndexOutlined },
  {
    group: 'hotline',
    page: 'hotlineTake',
    to: '/workbench/hotline/take',
    icon: PhoneOutlined,
    roles: ['hotline-agent'],
  },
  {
    group: 'hotline',
    page: 'hotlineTickets',
    to: '/workbench/hotline/tickets',
    icon: CustomerServiceOutlined,
    roles: ['hotline-agent', 'approver', ...supervision],
  },
  {
    group: 'hotline',
    page: 'hotlineAssignments',
    to: '/workbench/hotline/assignments',
    icon: SendOutlined,
    roles: ['handler', 'approver', 'organ-head', ...supervision],
  },
  {
    group: 'hotline',
    page: 'hotlineRates',
    to: '/workbench/hotline/rates',
    icon: PercentageOutlined,
    roles: ['hotline-agent', 'approver', ...supervision],
  },
  { group: 'hotline', page: 'hotlineSearch', to: '/workbench/hotline/search', icon: FileSearchOutlined },
  {
    group: 'hotline',
    page: 'hotlineAnalysis',
    to: '/workbench/hotline/analysis',
    icon: HeatMapOutlined,
  },
  {
    group: 'hotline',
    page: 'hotlineKnowledge',
    to: '/workbench/hotline/knowledge',
    icon: QuestionCircleOutlined,
  },
  { group: 'hotline', page: 'hotlineOpen311', to: '/workbench/hotline/open311', icon: ApiOutlined },
  { group: 'information', page: 'bulletins', to: '/workbench/bulletins', icon: SoundOutlined },
  { group: 'information', page: 'opennessReports', to: '/workbench/openness', icon: FileTextOutlined },
  { group: 'data', page: 'imports', to: '/workbench/imports', icon: ImportOutlined },
  { group: 'data', page: 'sources', to: '/workbench/sources', icon: ApiOutlined },
  { group: 'data', page: 'operations', to: '/workbench/operations', icon: DashboardOutlined },
  { group: 'basis', page: 'catalogue', to: '/workbench/catalogue', icon: BookOutlined },
  { group: 'basis', page: 'rules', to: '/workbench/rules', icon: SafetyCertificateOutlined },
  { group: 'basis', page: 'coverage', to: '/workbench/coverage', icon: RadarChartOutlined },
  { group: 'basis', page: 'calendars', to: '/workbench/calendars', icon: CalendarOutlined },
  { group: 'basis', page: 'organs', to: '/workbench/organs', icon: ApartmentOutlined },
  { group: 'people', page: 'accounts', to: '/workbench/people/accounts', icon: UserOutlined },
  { group: 'people', page: 'posts', to: '/workbench/people/posts', icon: IdcardOutlined },
  { group: 'people', page: 'grants', to: '/workbench/people/grants', icon: KeyOutlined },
  { group: 'people', page: 'erasures', to: '/workbench/people/erasures', icon: UserDeleteOutlined },
  { group: 'people', page: 'identityEvents', to: '/workbench/people/events', icon: ProfileOutlined },
];

/** The pages that one may see, in the order of the menu. */
export function useOpenPages() {
  const may = useMay();
  const me = useMe();
  return pages.filter(({ to, roles }) => {
    const needs = needsOf(to);
    const theirs = !roles || me?.grants.some(({ role }) => roles.includes(role));
    return theirs && (needs.length === 0 || needs.some(may));
  });
}

/** The pages of the workbench that one may see, in groups; the current one is marked by more than colour. */
export function SideMenu({ onChoose }: { onChoose?: () => void }) {
  const { t } = useTranslation('workbench');
  const open = useOpenPages();
  return (
    <nav className="wb-menu" aria-label={t('menu.label')}>
      {groups
        .filter((group) => open.some((entry) => entry.group === group))
        .map((group) => (
          <section key={group} aria-labelledby={`wb-menu-${group}`}>
            <h2 id={`wb-menu-${group}`}>{t(`menu.${group}`)}</h2>
            <ul>
              {open
                .filter((entry) => entry.group === group)
                .map(({ page, to, icon: Icon }) => (
                  <li key={page}>
                    <Link
                      to={to}
                      activeOptions={{ exact: page === 'desk', includeSearch: false }}
                      activeProps={{ 'aria-current': 'page' }}
                      onClick={onChoose}
                    >
                      <Icon aria-hidden />
                      {t(`menu.${page}`)}
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
        ))}
    </nav>
  );
}
