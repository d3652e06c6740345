/** An error as the generated validators report it. */
export interface SchemaError {
  instancePath: string
  schemaPath: string
  keyword: string
  params: Record<string, unknown>
  propertyName?: string
}

/** A generated validator; it leaves its errors on itself. */
export interface Validate {
  (data: unknown): boolean
  errors?: SchemaError[] | null
}
