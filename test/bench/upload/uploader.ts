import type { Command } from './measured-process.ts'

/** What happens to the store, one after the other. */
export const cases = ['fresh', 'unchanged', 'one file changed', 'headers changed'] as const
export type UploadCase = (typeof cases)[number]

/** An S3 service with an empty bucket. */
export interface S3Place {
  readonly endpoint: string
  readonly keys: Readonly<Record<string, string>>
  readonly region: string
  readonly bucket: string
}

/** A program that brings files into a bucket. */
export interface Uploader {
  readonly name: string
  readonly version: string
  /** How it does each case, for the reader of the table. */
  readonly how: Readonly<Record<UploadCase, string | null>>
  /** Null for a case that it has no way for. */
  command(wanted: UploadCase, place: S3Place): Command | null
}
