export const app = {
  clientId: 'dingclient0001',
  clientSecret: 'client-secret-0001',
  robotCode: 'dingclient0001',
} as const
