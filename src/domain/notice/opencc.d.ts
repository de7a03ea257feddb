declare module 'opencc-js/t2cn' {
  /** A function that turns traditional characters into simplified ones. */
  export const Converter: (options: { from: 't'; to: 'cn' }) => (text: string) => string;
}
