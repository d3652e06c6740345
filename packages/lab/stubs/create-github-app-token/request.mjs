/** One request to the API; an answer other than 2xx is an error with GitHub's own words. Three tries, as the real action has them. */
export async function request(method, path, { authorization, body }, tries = 3) {
  const response = await fetch(`${process.env['INPUT_GITHUB-API-URL']}${path}`, {
    method,
    headers: {
      authorization,
      accept: 'application/vnd.github+json',
      'user-agent': 'create-github-app-token',
      'x-github-api-version': '2022-11-28',
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (response.status >= 500 && tries > 1) return request(method, path, { authorization, body }, tries - 1)
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return text ? JSON.parse(text) : null
}
