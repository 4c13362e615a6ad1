import portal from './zh/portal.ts';
import guide from './zh/services-guide.ts';
import session from './zh/session.ts';
import shell from './zh/shell.ts';
import terms from './zh/terms.ts';

/** The texts of the portal's first page and of what stands around every page, in one file. */
export default { shell, terms, session, portal, 'services-guide': guide };
