/**
 * Tells the viewer's side that other visitors get another answer, and for which bucket this one was made. It is kept with the answer, in
 * CloudFront's cache too, so the answer itself must not be private there.
 */
export const CANARY_BUCKET = 'x-mfe-canary-bucket'
