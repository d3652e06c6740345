import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { LiveTable } from '../live-table.ts'
import { follow, type Opened, type Opening } from './opened.ts'
import { dynamoTable } from './table.ts'

/** The live table with its client. */
export function openTable({ descriptor: { table = '' }, settings, clock, onCall }: Opening): Opened<LiveTable> {
  const client = new DynamoDBClient(settings('DYNAMODB'))
  follow(client, onCall)
  return { port: dynamoTable({ client, table, clock }), close: () => client.destroy() }
}
