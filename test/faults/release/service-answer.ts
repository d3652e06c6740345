import type { ServiceFault } from '@mfe-gitops/lab'
import { errorXml } from '../../../packages/lab/src/cloud/cloudfront-xml.ts'
import type { Service } from './aws-release.ts'

export type ServiceAnswer = NonNullable<ServiceFault['answer']>

const said = 'Said by the test.'

/** An error in the form in which the service says it. */
export function errorOf(service: Service, status: number, code: string, more: object = {}): ServiceAnswer {
  switch (service) {
    case 'github':
      return { status, type: 'application/json', body: JSON.stringify({ message: code }) }
    case 'registry':
      return { status, type: 'application/json', body: JSON.stringify({ error: code }) }
    case 's3':
      return { status, type: 'application/xml', body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${said}</Message></Error>` }
    case 'dynamodb':
      return {
        status,
        type: 'application/x-amz-json-1.0',
        body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, message: said, ...more }),
      }
    case 'cloudfront':
      return { status, type: 'text/xml', body: errorXml(code, said) }
  }
}

/** What a proxy or a login page in between says. */
export const page: ServiceAnswer = {
  status: 200,
  type: 'text/html; charset=utf-8',
  body: '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>',
}
