import portal from './en/portal.ts';
import guide from './en/services-guide.ts';
import session from './en/session.ts';
import shell from './en/shell.ts';
import terms from './en/terms.ts';

/** The texts of the portal's first page and of what stands around every page, in one file. */
export default { shell, terms, session, portal, 'services-guide': guide };
