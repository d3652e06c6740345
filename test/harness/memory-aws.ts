import type { S3Place } from '../../packages/targets/src/aws/stored-objects.ts'
import type { DynamoPlace } from '../../packages/targets/src/aws/table.ts'
import type { Turn } from './interleavings.ts'

type Item = Readonly<Record<string, { readonly S?: string; readonly N?: string }>>

/** What S3 and DynamoDB hold in a model. */
export interface MemoryAws {
  readonly objects: Map<string, { readonly Body: Uint8Array; readonly [header: string]: unknown }>
  /** By partition and sort key. */
  readonly items: Map<string, Item>
}

/** Gives a call its turn, by the name of its command. */
export type CallTurn = (command: string) => ReturnType<Turn>

/** Clients of one process; every command is one indivisible call, made when its turn comes. */
export function memoryClients(aws: MemoryAws, turn: CallTurn): { s3: S3Place['client']; dynamo: DynamoPlace['client'] } {
  const client = (answers: Readonly<Record<string, (input: never) => unknown>>) => ({
    send: async (command: { constructor: { name: string }; input: never }) => {
      const answer = answers[command.constructor.name]
      if (answer === undefined) throw new Error(`The model does not know ${command.constructor.name}.`)
      await turn(command.constructor.name)
      return answer(command.input)
    },
  })
  return {
    s3: client(s3Answers(aws)) as unknown as S3Place['client'],
    dynamo: client(dynamoAnswers(aws)) as unknown as DynamoPlace['client'],
  }
}

interface ObjectInput {
  readonly Key: string
  readonly Body: Uint8Array
  readonly IfNoneMatch?: string
}

function s3Answers({ objects }: MemoryAws) {
  const find = (key: string) => {
    const found = objects.get(key)
    if (found === undefined) throw serviceError('NoSuchKey', 404)
    const { Body, ...described } = found
    return { described: { ...described, ContentLength: Body.byteLength }, Body }
  }
  return {
    PutObjectCommand: ({ Key, IfNoneMatch, ...object }: ObjectInput) => {
      if (IfNoneMatch === '*' && objects.has(Key)) throw serviceError('PreconditionFailed', 412)
      objects.set(Key, object)
      return {}
    },
    DeleteObjectCommand: ({ Key }: ObjectInput) => {
      objects.delete(Key)
      return {}
    },
    ListObjectsV2Command: ({ Prefix }: { readonly Prefix: string }) => {
      const found = [...objects].filter(([key]) => key.startsWith(Prefix))
      return { Contents: found.map(([Key, { Body }]) => ({ Key, Size: Body.byteLength, LastModified: new Date(0) })) }
    },
    HeadObjectCommand: ({ Key }: ObjectInput) => find(Key).described,
    GetObjectCommand: ({ Key }: ObjectInput) => {
      const { described, Body } = find(Key)
      return { ...described, Body: { transformToByteArray: async () => Body } }
    },
  }
}

interface Write {
  readonly Item: Item
  readonly ConditionExpression?: string
  readonly ExpressionAttributeValues?: Item
}

function dynamoAnswers({ items }: MemoryAws) {
  return {
    GetItemCommand: ({ Key }: { Key: Item }) => ({ Item: items.get(keyOf(Key)) }),
    TransactWriteItemsCommand: ({ TransactItems }: { TransactItems: readonly { Put: Write }[] }) => {
      const holds = TransactItems.map(({ Put }) => conditionHolds(items.get(keyOf(Put.Item)), Put))
      const reasons = holds.map((isTrue) => ({ Code: isTrue ? 'None' : 'ConditionalCheckFailed' }))
      if (holds.includes(false)) throw Object.assign(serviceError('TransactionCanceledException', 400), { CancellationReasons: reasons })
      for (const { Put } of TransactItems) items.set(keyOf(Put.Item), Put.Item)
      return {}
    },
    QueryCommand: ({ ExpressionAttributeValues: values, ScanIndexForward, Limit = Infinity }: Query) => {
      const { ':pk': pk, ':from': from, ':to': to } = values
      const isIn = ({ pk: own, sk }: Item) => own?.S === pk?.S && (sk?.S ?? '') >= (from?.S ?? '') && (sk?.S ?? '') <= (to?.S ?? '')
      const found = [...items.values()].filter(isIn).sort((a, b) => ((a.sk?.S ?? '') < (b.sk?.S ?? '') ? -1 : 1))
      return { Items: (ScanIndexForward ? found : found.reverse()).slice(0, Limit) }
    },
  }
}

interface Query {
  readonly ExpressionAttributeValues: Item
  readonly ScanIndexForward: boolean
  readonly Limit?: number
}

/** The conditions that the table's code states; another one must be taught to the model. */
function conditionHolds(found: Item | undefined, { ConditionExpression: condition, ExpressionAttributeValues: values }: Write): boolean {
  const generation = Number(found?.generation?.N)
  switch (condition) {
    case undefined:
      return true
    case 'attribute_not_exists(pk) or generation < :new':
      return found === undefined || generation < Number(values?.[':new']?.N)
    case 'generation = :own and attribute_not_exists(withdrawn)':
      return generation === Number(values?.[':own']?.N) && found?.withdrawn === undefined
    case 'requestId = :own and attribute_not_exists(withdrawn)':
      return found?.requestId?.S === values?.[':own']?.S && found?.withdrawn === undefined
    default:
      throw new Error(`The model does not know the condition ${condition}.`)
  }
}

function keyOf({ pk, sk }: Item): string {
  return `${pk?.S} ${sk?.S}`
}

function serviceError(name: string, httpStatusCode: number): Error {
  return Object.assign(new Error('Said by the model.'), { name, $metadata: { httpStatusCode } })
}
