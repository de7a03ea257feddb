/** A server on the database whose address is given; says where it listens. */
import { readConfig } from '../../../../src/config';
import { serve } from '../../../../src/serve';

const DATABASE_URL = process.argv[2];
void serve(readConfig({ DATABASE_URL, PORT: '0', HOST: '127.0.0.1', NODE_ENV: 'test', WORKERS: 'false', LOG_LEVEL: 'fatal' })).then(({ url }) => {
  process.stdout.write(`${url}\n`);
});
