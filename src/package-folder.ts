import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the package, seen from dist/src and from src alike: where the examples and the committed generated files are. */
export const PACKAGE_FOLDER = upwards(__dirname);

function upwards(folder: string): string {
  if (existsSync(join(folder, 'package-lock.json')) || dirname(folder) === folder) return folder;
  return upwards(dirname(folder));
}
