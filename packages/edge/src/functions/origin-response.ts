import type { CloudFrontResponse, OriginResponseEvent } from './cloudfront-event.ts'
import { answerFromOrigin } from './origin-response-handler.ts'

/** Lambda@Edge, origin response: gives what the bucket answered the headers of the edge. */
export const handler = async (event: OriginResponseEvent): Promise<CloudFrontResponse> => answerFromOrigin(event)
