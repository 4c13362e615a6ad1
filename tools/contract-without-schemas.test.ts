import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const web = path.resolve(import.meta.dirname, '../web');
/** A schema of an endpoint that is taken at run time; in a type (`typeof someApi.get.query`) it costs nothing. */
const taken = /(?<!typeof )(?<![\w.])\w+Api\.\w+\.(params|query|body|bodies|response)\b/;

test('given the built web, which has of an endpoint no schemas, then no source takes one at run time', () => {
  const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((one) => /\.tsx?$/.test(one));
  const found = files.flatMap((file) =>
    readFileSync(path.join(web, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (taken.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
  expect(files.length).toBeGreaterThan(500);
  expect(found).toEqual([]);
});
