import { create } from 'xmlbuilder2';
import { writableInXml } from '#base/xml-text';
import type { BulletinRow } from '#contract/bulletins';

/** What a feed is made of. */
export interface Feed {
  title: string;
  /** Where the feed itself is read, and the page that shows the same. */
  self: string;
  page: string;
  /** Address of a bulletin by its id. */
  addressOf: (id: string) => string;
  /** The newest first. */
  entries: readonly BulletinRow[];
  /** Where nothing has been published yet: the moment of the answer. */
  updated: string;
}

type Node = ReturnType<typeof create>;

const put = (parent: Node, name: string, text: string, attributes: Record<string, string> = {}): void => {
  parent.ele(name, attributes).txt(writableInXml(text));
};

const updatedOf = ({ entries, updated }: Feed) =>
  entries.reduce((newest, { publishedAt }) => (publishedAt > newest ? publishedAt : newest), '') || updated;

/** A bulletin by a name that no move of the installation changes (RFC 4287, 4.2.6). */
const lastingName = (id: string) => `urn:mingjing:bulletin:${id}`;

/** Atom (RFC 4287). */
export function toAtom(feed: Feed): string {
  const document = create({ version: '1.0', encoding: 'utf-8' });
  const root = document.ele('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': 'zh-CN' });
  put(root, 'id', feed.self);
  put(root, 'title', feed.title);
  put(root, 'updated', updatedOf(feed));
  root.ele('link', { rel: 'self', type: 'application/atom+xml', href: feed.self });
  root.ele('link', { rel: 'alternate', type: 'text/html', href: feed.page });
  for (const entry of feed.entries) {
    const node = root.ele('entry');
    put(node, 'id', lastingName(entry.id));
    put(node, 'title', entry.title);
    put(node, 'updated', entry.publishedAt);
    put(node, 'published', entry.publishedAt);
    node.ele('link', { rel: 'alternate', type: 'text/html', href: feed.addressOf(entry.id) });
    put(node.ele('author'), 'name', entry.organName.zh);
    node.ele('category', { term: entry.column, label: writableInXml(entry.columnName.zh) });
    put(node, 'summary', entry.excerpt);
  }
  return document.end({ prettyPrint: true });
}

/** RSS 2.0 with the Atom link to itself that its readers ask for. */
export function toRss(feed: Feed): string {
  const document = create({ version: '1.0', encoding: 'utf-8' });
  const root = document.ele('rss', { version: '2.0', 'xmlns:atom': 'http://www.w3.org/2005/Atom' });
  const channel = root.ele('channel');
  put(channel, 'title', feed.title);
  put(channel, 'link', feed.page);
  put(channel, 'description', feed.title);
  put(channel, 'language', 'zh-cn');
  put(channel, 'lastBuildDate', new Date(updatedOf(feed)).toUTCString());
  channel.ele('atom:link', { rel: 'self', type: 'application/rss+xml', href: feed.self });
  for (const entry of feed.entries) {
    const item = channel.ele('item');
    put(item, 'title', entry.title);
    put(item, 'link', feed.addressOf(entry.id));
    put(item, 'guid', lastingName(entry.id), { isPermaLink: 'false' });
    put(item, 'pubDate', new Date(entry.publishedAt).toUTCString());
    put(item, 'category', entry.columnName.zh);
    put(item, 'description', `${entry.organName.zh}：${entry.excerpt}`);
  }
  return document.end({ prettyPrint: true });
}
