{{- /* A program's settings file, as 'countersign run' reads it. Paths in it begin where it lies. */ -}}
{{- define "countersign.settings" -}}
{{- $values := .root.Values -}}
{{- $program := .program -}}
management: {host: 0.0.0.0, port: 9400}
logs: {format: json, level: {{ $values.logLevel }}}
consortium: consortium.json
{{ include "countersign.settings.kafka" . }}
{{- if ne $program.kind "notification" }}
ledger:
  apis: [{{ range $i, $node := $program.ledgerNodes }}{{ if $i }}, {{ end }}{{ toJson $node.api }}{{ end }}]
  streams: [{{ range $i, $node := $program.ledgerNodes }}{{ if $i }}, {{ end }}{{ toJson $node.stream }}{{ end }}]
  timeout: {{ $values.ledger.timeout }}
{{- end }}
{{- if ne $program.kind "validator" }}
http:
  host: 0.0.0.0
  port: 8080
  {{- if $program.tlsSecret }}
  certificate: tls/tls.crt
  key: tls/tls.key
  {{- end }}
auth:
  audience: {{ toJson $values.auth.audience }}
  issuers:
    {{- range $name, $issuer := $values.auth.issuers }}
    {{ $name }}:
      issuer: {{ toJson $issuer.issuer }}
      {{- if $issuer.jwks }}
      jwks: {{ printf "jwks-%s.json" $name }}
      {{- else }}
      jwks-uri: {{ toJson $issuer.jwksUri }}
      {{- end }}
      {{- with $issuer.organizations }}
      organizations: {{ toJson . }}
      {{- end }}
    {{- end }}
{{- end }}
{{ include (printf "countersign.settings.%s" $program.kind) . }}
{{- end -}}

{{- /* A kafkaSecret makes it TLS with a certificate on both sides: a file that is renewed counts without a restart. */ -}}
{{- define "countersign.settings.kafka" -}}
{{- $client := dict -}}
{{- if .program.kafkaSecret -}}
{{- $client = dict
  "security.protocol" "SSL"
  "ssl.keystore.type" "PEM"
  "ssl.keystore.location" "/etc/countersign/kafka/tls-combined.pem"
  "ssl.truststore.type" "PEM"
  "ssl.truststore.location" "/etc/countersign/kafka/ca.crt" -}}
{{- end -}}
{{- with .root.Values.kafka -}}
kafka:
  bootstrap-servers: {{ toJson .bootstrapServers }}
  replication: {{ .replication }}
  retention: {{ .retention }}
  client: {{ toJson (mergeOverwrite $client .client) }}
{{- end -}}
{{- end -}}

{{- define "countersign.settings.member" -}}
{{- with .program -}}
organization: {{ .organization }}
keys: keys
rules: {{ toJson .rules }}
store:
  {{- if include "countersign.volume" . }}
  sqlite: {file: /var/lib/countersign/view.db}
  {{- else }}
  {{- with .store.postgres }}
  postgres:
    url: {{ toJson .url }}
    user: {{ toJson .user }}
    {{- if .password }}
    password-file: postgres/password
    {{- end }}
    {{- with .schema }}
    schema: {{ . }}
    {{- end }}
    {{- with .readers }}
    readers: {{ . }}
    {{- end }}
    {{- with .migrator }}
    migrator:
      user: {{ toJson .user }}
      {{- if .password }}
      password-file: postgres/migrator
      {{- end }}
    {{- end }}
    {{- with .timeouts }}
    timeouts:
      {{- range $name, $timeout := . }}
      {{ kebabcase $name }}: {{ $timeout }}
      {{- end }}
    {{- end }}
  {{- end }}
  {{- end }}
{{- end -}}
{{- end -}}

{{- define "countersign.settings.validator" -}}
{{- with .program -}}
streams:
  directory: /var/lib/countersign/streams
  application: {{ .application }}
  threads: {{ .threads }}
  standbys: {{ .standbys }}
pace: {min-interval: {{ .minInterval }}}
{{- end -}}
{{- end -}}

{{- define "countersign.settings.notification" -}}
{{- with .program -}}
catalogue: catalogue.json
cursor-key-file: cursor.key
window: {{ int .window }}
stream:
  connections: {{ int .connections }}
  origins: {{ toJson .origins }}
{{- end -}}
{{- end -}}
