import type { LimitRules } from '../types.ts'

const minute = 60
const hour = 3600

/**
 * documented: rate-limits-for-the-rest-api and rate-limits-and-query-limits-for-the-graphql-api. An installation's 5,000 is the least:
 * more than 20 repositories or users raise it, up to 12,500.
 */
export const githubLimits: LimitRules = {
  rest: { most: 5000, seconds: hour },
  restOfRun: { most: 1000, seconds: hour },
  restOfNobody: { most: 60, seconds: hour },
  graphql: { most: 5000, seconds: hour },
  graphqlOfRun: { most: 1000, seconds: hour },
  restPoints: { most: 900, seconds: minute },
  graphqlPoints: { most: 2000, seconds: minute },
  contentPerMinute: { most: 80, seconds: minute },
  contentPerHour: { most: 500, seconds: hour },
  concurrent: 100,
}
