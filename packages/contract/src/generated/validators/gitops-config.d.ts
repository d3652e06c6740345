// Generated from workflows-schema by scripts/generate.ts. Do not edit.
import type { Validate } from '../../schema-error.ts'
export declare const validate: Validate
export declare const allowed: Readonly<Record<string, string>>
