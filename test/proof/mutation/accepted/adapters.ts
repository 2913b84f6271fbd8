import type { Reason } from '../accepted.ts'

/** Survivors in what talks to Twilio, to DynamoDB and to Secrets Manager. */
export const acceptedInAdapters: readonly Reason[] = [
  {
    file: 'lambda/adapters/twilio/payments.ts',
    why: 'Credentials have a token always; the other text is for the compiler.',
    mutants: [["const [authToken = ''] = authTokens", "literal: '' → 'mutant'"]],
  },
  {
    file: 'lambda/adapters/twilio/payments.ts',
    why: 'What did not arrive has no status and no body, of which nothing is known either.',
    mutants: [
      [
        "if (answer.arrived === 'unknown') return { outcome: 'unknown' }",
        "condition: answer.arrived === 'unknown' → false",
      ],
      [
        "if (answer.arrived === 'unknown') return { outcome: 'unknown' }",
        "literal: 'unknown' → ''",
      ],
    ],
  },
  {
    file: 'lambda/adapters/twilio/rest.ts',
    why: 'The client for HTTP does the same by itself for a form that is text, and for an answer.',
    mutants: [
      ["responseType: 'text',", "literal: 'text' → ''"],
      [
        "headers: { 'Content-Type': 'application/x-www-form-urlencoded' },",
        "member: { 'Content-Type': 'application… → {}",
      ],
    ],
  },
  {
    file: 'lambda/adapters/twilio/rest.ts',
    why: 'What is undefined is no number either, and no code.',
    mutants: [
      [
        "const retryAfterSeconds = Number(headers['retry-after'] ?? Number.NaN)",
        "part: headers['retry-after'] ?? Numb… → (headers['retry-after'])",
      ],
      [
        "const isBefore = isAxiosError(error) && beforeSending.has(error.code ?? '')",
        "part: error.code ?? '' → (error.code)",
      ],
      [
        "const isBefore = isAxiosError(error) && beforeSending.has(error.code ?? '')",
        "literal: '' → 'mutant'",
      ],
    ],
  },
  {
    file: 'lambda/adapters/twilio/rest.ts',
    why: 'Only what the client for HTTP throws has such a code; the other part is for the compiler.',
    mutants: [
      [
        "const isBefore = isAxiosError(error) && beforeSending.has(error.code ?? '')",
        'part: isAxiosError(error) && beforeS… → (beforeSending.has(error.code …',
      ],
    ],
  },
  {
    file: 'lambda/adapters/twilio/rest.ts',
    why: 'What did not arrive has no status, so not this one; the other part is for the compiler.',
    mutants: [
      [
        "if (answer.arrived !== 'yes' || answer.status !== 401) return answer",
        "part: answer.arrived !== 'yes' || an… → (answer.status !== 401)",
      ],
    ],
  },
  {
    file: 'lambda/adapters/system/secret.ts',
    why: 'Only who waits in earnest for a Secrets Manager that hangs notices that it is given up.',
    mutants: [
      ['throwOnRequestTimeout: true,', 'literal: true → false'],
      [
        'connectionTimeout: REQUEST_TIMEOUT_MS,',
        'member: connectionTimeout: REQUEST_TIM… → nothing',
      ],
      ['requestTimeout: REQUEST_TIMEOUT_MS,', 'member: requestTimeout: REQUEST_TIMEOU… → nothing'],
      ['requestTimeout: REQUEST_TIMEOUT_MS,', 'member: , throwOnRequestTimeout: true → nothing'],
    ],
  },
  {
    file: 'lambda/adapters/system/secret.ts',
    why: 'Only a connection that died meanwhile tells; test/contract/aws/frozen.test.ts has some.',
    mutants: [['...notKept,', 'member: ...notKept, → nothing']],
  },
  {
    file: 'lambda/adapters/dynamodb/claim-table.ts',
    why: 'What has just been written is what is found.',
    mutants: [['if (claimed) return claim', 'condition: claimed → false']],
  },
  {
    file: 'lambda/adapters/dynamodb/claim-table.ts',
    why: 'What is a claim was written by us, with all of its members.',
    mutants: [
      [
        'if (item === undefined || Number(item[timeToLive]?.N) * 1_000 <= now) retur…',
        'optional: item[timeToLive]?.N → item[timeToLive].N',
      ],
      [
        "const fingerprint = item['fingerprint']?.S ?? ''",
        "part: item['fingerprint']?.S ?? '' → (item['fingerprint']?.S)",
      ],
      [
        "const fingerprint = item['fingerprint']?.S ?? ''",
        "optional: item['fingerprint']?.S → item['fingerprint'].S",
      ],
      ["const fingerprint = item['fingerprint']?.S ?? ''", "literal: '' → 'mutant'"],
      [
        "const claimedAt = parseEpochMs(Number(item['claimedAt']?.N))",
        "optional: item['claimedAt']?.N → item['claimedAt'].N",
      ],
    ],
  },
  {
    file: 'lambda/adapters/dynamodb/claim-table.ts',
    why: 'The issue refuses the claim, whatever is returned with it.',
    mutants: [['return NEVER', 'statement: return NEVER → ;']],
  },
  {
    file: 'lambda/adapters/dynamodb/claim-table.ts',
    why: 'Neither what is missing nor another word is the name of a session.',
    mutants: [
      [
        "const sessionId = parseSessionId(item['sessionId']?.S ?? '')",
        "part: item['sessionId']?.S ?? '' → (item['sessionId']?.S)",
      ],
      ["const sessionId = parseSessionId(item['sessionId']?.S ?? '')", "literal: '' → 'mutant'"],
    ],
  },
  {
    file: 'lambda/adapters/dynamodb/session-table.ts',
    why: 'What has a session was written by us, and has a version with it.',
    mutants: [
      [
        "return { session: readSession(json, id), version: Number(item?.['version']?…",
        "optional: item?.['version']?.N → item?.['version'].N",
      ],
      [
        "return { session: readSession(json, id), version: Number(item?.['version']?…",
        "optional: item?.['version'] → item['version']",
      ],
    ],
  },
  {
    file: 'lambda/adapters/dynamodb/session-table.ts',
    why: 'DynamoDB answers a query with a list, of items that have their key; the rest is for the compiler.',
    mutants: [
      [
        'const ids = (found.Items ?? []).map((item) => parseSessionId(item[partition…',
        'part: found.Items ?? [] → (found.Items)',
      ],
      [
        'const ids = (found.Items ?? []).map((item) => parseSessionId(item[partition…',
        "part: item[partitionKey]?.S ?? '' → (item[partitionKey]?.S)",
      ],
      [
        'const ids = (found.Items ?? []).map((item) => parseSessionId(item[partition…',
        'optional: item[partitionKey]?.S → item[partitionKey].S',
      ],
      [
        'const ids = (found.Items ?? []).map((item) => parseSessionId(item[partition…',
        "literal: '' → 'mutant'",
      ],
    ],
  },
]
