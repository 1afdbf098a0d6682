import type { MakeFile } from './make-file.ts'

/** How many files a component has. */
export const filesOfComponent = 8

/** Writes a component below `components`: an application with its namespace, network policy and configuration. */
export function makeComponent(put: MakeFile, path: string, number: number): void {
  const directory = `components/${path}`
  const name = path.slice(path.indexOf('/') + 1)
  const isPlatform = path.startsWith('platform/')
  const host = isPlatform ? `${name}.\${domain}` : `${name}.example.com`
  put(
    `${directory}/kustomization.yaml`,
    `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: ${name}
resources:
  - namespace.yaml
  - service-account.yaml
  - deployment.yaml
  - service.yaml
  - ingress.yaml
  - network-policy.yaml
labels:
  - pairs:
      app.kubernetes.io/part-of: ${name}
configMapGenerator:
  - name: ${name}-config
    files:
      - config.yaml
`,
  )
  put(
    `${directory}/namespace.yaml`,
    `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    pod-security.kubernetes.io/enforce: restricted
`,
  )
  put(
    `${directory}/service-account.yaml`,
    `apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
automountServiceAccountToken: false
`,
  )
  put(`${directory}/deployment.yaml`, deployment(name, number))
  put(
    `${directory}/service.yaml`,
    `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  type: ClusterIP
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
      protocol: TCP
`,
  )
  put(
    `${directory}/ingress.yaml`,
    `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  annotations:
    cert-manager.io/cluster-issuer: letsencrypt
spec:
  ingressClassName: nginx
  rules:
    - host: ${host}
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: ${name}
                port:
                  name: http
  tls:
    - hosts:
        - ${host}
      secretName: ${name}-tls
`,
  )
  put(
    `${directory}/network-policy.yaml`,
    `# Only the ingress controller may come in.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ingress-nginx
      ports:
        - port: 8080
          protocol: TCP
`,
  )
  put(
    `${directory}/config.yaml`,
    `server:
  port: 8080
  timeout: ${(number % 9) + 1}0s
features:
  - search
  - export
limits:
  requests: ${100 + (number % 50)}
`,
  )
}

function deployment(name: string, number: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels:
    app.kubernetes.io/name: ${name}
spec:
  replicas: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
    spec:
      serviceAccountName: ${name}
      securityContext:
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      containers:
        - name: ${name}
          image: registry.example.com/${name}:0.${number % 20}.0
          args:
            - --config=/etc/${name}/config.yaml
            - --log-level=info
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: POD_NAME
              valueFrom:
                fieldRef:
                  fieldPath: metadata.name
          resources:
            requests:
              cpu: ${50 + (number % 10) * 10}m
              memory: ${64 + (number % 8) * 32}Mi
            limits:
              memory: 512Mi
          readinessProbe:
            httpGet:
              path: /ready
              port: http
          livenessProbe:
            httpGet:
              path: /live
              port: http
            initialDelaySeconds: 10
          volumeMounts:
            - name: config
              mountPath: /etc/${name}
      volumes:
        - name: config
          configMap:
            name: ${name}-config
`
}
