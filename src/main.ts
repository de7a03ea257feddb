/** `npm start`. */
import { serveUntilTold } from './cli/serve';

serveUntilTold().catch(async (error: unknown) => {
  const { explain } = await import('./cli/explain');
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
