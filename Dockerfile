# The image of the job: gitops-lint, Git to see what a change is, and a shell for the runner; no npm, no root.
FROM node:22-alpine AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY scripts/build.js scripts/
COPY schemas schemas
COPY src src
RUN node scripts/build.js

FROM alpine:3.22
# Security fixes of these are wanted, versions are those of the release above.
# hadolint ignore=DL3018
RUN apk add --no-cache git nodejs \
  && adduser -D -u 1000 gitops
COPY --from=build /build/package.json /opt/gitops-lint/
COPY --from=build /build/dist /opt/gitops-lint/dist
RUN ln -s /opt/gitops-lint/dist/gitops-lint.js /usr/local/bin/gitops-lint \
  && ln -s /opt/gitops-lint/dist/gitops.js /usr/local/bin/gitops
USER 1000:1000
WORKDIR /repository
CMD ["gitops-lint"]
