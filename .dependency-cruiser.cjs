// The arrows of ARCHITECTURE.md, as rules. A room may import what is listed for it and nothing else of ours.
const ours = '^(workflows|schema|src)/';
const room = (name, from, may, pathNot) => ({
  name,
  severity: 'error',
  from: { path: from, ...(pathNot ? { pathNot } : {}) },
  to: { path: ours, pathNot: [from, ...may] },
});
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'law-imports-only-xstate',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { pathNot: ['^workflows/', '(^|/)node_modules/xstate(/|$)'] },
    },
    room('domain-imports-nothing-of-ours', '^src/domain/', []),
    room('contract-knows-only-names-of-the-law', '^schema/', ['^workflows/']),
    room('desk-knows-nouns-and-law', '^src/application/', ['^src/domain/', '^workflows/']),
    room('plumbing-knows-ports-and-nouns', '^src/infrastructure/', ['^src/application/ports/', '^src/domain/']),
    room('door-knows-desk-and-contract', '^src/graphql/', ['^src/application/', '^schema/']),
    room('config-stands-alone', '^src/config(\\.ts$|/)', []),
    {
      name: 'no-orm-outside-plumbing',
      severity: 'error',
      from: { path: '^(src/(domain|application|graphql)|schema|workflows)/' },
      to: { path: 'node_modules/(@mikro-orm|pg|@electric-sql)(/|$)' },
    },
    {
      name: 'no-graphql-inside',
      severity: 'error',
      from: { path: '^(src/(domain|application|infrastructure)|workflows)/' },
      to: { path: 'node_modules/(graphql|type-graphql|@apollo)(/|$)' },
    },
    {
      name: 'one-reader-of-the-environment',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/config\\.ts$' },
      to: { path: '^(node:)?process$' },
    },
  ],
  options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' } },
};
