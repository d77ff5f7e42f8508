/** Pairs "traditional simplified" of single characters, separated by "|". */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  export = pairs;
}
