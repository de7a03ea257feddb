import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles } from '../src/generated-files';
import { PACKAGE_FOLDER } from '../src/package-folder';

describe('files that are made from the code', () => {
  test.each(generatedFiles())('$path is as committed; `npm run generate` rewrites it', ({ path, text }) => {
    expect(readFileSync(join(PACKAGE_FOLDER, path), 'utf8')).toBe(text);
  });

  test('none is listed twice', () => {
    const paths = generatedFiles().map(({ path }) => path);
    expect(paths).toEqual([...new Set(paths)]);
  });
});
