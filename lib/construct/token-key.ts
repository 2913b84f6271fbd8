import type { RemovalPolicy } from 'aws-cdk-lib'
import type { IGrantable } from 'aws-cdk-lib/aws-iam'
import { type IKey, Key } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import type { FunctionName } from '../../lambda/routes.ts'

export interface TokenKeyProps {
  /** @default - a key is created */
  readonly key: IKey | undefined
  readonly removalPolicy: RemovalPolicy
}

/** What a function may do with the key. Nobody may do both. */
const uses: Partial<Record<FunctionName, 'seal' | 'open'>> = {
  'receive-callback': 'seal',
  'read-token': 'open',
}

/** The key that the processor's tokens are sealed with before they are written anywhere. */
export class TokenKey extends Construct {
  readonly key: IKey

  constructor(scope: Construct, id: string, props: TokenKeyProps) {
    super(scope, id)
    this.key =
      props.key ??
      new Key(this, 'Key', {
        description: 'IVR payment flow: seals the tokens of tokenised cards and accounts',
        enableKeyRotation: true,
        removalPolicy: props.removalPolicy,
      })
  }

  grant(name: FunctionName, grantee: IGrantable): void {
    const use = uses[name]
    if (use === 'seal') this.key.grant(grantee, 'kms:Encrypt')
    if (use === 'open') this.key.grant(grantee, 'kms:Decrypt')
  }
}
