/** The package's subpath, spelled for TypeScript's older module resolution, which does not read `exports`. */
declare module 'graphql-ws/use/ws' {
  export { useServer } from 'graphql-ws/dist/use/ws';
}
