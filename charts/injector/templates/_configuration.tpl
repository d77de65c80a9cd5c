{{- /* The server's configuration file. */ -}}
{{- define "injector.configuration" -}}
listen: ":{{ .Values.securePort }}"
adminListen: ":{{ .Values.adminPort }}"
profilesDirectory: /etc/injector/profiles
{{ include "injector.certificateConfiguration" . }}
ownNamespace: {{ include "injector.namespace" . }}
excludedNamespaces: [{{ join ", " .Values.webhook.excludedNamespaces }}]
{{- with .Values.config.kubernetesVersion }}
kubernetesVersion: {{ . | quote }}
{{- end }}
{{- with .Values.config.defaultProfiles }}
defaultProfiles: [{{ join ", " . }}]
{{- end }}
unknownProfiles: {{ .Values.config.unknownProfiles }}
sidecarMode: {{ .Values.config.sidecarMode }}
defaultPodSecurity: {{ .Values.config.defaultPodSecurity }}
annotationPrefix: {{ .Values.config.annotationPrefix }}
{{- if not (kindIs "invalid" .Values.config.tenantRules) }}
tenantRules: {{ toJson .Values.config.tenantRules }}
{{- end }}
{{- with .Values.config.tenantImages }}
tenantImages: {{ toJson . }}
{{- end }}
drainDelay: {{ .Values.shutdown.drainDelaySeconds }}s
drainTimeout: {{ .Values.shutdown.drainTimeoutSeconds }}s
connectionAge: {{ .Values.config.connectionAge }}
logFormat: {{ .Values.config.logFormat }}
logLevel: {{ .Values.config.logLevel }}
{{- end -}}

{{- define "injector.certificateConfiguration" -}}
{{- if eq .Values.certificates.mode "self" -}}
{{- $configuration := include "injector.webhookConfigurationName" . -}}
certificates: self
certificateSecret: {{ include "injector.namespace" . }}/{{ include "injector.certificatesName" . }}
certificateNames: [{{ prepend .Values.certificates.self.extraNames (printf "%s.%s.svc" (include "injector.fullname" .) (include "injector.namespace" .)) | join ", " }}]
webhookConfigurations: [{{ $configuration }}, validating/{{ $configuration }}]
{{- else -}}
certificates: files
tlsCertificateFile: /etc/injector/tls/tls.crt
tlsKeyFile: /etc/injector/tls/tls.key
{{- end -}}
{{- end -}}
