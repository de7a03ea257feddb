// Compiles workflows/, schema/ and src/ into dist/ with swc (about a tenth of a second; tsc only checks types) and carries the
// non-code files that the program reads at run time. `node scripts/build.cjs` always builds everything.
const { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, copyFileSync, renameSync } = require('node:fs');
const { basename, dirname, join, relative } = require('node:path');
const { transformFileSync } = require('@swc/core');

const root = join(__dirname, '..');
const out = join(root, `dist.${process.pid}`);
const rooms = ['workflows', 'schema', 'src'];
const carried = /\.(json|graphql|sql|html|css|ya?ml|csv)$/;

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

let count = 0;
const sources = [join(root, 'mikro-orm.config.ts'), ...rooms.flatMap((room) => [...filesBelow(join(root, room))])];
for (const file of sources) {
  const target = join(out, relative(root, file));
  mkdirSync(dirname(target), { recursive: true });
  if (file.endsWith('.d.ts')) continue;
  if (file.endsWith('.ts')) {
    const { code, map } = transformFileSync(file, { configFile: join(root, '.swcrc'), sourceFileName: file });
    const js = target.replace(/\.ts$/, '.js');
    writeFileSync(js, `${code}\n//# sourceMappingURL=${basename(js)}.map\n`);
    writeFileSync(`${js}.map`, map);
    count += 1;
  } else if (carried.test(file)) {
    copyFileSync(file, target);
  }
}
writeFileSync(
  join(out, 'package.json'),
  JSON.stringify({ type: 'commonjs', version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version }),
);
rmSync(join(root, 'dist'), { recursive: true, force: true });
renameSync(out, join(root, 'dist'));
if (process.stdout.isTTY) console.log(`built ${count} files`);
