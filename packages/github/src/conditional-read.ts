import type { Answer, RequestOptions } from './github.ts'

/** What a conditional read gives: nothing new, or the value with the ETag for the next time. */
export type Fresh<T> =
  | { readonly notModified: true }
  | { readonly notModified: false; readonly value: T; readonly etag: string | undefined }

export type ConditionalOptions = Pick<RequestOptions, 'etag' | 'signal'>

/** The value of a conditional answer. */
export function fresh<T, R>(answer: Answer<T>, read: (data: T) => R): Fresh<R> {
  return answer.notModified ? { notModified: true } : { notModified: false, value: read(answer.data), etag: answer.headers.etag }
}
