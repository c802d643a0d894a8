{{- define "countersign.labels" -}}
{{ include "countersign.selector" . }}
app.kubernetes.io/part-of: countersign
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- /* What never changes, and tells one program from all others. */ -}}
{{- define "countersign.selector" -}}
app.kubernetes.io/name: countersign
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- with .program.program }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- with .program.organization }}
countersign.health/organization: {{ . }}
{{- end }}
{{- end -}}

{{- define "countersign.image" -}}
{{- with .Values.image -}}
{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end -}}
{{- end -}}

{{- /* What is the same in every pod: who it runs as, and where. The user is the image's. */ -}}
{{- define "countersign.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{ toJson . }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{ toJson . }}
{{- end }}
{{- end -}}

{{- define "countersign.container" -}}
image: {{ include "countersign.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- with .Values.javaOptions }}
env:
  - {name: JAVA_OPTS, value: {{ quote . }}}
{{- end }}
{{- end -}}

{{- /* One rule of a NetworkPolicy: these namespaces may come in at this port. */ -}}
{{- define "countersign.from" -}}
{{- with .namespaces -}}
- from:
    {{- range . }}
    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: {{ . }}}}
    {{- end }}
  ports: [{port: {{ $.port }}}]
{{- end -}}
{{- end -}}

{{- /* One rule of a NetworkPolicy: these ports may be gone out to; an empty 'to' is any address. */ -}}
{{- define "countersign.to" -}}
- ports:
    {{- range .ports }}
    - {port: {{ . }}, protocol: TCP}
    {{- if eq (int .) 53 }}
    - {port: 53, protocol: UDP}
    {{- end }}
    {{- end }}
  {{- with .to }}
  to: {{ toJson . }}
  {{- end }}
{{- end -}}
