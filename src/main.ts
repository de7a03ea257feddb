/** `npm start`. */
import { explain } from './cli/explain';
import { serveUntilTold } from './cli/serve';

serveUntilTold().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
