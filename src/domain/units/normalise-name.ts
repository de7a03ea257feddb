/** One spelling for one name: NFKC (full-width brackets, letters and digits), no spaces, no punctuation at the ends. */
export function normaliseName(printed: string): string {
  return printed
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]+/gu, '')
    .replace(/^[,.;:、。·"'“”]+|[,.;:、。·"'“”]+$/gu, '');
}

/** Without a remark in brackets at its end: 市场监管局(市工作专班办公室). */
export function withoutRemark(name: string): string {
  return name.replace(/(?<=..)[([〔][^()[\]〔〕]*[)\]〕]?$/u, '');
}
