import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rightRules, roleScopes } from '../../src/application/policy';
import { permissionsPage } from '../../src/graphql/permissions-page';
import { laws, permissionTable } from '../../workflows';

const page = permissionsPage(laws);

it('docs/permissions.md is what the tables say', () => {
  expect(page).toBe(readFileSync(join(__dirname, '../../docs/permissions.md'), 'utf8'));
});

it('names every role, every right and every event with its mutation', () => {
  for (const role of Object.keys(roleScopes)) expect(page).toContain(`| ${role} `);
  for (const { right } of rightRules) expect(page).toContain(`| \`${right}\` |`);
  for (const { event, mutation, bulk, label } of permissionTable()) {
    const names = [mutation, bulk].filter((name) => name !== null).map((name) => `\`${name}\``);
    expect(page).toContain(`| \`${event}\` ${label.zh} | ${names.join(', ')} |`);
  }
});
