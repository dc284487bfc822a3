{{- define "marotte.name" -}}
{{- if contains "marotte" .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-marotte" .Release.Name | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "marotte.selector" -}}
app.kubernetes.io/name: marotte
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "marotte.labels" -}}
{{ include "marotte.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "marotte.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "marotte.bootstrap" -}}
{{- if .Values.kafka.bootstrapServers }}{{ .Values.kafka.bootstrapServers }}
{{- else if .Values.strimzi.cluster }}{{ .Values.strimzi.cluster }}-kafka-bootstrap:{{ eq .Values.kafka.protocol "PLAINTEXT" | ternary 9092 9093 }}
{{- else }}{{ fail "kafka.bootstrapServers is empty: name the cluster, or strimzi.cluster" }}{{ end }}
{{- end }}

{{- define "marotte.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (.Values.serviceAccount.create | ternary (include "marotte.name" .) "default") }}
{{- end }}

{{/* The secret of a role, or nothing. Takes a list: root, role. */}}
{{- define "marotte.userSecret" -}}
{{- $root := index . 0 }}{{ get $root.Values.kafka.userSecrets (index . 1) | default (get $root.Values.kafka.userSecrets "default") }}
{{- end }}

{{- define "marotte.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "marotte.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{/* What every pod of a role mounts. Takes a list: root, role. */}}
{{- define "marotte.mounts" -}}
{{- $root := index . 0 -}}
- {name: tmp, mountPath: /tmp}
- {name: data, mountPath: /data}
- {name: kafka, mountPath: /etc/marotte/kafka, readOnly: true}
{{- if $root.Values.kafka.ca.secret }}
- {name: kafka-ca, mountPath: /etc/marotte/ca, readOnly: true}
{{- end }}
{{- if include "marotte.userSecret" . }}
- {name: kafka-user, mountPath: /etc/marotte/user, readOnly: true}
{{- end }}
{{- if and $root.Values.files.existingClaim (has (index . 1) (list "ingest" "sink" "studio" "operator")) }}
- {name: files, mountPath: {{ $root.Values.files.mountPath }}}
{{- end }}
{{- end }}

{{/* Their volumes, but for "data". Takes a list: root, role. */}}
{{- define "marotte.volumes" -}}
{{- $root := index . 0 -}}
- {name: tmp, emptyDir: {sizeLimit: 512Mi}}
- {name: kafka, configMap: {name: {{ include "marotte.name" $root }}-{{ index . 1 }}}}
{{- if $root.Values.kafka.ca.secret }}
- {name: kafka-ca, secret: {secretName: {{ $root.Values.kafka.ca.secret }}}}
{{- end }}
{{- if include "marotte.userSecret" . }}
- {name: kafka-user, secret: {secretName: {{ include "marotte.userSecret" . }}}}
{{- end }}
{{- if and $root.Values.files.existingClaim (has (index . 1) (list "ingest" "sink" "studio" "operator")) }}
- {name: files, persistentVolumeClaim: {claimName: {{ $root.Values.files.existingClaim }}}}
{{- end }}
{{- end }}
