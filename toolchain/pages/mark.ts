/** By this a report, a page or a profile, is known as our own, which may be written anew: it stands near its beginning. */
export const REPORT_MARK = 'made by importos';
