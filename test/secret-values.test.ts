import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classifySecretValue } from '../src/source/classify-secret-value.ts'

// Nothing here is real. What has the shape of a token is put together here, so that no scanner of a source host takes
// this file for a leak.
const random = (length: number) => 'a9Kq2Zr7Xm4Tb6Lw8Hc3Ve5Yn1Gd0Jf'.repeat(20).slice(0, length)
const hex = (length: number) => '9f8e7d6c5b4a3021'.repeat(20).slice(0, length)
const base64 = (text: string) => Buffer.from(text).toString('base64')
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url({ sub: 'robot', aud: 'api' })}.${random(43)}`
const rsaKey = ['-----BEGIN RSA PRIVATE KEY-----', 'MIIE'.padEnd(64, 'A'), '-----END RSA PRIVATE KEY-----'].join('\n')
const certificate = ['-----BEGIN CERTIFICATE-----', 'MIIE'.padEnd(64, 'A'), '-----END CERTIFICATE-----'].join('\n')
const accessKeyId = `AKIA${'Q7XM'.repeat(4)}`
const uuid = '5e9326ee-ac8d-40bf-9060-e91dbe9d9000'
const variable = (name: string) => `\${${name}}`

describe('a secret', () => {
  test.each([
    ['password', 'hunter2-Prod!'],
    ['password', 'hunter2-Prod!\n'],
    ['password', '"hunter2-Prod!"'],
    ['PASSWORD', 'Tr0ub4dor&3'],
    ['adminPassword', 'Kx9#mP'],
    ['admin-password', 'zx81spectrum'],
    ['POSTGRES_PASSWORD', 'wWq8vjtdMf'],
    ['dbpass', 'wWq8vjtdMf'],
    ['rootPwd', 'wWq8vjtdMf'],
    ['password.txt', 'wWq8vjtdMf'],
    ['password-1', 'wWq8vjtdMf'],
    ['PASSWORD_PROD', 'wWq8vjtdMf'],
    ['passphrase', 'correcthorsebatterystaple'],
    ['password', 'Summer2024!'],
    ['password', random(24)],
    ['password', base64(random(24))],
    ['token', hex(40)],
    ['api-key', hex(32)],
    ['API_KEY', random(20)],
    ['api-key', uuid],
    ['client-secret', uuid],
    ['clientSecret', random(32)],
    ['secret', random(32)],
    ['SECRET_KEY_BASE', hex(128)],
    ['encryptionKey', random(32)],
    ['session-key', random(32)],
    ['cookie', random(32)],
    ['salt', hex(32)],
    ['cloudflare', random(40)],
    ['anything', random(32)],
    ['aws_secret_access_key', random(40)],
    ['AWS_SECRET_ACCESS_KEY', random(40)],
    ['auth', base64('robot:wWq8vjtdMf')],
    ['Authorization', `Bearer ${random(32)}`],
    ['Authorization', `Basic ${base64('robot:wWq8vjtdMf')}`],
    ['password', `${variable('ADMIN_PASSWORD:=hunter2-Prod!')}`],
    ['password', `${variable('ADMIN_PASSWORD:-hunter2-Prod!')}`],
  ])('%s: %s', (key, value) => {
    expect(classifySecretValue(value, 'text', key)).toBe('secret')
    expect(classifySecretValue(base64(value), 'base64', key)).toBe('secret')
  })

  test.each([
    ['GitHub', `ghp_${random(36)}`],
    ['GitHub, fine-grained', `github_pat_${random(22)}_${random(59)}`],
    ['GitLab', `glpat-${random(20)}`],
    ['Slack', `xoxb-${'1'.repeat(12)}-${random(24)}`],
    ['Slack webhook', `https://hooks.slack.com/services/T${'0A'.repeat(4)}/B${'0A'.repeat(4)}/${random(24)}`],
    ['Discord webhook', `https://discord.com/api/webhooks/${'1'.repeat(18)}/${random(68)}`],
    ['Stripe', `sk_live_${random(24)}`],
    ['Stripe, restricted', `rk_test_${random(24)}`],
    ['Google', `AIza${random(35)}`],
    ['Vault', `hvs.${random(90)}`],
    ['JWT', jwt],
    ['npm', `npm_${random(36)}`],
    ['Docker Hub', `dckr_pat_${random(27)}`],
    ['SendGrid', `SG.${random(22)}.${random(43)}`],
    ['OpenAI', `sk-proj-${random(48)}`],
    ['Grafana', `glsa_${random(32)}_${hex(8)}`],
    ['DigitalOcean', `dop_v1_${hex(64)}`],
    ['Telegram', `${'1'.repeat(10)}:AA${random(33)}`],
    ['RSA key', rsaKey],
    ['age key', `AGE-SECRET-KEY-1${'Q'.repeat(58)}`],
    ['PostgreSQL', 'postgres://user:pass@host/db'],
    ['PostgreSQL with a port', 'postgresql://app:hunter2-Prod!@db.example.com:5432/app?sslmode=require'],
    ['a variable for the host alone', `postgres://app:hunter2-Prod!@${variable('HOST')}/app`],
    ['Redis without a user', 'redis://:wWq8vjtdMf@redis:6379/0'],
    ['AMQP', 'amqp://robot:wWq8vjtdMf@rabbit/'],
    ['MySQL of Go', 'app:wWq8vjtdMf@tcp(mysql:3306)/app'],
    ['JDBC', 'jdbc:postgresql://db/app?user=app&password=wWq8vjtdMf'],
    ['JDBC of SQL Server', 'jdbc:sqlserver://db:1433;user=sa;password=wWq8vjtdMf'],
    ['ADO', 'Server=db;User Id=app;Password=wWq8vjtdMf;'],
    ['libpq', 'host=db user=app password=wWq8vjtdMf'],
    ['Azure', `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${random(86)}==`],
    ['a token in an address', `https://api.example.com/v1?access_token=${random(32)}`],
    ['.netrc', 'machine git.example.com login robot password wWq8vjtdMf'],
    ['git credentials', `https://robot:${random(20)}@git.example.com`],
    ['AWS credentials', `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${random(40)}\n`],
    ['AWS keys side by side', `${accessKeyId}:${random(40)}`],
    ['env file', `# settings\nLOG_LEVEL=debug\nexport DB_PASSWORD='wWq8vjtdMf'\n`],
    ['properties', 'db.user=app\ndb.password=wWq8vjtdMf\n'],
    ['YAML', 'auth:\n  user: admin\n  password: wWq8vjtdMf # rotate me\n'],
    ['TOML', '[database]\nuser = "app"\npassword = "wWq8vjtdMf"\n'],
    ['JSON', JSON.stringify({ web: { users: ['a'], client_secret: random(24) } }, null, 2)],
    ['JSON on one line', JSON.stringify({ smtp: { password: 'wWq8vjtdMf' } })],
    ['Docker', JSON.stringify({ auths: { 'ghcr.io': { auth: base64('robot:wWq8vjtdMf') } } })],
    ['a Google service account', JSON.stringify({ type: 'service_account', private_key: rsaKey })],
    ['a kubeconfig', `users:\n- name: a\n  user:\n    client-key-data: ${base64(rsaKey)}\n`],
  ])('%s, under any name', (_name, value) => {
    for (const key of ['config', 'url', 'username', 'value']) {
      expect(classifySecretValue(value, 'text', key)).toBe('secret')
      expect(classifySecretValue(base64(value), 'base64', key)).toBe('secret')
    }
  })

  test('bytes under a name that promises a secret', () => {
    const bytes = Buffer.from(Array.from({ length: 32 }, (_, i) => (i * 167 + 201) % 256)).toString('base64')
    expect(classifySecretValue(bytes, 'base64', 'encryption-key')).toBe('secret')
    expect(classifySecretValue(bytes, 'base64', 'logo.png')).toBe('not-secret')
  })

  test('base64 wrapped in lines', () => {
    const wrapped = base64(`ghp_${random(36)}`).replace(/.{20}/g, '$&\n')
    expect(classifySecretValue(wrapped, 'base64', 'value')).toBe('secret')
  })
})

const harmless: Readonly<Record<string, readonly (readonly [key: string, value: string])[]>> = {
  'nothing in it': [
    ['password', ''],
    ['password', '  \n'],
    ['password', '""'],
  ],
  'a variable': [
    ['password', variable('PASSWORD')],
    ['password', variable('PASSWORD:=')],
    ['password', variable('PASSWORD:=changeme')],
    ['password', '$(PASSWORD)'],
    ['password', '$PASSWORD'],
    ['password', '{{ .Values.password }}'],
    ['password', '{{password}}'],
    ['password', '<% password %>'],
    ['password', '%PASSWORD%'],
    ['password', '__PASSWORD__'],
    ['password', '@DB_PASSWORD@'],
    ['apiKey', '{env:LITELLM_API_KEY}'],
    ['apiKey', 'os.environ/LITELLM_API_KEY'],
    ['token', `prefix-${variable('TOKEN')}-suffix`],
    ['url', `postgres://app:${variable('PASSWORD')}@db/app`],
    ['url', `postgres://${variable('USER')}:${variable('PASSWORD:=x/y')}@db/app`],
    ['url', 'postgres://app:$(PASSWORD)@db/app'],
    ['url', 'postgres://app:{{ .password }}@db/app'],
    ['url', 'postgres://%s:%s@db/app'],
    ['auth', `Bearer ${variable('TOKEN')}`],
    ['.dockerconfigjson', `{"auths":{"ghcr.io":{"username":"robot","password":"${variable('TOKEN')}"}}}`],
  ],
  'a reference to a store': [
    ['password', 'op://vault/item/password'],
    ['password', 'ref+vault://secret/app#/password'],
    ['password', 'vault:secret/data/app#password'],
    ['password', '>>vault:secret/data/app#password'],
    ['password', '<path:secret/data/app#password>'],
    ['password', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-Ab12Cd'],
    ['password', 'projects/123/secrets/app/versions/latest'],
    ['password', 'file:///run/secrets/password'],
    ['password', '/run/secrets/password'],
    ['password', 'doppler://app/PASSWORD'],
  ],
  ciphertext: [
    ['password', `ENC[AES256_GCM,data:${random(24)},iv:${random(44)},tag:${random(24)},type:str]`],
    ['password', `AgA${random(600)}`],
    ['password', `AgB${random(600)}`],
    ['password', `$ANSIBLE_VAULT;1.1;AES256\n${hex(80)}\n`],
    ['password', `-----BEGIN PGP MESSAGE-----\n\n${random(64)}\n-----END PGP MESSAGE-----`],
    ['password', `ENC(${random(32)})`],
    [
      'config',
      `password: ENC[AES256_GCM,data:${random(24)},iv:x,tag:y,type:str]\nsops:\n  mac: ENC[AES256_GCM,data:x]\n`,
    ],
  ],
  'a placeholder': [
    ['password', 'changeme'],
    ['password', 'CHANGE_ME'],
    ['password', 'change-me-in-production'],
    ['password', 'ChangeMe123!'],
    ['password', 'REPLACE_ME'],
    ['password', 'replace-with-your-password'],
    ['password', 'xxx'],
    ['password', 'XXXXXXXXXXXX'],
    ['password', '********'],
    ['password', '...'],
    ['password', 'TODO'],
    ['password', 'TODO: add the password'],
    ['password', 'dummy'],
    ['password', 'dummy-Passw0rd-123'],
    ['password', 'example'],
    ['password', 'placeholder'],
    ['password', '<placeholder>'],
    ['password', '<your password here>'],
    ['password', '<REDACTED>'],
    ['password', '[redacted]'],
    ['password', 'your-password-here'],
    ['password', 'yourpassword'],
    ['password', 'my-secret-password'],
    ['password', 'mysecretpassword'],
    ['password', 'supersecret'],
    ['password', 'super-secret-acceptor-keystore-password'],
    ['password', 'pre-set-password'],
    ['password', 'test1234'],
    ['password', 'foobar'],
    ['password', 'abc123'],
    ['password', 'abcdefgh'],
    ['password', '12345678'],
    ['password', '1234567890'],
    ['password', 'password1234567890'],
    ['token', 'my-token'],
    ['token', `ghp_${'x'.repeat(36)}`],
    ['token', `ghp_EXAMPLE${random(29)}`],
    ['token', 'xoxb-your-token-goes-here'],
    ['AWS_ACCESS_KEY_ID', 'UPDATE_AWS_ACCESS_KEY_ID'],
    ['AWS_SECRET_ACCESS_KEY', 'UPDATE_AWS_SECRET_ACCESS_KEY'],
    ['AWS_SECRET_ACCESS_KEY', ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/')],
    ['secretKey', 'CONTEXT7_API_KEY'],
    ['api-key', '00000000-0000-0000-0000-000000000000'],
    ['session_secret', 'change me\n'],
    ['url', 'postgres://user:<password>@host/db'],
    ['url', 'postgres://user:PASSWORD@host/db'],
    ['url', 'postgres://user:xxxx@host/db'],
    ['config', '# postgres://user:pass@host/db\n# token: see the documentation\nlevel: info\n'],
    ['tls.key', '-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----'],
  ],
  'a password that everybody knows': [
    ['password', 'admin'],
    ['password', 'admin123'],
    ['password', 'password'],
    ['password', 'Password1!'],
    ['password', 'P@ssw0rd'],
    ['password', 'passw0rd123!'],
    ['password', 'minioadmin'],
    ['MINIO_ROOT_PASSWORD', 'minio123'],
    ['password', 'postgres'],
    ['password', 'test'],
    ['password', 'root'],
    ['password', 'guest'],
    ['password', 'changeit'],
    ['password', 's3cr3t'],
    ['password', 'letmein'],
    ['ACME_PASSWORD', 'acme'],
    ['acme-password', 'acme-admin'],
    ['url', 'amqp://guest:guest@rabbit/'],
    ['url', 'postgres://postgres:postgres@db/app'],
    ['url', 'postgres://acme:acme@db/acme'],
    ['auth', base64('admin:admin')],
  ],
  'a hash': [
    ['password', `$2a$10$${random(53)}`],
    ['password', `$2y$05$${random(53)}`],
    ['password', `$$2y$$05$$${random(53)}`],
    ['password', `$argon2id$v=19$m=65536,t=3,p=4$${random(22)}$${random(43)}`],
    ['password', `$6$${random(16)}$${random(86)}`],
    ['password', `{SHA}${random(27)}=`],
    ['password', `{SSHA}${random(32)}`],
    ['password', `pbkdf2_sha256$600000$${random(22)}$${random(43)}=`],
    ['password', `SCRAM-SHA-256$4096:${random(24)}`],
    ['passwordHash', hex(64)],
    ['auth', `admin:$apr1$${random(8)}$${random(22)}`],
    ['users', `admin:$apr1$${random(8)}$${random(22)}\nrobot:{SHA}${random(27)}=\n`],
    ['htpasswd', `admin:$2y$05$${random(53)}\n`],
    ['checksum', hex(64)],
    ['sha256', hex(64)],
  ],
  'a public key': [
    ['identity.pub', `ssh-ed25519 AAAA${random(64)} robot`],
    ['publicKey', random(44)],
    ['token', `ssh-rsa AAAA${random(300)} robot@host`],
    ['known_hosts', `github.com ssh-ed25519 AAAA${random(64)}\n`],
    ['known_hosts', `github.com ecdsa-sha2-nistp256 AAAA${random(64)}`],
    ['key', `age1${'q'.repeat(58)}`],
    ['ca.crt', certificate],
    ['tls.key', certificate],
    ['secret', certificate],
    ['caBundle', base64(certificate)],
    ['bundle', `${certificate}\n${certificate}\n`],
    ['key.pub', '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----'],
  ],
  'a setting': [
    ['enabled', 'true'],
    ['password', 'false'],
    ['token', 'null'],
    ['port', '5432'],
    ['timeout', '30s'],
    ['size', '10Gi'],
    ['token', '2024-01-31T10:00:00Z'],
    ['version', '1.2.3-rc.1'],
    ['username', 'hunter2-Prod!'],
    ['username', 'admin'],
    ['user', 'ricardo'],
    ['email', 'me@example.com'],
    ['host', 'postgres.database.svc.cluster.local'],
    ['endpoint', 's3.eu-central-1.amazonaws.com:443'],
    ['url', 'https://example.com/path?page=2&sort=asc'],
    ['url', 'https://oauth.example.com/token'],
    ['tokenUrl', 'https://oauth.example.com/token'],
    ['repository', 'ssh://git@github.com/org/repo.git'],
    ['address', '10.0.0.0/16'],
    ['image', 'ghcr.io/org/app:v1.2.3'],
    ['image', `ghcr.io/org/app@sha256:${hex(64)}`],
    ['tenant-id', uuid],
    ['clientId', uuid],
    ['client_id', random(32)],
    ['anything', uuid],
    ['anything', hex(40)],
    ['accountId', hex(32)],
    ['access-key-id', accessKeyId],
    ['accessKey', accessKeyId],
    ['existingSecret', 'my-app-credentials'],
    ['secretName', 'Wildcard-Tls-2024'],
    ['secretKey', 'dockerconfig.json'],
    ['passwordKey', 'admin-Password-1'],
    ['secret', 'longhorn-s3-secret'],
    ['apiKey', 'personalUsers'],
    ['SECRET_DOMAIN', 'home.example.org'],
    ['SECRET_S3_BUCKET', 'Backup-Bucket-2024-x'],
    ['alert', 'NginxHighHttp4xxErrorRate'],
    ['model', 'Qwen3.8-27B-UD-Q4_K_XL.gguf'],
    ['action', 's3:ListMultipartUploadParts'],
    ['text', 'The quick brown fox jumps over the lazy dog.'],
    ['password', 'see the password manager'],
    ['role', 'arn:aws:iam::123456789012:role/Ab12Cd34Ef56Gh78'],
    ['config.yaml', 'server:\n  port: 8080\n  host: 0.0.0.0\nauth:\n  existingSecret: app\n  passwordKey: password\n'],
    ['config.yaml', `auth:\n  password: ${variable('PASSWORD')}\n  token: ""\n  user: admin\n`],
    ['config.json', '{"server":{"port":8080,"password":null,"token":"changeme"}}'],
    ['app.env', 'LOG_LEVEL=debug\nDB_HOST=db\nDB_PASSWORD=\nDB_USER=app\n'],
    ['init.sh', '#!/bin/sh\npassword=$(cat /run/secrets/password)\ntoken="$TOKEN"\n'],
    ['app.py', 'token = get_token(request)\npassword = os.environ["PASSWORD"]\n'],
    ['roles.yml', "fluentd:\n  cluster: ['manage_index_templates', 'monitor']\n"],
    ['grafana.ini', '[server]\nroot_url = https://grafana.example.com\n[auth]\ndisable_login_form = true\n'],
    ['netrc', `machine git.example.com login robot password ${variable('TOKEN')}`],
    ['credentials', `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${variable('KEY')}\n`],
  ],
}

describe.each(Object.entries(harmless))('not a secret: %s', (_why, values) => {
  test.each(values)('%s: %s', (key, value) => {
    expect(classifySecretValue(value, 'text', key)).toBe('not-secret')
    expect(classifySecretValue(base64(value), 'base64', key)).toBe('not-secret')
  })
})

test.each([
  ['password', 'changeme'],
  ['password', variable('PASSWORD')],
  ['password', variable('PASSWORD_BASE64')],
  ['password', '<base64 of the password>'],
  ['password', 'cGFzc3dvcmQ='],
  ['release', Buffer.from([31, 139, 8, 0, 255, 254, 1, 2, 3]).toString('base64')],
])('in data without base64, or with bytes: %s: %s', (key, value) => {
  expect(classifySecretValue(value, 'base64', key)).toBe('not-secret')
})

test('a token of documentation is none', () => {
  const documented = [
    base64url({ alg: 'HS256', typ: 'JWT' }),
    base64url({ sub: '1234567890', name: 'John Doe', iat: 1516239022 }),
    random(43),
  ].join('.')
  expect(classifySecretValue(documented, 'text', 'value')).toBe('not-secret')
})

describe('hostile text ends', () => {
  const megabytes = (unit: string) => unit.repeat(Math.ceil(5_000_000 / unit.length))
  test.each([
    ['braces', megabytes('${')],
    ['templates', megabytes('{{')],
    ['brackets', megabytes('[')],
    ['nested lists', '['.repeat(700_000) + ']'.repeat(700_000)],
    ['addresses', megabytes('://')],
    ['addresses with users', megabytes('a://b:c')],
    ['questions', megabytes('?a=')],
    ['beginnings of a JWT', megabytes('eyJ')],
    ['parts of a JWT', megabytes('eyJaaaaaaaa.')],
    ['dashes', megabytes('xoxb-')],
    ['digits', megabytes('1')],
    ['digits and a letter', `${megabytes('1').slice(0, 1_400_000)}a`],
    ['assignments', megabytes('a=b\n')],
    ['pairs', megabytes('a=b;')],
    ['blanks', `a${megabytes(' ')}b`],
    ['quotes', megabytes(`a: "" `)],
    ['comments', megabytes('a: b #')],
    ['dots', megabytes('a.')],
    ['slashes', megabytes('a/')],
    ['angles', megabytes('<a')],
    ['lines', megabytes('\n')],
    ['words', megabytes('pass')],
  ])('5 MB of %s', (_name, text) => {
    for (const key of ['password', 'config']) {
      expect(classifySecretValue(text, 'text', key)).toBe('not-secret')
      expect(classifySecretValue(text, 'base64', key)).toBe('not-secret')
    }
  })
})

test('any text gets a verdict, and a name that is all variable never makes a secret', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('text', 'base64'),
      fc.string(),
      (value, encoding, key) => {
        expect(['secret', 'not-secret']).toContain(classifySecretValue(value, encoding, key))
        expect(classifySecretValue(variable('X'), encoding, key)).toBe('not-secret')
      },
    ),
  )
})
