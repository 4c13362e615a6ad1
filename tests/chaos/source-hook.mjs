// A module hook that replaces exact texts in source files when they are loaded.
let edits = [];

/** @param {{ root: string, edits: { file: string, from: string, to: string }[] }} data - `file` below `root` */
export function initialize(data) {
  edits = data.edits.map((edit) => ({ ...edit, url: new URL(edit.file, data.root).href }));
}

export async function load(url, context, nextLoad) {
  const loaded = await nextLoad(url, context);
  const mine = edits.filter((edit) => edit.url === url.split('?')[0]);
  if (mine.length === 0) return loaded;
  let text = Buffer.from(loaded.source).toString('utf8');
  for (const { file, from, to } of mine) {
    if (text.split(from).length !== 2)
      throw new Error(`the text to be replaced does not stand once in ${file}: ${from}`);
    text = text.replace(from, () => to);
  }
  return { ...loaded, source: text };
}
