// A web standard whose type @types/node keeps inside node:crypto.
type CryptoKey = import('node:crypto').webcrypto.CryptoKey
