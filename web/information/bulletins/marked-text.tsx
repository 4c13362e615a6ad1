import { lexer, type Token, type Tokens } from 'marked';
import type { ReactNode } from 'react';
import tables from '../../ui/plain-table.module.css';
import styles from './bulletins.module.css';

/** Links lead to pages of the web, to mail, or within the portal; what else is written there stays text. */
const safe = /^(https?:\/\/|mailto:|\/(?!\/))/i;

const each = (tokens: readonly Token[] | undefined): ReactNode =>
  (tokens ?? []).map((token, at) => one(token, at));

function list({ ordered, start, items }: Tokens.List, at: number): ReactNode {
  const entries = items.map((item, n) => <li key={n}>{each(item.tokens)}</li>);
  return ordered ? (
    <ol key={at} start={start === '' ? undefined : start}>
      {entries}
    </ol>
  ) : (
    <ul key={at}>{entries}</ul>
  );
}

function table({ header, rows }: Tokens.Table, at: number): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
    <section
      key={at}
      className={tables.scroll}
      tabIndex={0}
      aria-label={header.map(({ text }) => text).join('，')}
    >
      <table className={tables.table}>
        <thead>
          <tr>
            {header.map((cell, n) => (
              <th key={n} scope="col">
                {each(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            <tr key={n}>
              {row.map((cell, m) => (
                <td key={m}>{each(cell.tokens)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** One token as an element. HTML is no mark: it shows as it was typed, so nothing of it can run. */
function one(token: Token, at: number): ReactNode {
  switch (token.type) {
    case 'space':
      return null;
    case 'heading':
      // The title of the page is its only h1.
      return token.depth <= 2 ? (
        <h2 key={at}>{each(token.tokens)}</h2>
      ) : (
        <h3 key={at}>{each(token.tokens)}</h3>
      );
    case 'paragraph':
      return <p key={at}>{each(token.tokens)}</p>;
    case 'list':
      return list(token as Tokens.List, at);
    case 'table':
      return table(token as Tokens.Table, at);
    case 'blockquote':
      return <blockquote key={at}>{each(token.tokens)}</blockquote>;
    case 'hr':
      return <hr key={at} />;
    case 'br':
      return <br key={at} />;
    case 'strong':
      return <strong key={at}>{each(token.tokens)}</strong>;
    case 'em':
      return <em key={at}>{each(token.tokens)}</em>;
    case 'link':
      return safe.test(token.href) ? (
        <a key={at} href={token.href} rel="noopener noreferrer">
          {each(token.tokens)}
        </a>
      ) : (
        token.raw
      );
    case 'text':
    case 'escape':
      return 'tokens' in token && token.tokens ? <span key={at}>{each(token.tokens)}</span> : token.text;
    default:
      return token.raw;
  }
}

/** A text with the marks of Markdown: headings, lists, tables, links, emphasis. */
export function MarkedText({ text, lang }: { text: string; lang: 'zh-CN' | 'en' }) {
  return (
    <div className={styles.text} lang={lang}>
      {each(lexer(text, { gfm: true }))}
    </div>
  );
}
