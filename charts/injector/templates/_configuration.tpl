{{- /* The server's configuration file. */ -}}
{{- define "injector.configuration" -}}
listen: ":{{ .Values.securePort }}"
adminListen: ":{{ .Values.adminPort }}"
profilesDirectory: /etc/injector/profiles
{{ include "injector.certificateConfiguration" . }}
{{- if .Values.clientCertificates.configMap }}
clientCaFile: /etc/injector/clients/{{ .Values.clientCertificates.key }}
{{- with .Values.clientCertificates.names }}
clientNames: {{ toJson . }}
{{- end }}
{{- end }}
showProfiles: {{ .Values.config.showProfiles }}
excludedNamespaces: {{ toJson .Values.webhook.excludedNamespaces }}
foreignSidecars: {{ toJson .Values.config.foreignSidecars }}
{{- with .Values.config.kubernetesVersion }}
kubernetesVersion: {{ . | quote }}
{{- end }}
{{- with .Values.config.defaultProfiles }}
defaultProfiles: {{ toJson . }}
{{- end }}
unknownProfiles: {{ .Values.config.unknownProfiles }}
sidecarMode: {{ .Values.config.sidecarMode }}
fixedUsers: {{ .Values.config.fixedUsers }}
defaultPodSecurity: {{ .Values.config.defaultPodSecurity }}
maxContainers: {{ .Values.config.maxContainers }}
keepGuaranteed: {{ .Values.config.keepGuaranteed }}
{{- with .Values.config.tokenMasks }}
tokenMasks: {{ toJson . }}
{{- end }}
sidecarResources: {{ .Values.config.sidecarResources | quote }}
annotationPrefix: {{ .Values.config.annotationPrefix | quote }}
{{- if not (kindIs "invalid" .Values.config.tenantRules) }}
tenantRules: {{ toJson .Values.config.tenantRules }}
{{- end }}
{{- with .Values.config.tenantImages }}
tenantImages: {{ toJson . }}
{{- end }}
{{- if not (kindIs "invalid" .Values.config.tenantAnnotations) }}
tenantAnnotations: {{ toJson .Values.config.tenantAnnotations }}
{{- end }}
{{- if not (kindIs "invalid" .Values.config.tenantLabels) }}
tenantLabels: {{ toJson .Values.config.tenantLabels }}
{{- end }}
{{- if not (kindIs "invalid" .Values.config.tenantVolumes) }}
tenantVolumes: {{ toJson .Values.config.tenantVolumes }}
{{- end }}
{{- with .Values.config.protectedProfiles }}
protectedProfiles: {{ toJson . }}
{{- end }}
drainDelay: {{ .Values.shutdown.drainDelaySeconds }}s
drainTimeout: {{ .Values.shutdown.drainTimeoutSeconds }}s
connectionAge: {{ .Values.config.connectionAge }}
{{- with .Values.config.maxReviewsInWork }}
maxReviewsInWork: {{ . }}
{{- end }}
logFormat: {{ .Values.config.logFormat }}
logLevel: {{ .Values.config.logLevel }}
{{- end -}}

{{- define "injector.certificateConfiguration" -}}
{{- if eq .Values.certificates.mode "self" -}}
certificates: self
{{- else -}}
certificates: files
tlsCertificateFile: /etc/injector/tls/tls.crt
tlsKeyFile: /etc/injector/tls/tls.key
{{- end -}}
{{- end -}}
