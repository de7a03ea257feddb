export type Language = 'zh' | 'en';

/** zh-CN or en by `Accept-Language`; Chinese where nothing is asked for, because that is who uses it. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const weight = (language: string) =>
    Math.max(
      0,
      ...(acceptLanguage ?? '').split(',').map((range) => {
        const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
        if (tag !== '*' && tag.split('-')[0] !== language) return 0;
        const quality = Number(
          parameters
            .find((one) => one.trim().startsWith('q='))
            ?.trim()
            .slice(2) ?? 1,
        );
        return Number.isNaN(quality) ? 0 : quality;
      }),
    );
  return weight('en') > weight('zh') ? 'en' : 'zh';
}
