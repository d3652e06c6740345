import type { Route } from '../http/route-table.ts'
import { appRoutes } from './app-routes.ts'
import { artifactRoutes } from './artifact-routes.ts'
import { checkRoutes } from './check-routes.ts'
import { commitRoutes, contentsRoutes } from './contents-routes.ts'
import { contentsWriteRoutes } from './contents-write-route.ts'
import { deploymentRoutes } from './deployment-routes.ts'
import { dispatchRoutes } from './dispatch-routes.ts'
import { issueRoutes } from './issue-routes.ts'
import { pullRoutes } from './pull-routes.ts'
import { refRoutes } from './ref-routes.ts'
import { repositoryRoutes } from './repository-routes.ts'
import { reviewRoutes } from './review-routes.ts'
import { runRoutes } from './run-routes.ts'
import { statusRoutes } from './status-routes.ts'
import { workflowRoutes } from './workflow-routes.ts'

/** Every REST operation that the lab serves, in the order in which they are tried. */
export const restRoutes: readonly Route[] = [
  ...appRoutes,
  ...dispatchRoutes,
  ...workflowRoutes,
  ...runRoutes,
  ...artifactRoutes,
  ...pullRoutes,
  ...reviewRoutes,
  ...issueRoutes,
  ...statusRoutes,
  ...checkRoutes,
  ...deploymentRoutes,
  ...refRoutes,
  ...contentsRoutes,
  ...contentsWriteRoutes,
  ...commitRoutes,
  ...repositoryRoutes,
]
