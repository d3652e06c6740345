export type AccountType = 'User' | 'Organization' | 'Bot'

export interface Account {
  readonly id: number
  readonly login: string
  readonly type: AccountType
}

export type Access = 'read' | 'write' | 'admin' | 'none'

/** Permission name to access, or one of the two words that a workflow may use for all of them. */
export type TokenPermissions = Readonly<Record<string, string>> | 'read-all' | 'write-all'

export interface TokenGrant {
  /** Full names; absent = every repository that the user sees. */
  readonly repositories?: readonly string[]
  readonly permissions: Readonly<Record<string, string>>
}

export interface NewApp {
  readonly slug: string
  readonly owner: string
  readonly permissions: Readonly<Record<string, string>>
  readonly events?: readonly string[]
}

export interface App {
  readonly id: number
  readonly clientId: string
  readonly slug: string
  /** PKCS#8 PEM, as the settings page of a GitHub App hands it out. */
  readonly privateKey: string
}
