/** What a CloudFront Function gets, as far as it matters here. Unlike in Lambda@Edge, a header or cookie is one object. */
export interface ViewerEvent {
  request: ViewerRequest
  response: ViewerResponse
}

export interface ViewerRequest {
  cookies: Record<string, ViewerCookie | undefined>
}

export interface ViewerResponse {
  headers: Record<string, { value: string } | undefined>
  cookies?: Record<string, ViewerCookie | undefined>
}

export interface ViewerCookie {
  value: string
  attributes?: string
}
