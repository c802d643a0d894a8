{{- /*
Everything that runs, as a list under 'programs': each organization's own service, and its validator and notification
service where they are switched on. Each has what its kind has, overlaid by what the organization says, and:
  kind       member, validator or notification
  program    what 'countersign run' calls it
  name       of its objects
*/ -}}
{{- define "countersign.programs" -}}
{{- $programs := list -}}
{{- range $organization := $.Values.organizations -}}
  {{- $id := $organization.id -}}
  {{- $own := omit $organization "validator" "notification" -}}
  {{- $member := mergeOverwrite (deepCopy $.Values.member) $own (dict "kind" "member" "program" $organization.role "name" $id "enabled" true) -}}
  {{- $validator := mergeOverwrite (deepCopy $.Values.validator) ($organization.validator | default dict) (dict "kind" "validator" "program" "validator" "name" (printf "%s-validator" $id)) -}}
  {{- $notification := mergeOverwrite (deepCopy $.Values.notification) ($organization.notification | default dict) (dict "kind" "notification" "program" "notification" "name" (printf "%s-notification" $id)) -}}
  {{- range $program := list $member $validator $notification -}}
    {{- if $program.enabled -}}
      {{- $name := printf "%s-%s" $.Release.Name $program.name -}}
      {{- if gt (len $name) 52 -}}
        {{- fail (printf "%s is longer than the 52 characters that names of pods leave: choose a shorter release name" $name) -}}
      {{- end -}}
      {{- $shared := dict "organization" $id "name" $name "ledgerNodes" ($organization.ledgerNodes | default $.Values.ledger.nodes) -}}
      {{- $programs = append $programs (mergeOverwrite $program $shared) -}}
    {{- end -}}
  {{- end -}}
{{- end -}}
{{- $names := list -}}
{{- range $programs -}}{{- $names = append $names .name -}}{{- end -}}
{{- if ne (len $names) (len (uniq $names)) -}}
  {{- fail (printf "an organization stands twice in 'organizations', or its id ends like another one's program: %s" (join ", " $names)) -}}
{{- end -}}
{{- toYaml (dict "programs" $programs) -}}
{{- end -}}

{{- /* The volume that a program keeps its data on, if it has one: then it is a StatefulSet. */ -}}
{{- define "countersign.volume" -}}
{{- $volume := eq .kind "member" | ternary (dig "volume" dict (.store | default dict)) (.volume | default dict) -}}
{{- with $volume }}{{ toYaml . }}{{ end -}}
{{- end -}}

{{- /* Whether it may ask https addresses for the keys of issuers: "yes", or nothing. */ -}}
{{- define "countersign.asksIssuers" -}}
{{- range .Values.auth.issuers }}{{ if .jwksUri }}yes{{ end }}{{ end -}}
{{- end -}}
