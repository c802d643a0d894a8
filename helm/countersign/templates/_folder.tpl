{{- /*
A program's folder, /etc/countersign, put together as 'countersign consortium init' makes it: settings, consortium
document, keys, certificates and passwords, each in its place.
*/ -}}
{{- define "countersign.folder" -}}
{{- $program := .program -}}
projected:
  defaultMode: 0440
  sources:
    - configMap: {name: {{ $program.name }}}
    {{- with .root.Values.consortium.configMap }}
    - configMap:
        name: {{ . }}
        items: [{key: consortium.json, path: consortium.json}{{ if eq $program.kind "notification" }}, {key: catalogue.json, path: catalogue.json}{{ end }}]
    {{- end }}
    {{- with $program.kafkaSecret }}
    - secret:
        name: {{ . }}
        items: [{key: tls-combined.pem, path: kafka/tls-combined.pem}, {key: ca.crt, path: kafka/ca.crt}]
    {{- end }}
    {{- with $program.tlsSecret }}
    - secret:
        name: {{ . }}
        items: [{key: tls.crt, path: tls/tls.crt}, {key: tls.key, path: tls/tls.key}]
    {{- end }}
    {{- with $program.keysSecret }}
    - secret:
        name: {{ . }}
        items: [{key: approval.key, path: keys/approval.key}, {key: seal.key, path: keys/seal.key}, {key: wrapping.key, path: keys/wrapping.key}]
    {{- end }}
    {{- with $program.cursorKey }}
    - secret:
        name: {{ required (printf "%s needs notification.cursorKey.secret, the Secret that authenticates cursors" $program.name) .secret }}
        items: [{key: {{ .key }}, path: cursor.key}]
    {{- end }}
    {{- with dig "postgres" dict ($program.store | default dict) }}
    {{- with .password }}
    - secret:
        name: {{ .secret }}
        items: [{key: {{ .key }}, path: postgres/password}]
    {{- end }}
    {{- with dig "migrator" "password" dict . }}
    - secret:
        name: {{ .secret }}
        items: [{key: {{ .key }}, path: postgres/migrator}]
    {{- end }}
    {{- with .authority }}
    - secret:
        name: {{ .secret }}
        items: [{key: {{ .key }}, path: postgres/ca.crt}]
    {{- end }}
    {{- end }}
{{- end -}}
