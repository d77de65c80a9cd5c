{{- define "injector.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- /* The Service bears it too, whose name may have no dot. */ -}}
{{- define "injector.fullname" -}}
{{- $name := include "injector.name" . -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | replace "." "-" | trunc 63 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | replace "." "-" | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | replace "." "-" | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "injector.namespace" -}}
{{- .Values.namespaceOverride | default .Release.Namespace -}}
{{- end -}}

{{- define "injector.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (ternary (include "injector.fullname" .) "default" .Values.serviceAccount.create) -}}
{{- end -}}

{{- define "injector.configMapName" -}}
{{- .Values.existingConfigMap | default (include "injector.fullname" .) -}}
{{- end -}}

{{- define "injector.profilesConfigMapName" -}}
{{- .Values.existingProfilesConfigMap | default (printf "%s-profiles" (include "injector.fullname" .)) -}}
{{- end -}}

{{- /* The Secret with the serving certificate. */ -}}
{{- define "injector.tlsSecretName" -}}
{{- if eq .Values.certificates.mode "certManager" -}}
{{- printf "%s-tls" (include "injector.fullname" .) -}}
{{- else -}}
{{- .Values.certificates.existingSecret.name -}}
{{- end -}}
{{- end -}}

{{- /* The Secret and the Lease of certificates of its own. */ -}}
{{- define "injector.certificatesName" -}}
{{- printf "%s-certificates" (include "injector.fullname" .) -}}
{{- end -}}

{{- define "injector.webhookConfigurationName" -}}
{{- printf "%s%s" .Values.webhook.namePrefix (include "injector.fullname" .) -}}
{{- end -}}

{{- /* A chart that has this one as a part says by global where all images come from. */ -}}
{{- define "injector.image" -}}
{{- with .Values.image -}}
{{- $registry := .registry | default $.Values.global.imageRegistry -}}
{{- $name := .repository -}}
{{- if $registry -}}{{- $name = printf "%s/%s" $registry .repository -}}{{- end -}}
{{- if .digest -}}{{- printf "%s@%s" $name .digest -}}
{{- else -}}{{- printf "%s:%s" $name (.tag | default $.Chart.AppVersion) -}}{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Pull secrets of a chart that has this one as a part: names, or objects with a name. */ -}}
{{- define "injector.globalPullSecrets" -}}
{{- range .Values.global.imagePullSecrets }}
- name: {{ if kindIs "map" . }}{{ .name }}{{ else }}{{ . }}{{ end }}
{{- end }}
{{- end -}}

{{- /* The label of namespaces and pods that the API server selects on. */ -}}
{{- define "injector.injectionLabel" -}}
{{- printf "%s/injection" .Values.config.annotationPrefix -}}
{{- end -}}

{{- /* The check, with the options that differ from its defaults. */ -}}
{{- define "injector.checkCommand" -}}
{{- $secret := ternary (include "injector.certificatesName" .) (include "injector.tlsSecretName" .) (eq .Values.certificates.mode "self") -}}
injector check
{{- with include "injector.webhookConfigurationName" . }}{{ if ne . "injector" }} --configuration {{ . }}{{ end }}{{ end }}
{{- with include "injector.namespace" . }}{{ if ne . "injector-system" }} --own-namespace {{ . }}{{ end }}{{ end }}
{{- if ne $secret "injector-certificates" }} --certificate-secret {{ $secret }}{{ end }}
{{- with .Values.config.annotationPrefix }}{{ if ne . "injector.io" }} --annotation-prefix {{ . }}{{ end }}{{ end }}
{{- end -}}
