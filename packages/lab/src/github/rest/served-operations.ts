import { restRoutes } from './routes.ts'

/** Every operation that the lab answers, by the name that GitHub's description gives it. */
export const servedOperations: readonly string[] = [...restRoutes.map(({ route }) => route), 'GET /rate_limit'].sort()
