{{- /* The server's configuration file. */ -}}
{{- define "injector.configuration" -}}
{{- $version := .Values.config.kubernetesVersion -}}
{{- if and (not $version) (semverCompare "<1.33-0" .Capabilities.KubeVersion.Version) -}}
{{- /* Managed clusters write a minor version such as 28+, so the numbers come from the whole version. */ -}}
{{- $server := semver .Capabilities.KubeVersion.Version -}}
{{- $version = printf "%d.%d" $server.Major $server.Minor -}}
{{- end -}}
listen: ":{{ .Values.securePort }}"
adminListen: ":{{ .Values.adminPort }}"
profilesDirectory: /etc/injector/profiles
tlsCertificateFile: /etc/injector/tls/tls.crt
tlsKeyFile: /etc/injector/tls/tls.key
{{- if .Values.namespaces }}
namespacesFile: /etc/injector/config/namespaces.yaml
{{- end }}
ownNamespace: {{ include "injector.namespace" . }}
excludedNamespaces: [{{ join ", " .Values.webhook.excludedNamespaces }}]
{{- with $version }}
kubernetesVersion: {{ . | quote }}
{{- end }}
{{- with .Values.config.defaultProfiles }}
defaultProfiles: [{{ join ", " . }}]
{{- end }}
unknownProfiles: {{ .Values.config.unknownProfiles }}
sidecarMode: {{ .Values.config.sidecarMode }}
defaultPodSecurity: {{ .Values.config.defaultPodSecurity }}
annotationPrefix: {{ .Values.config.annotationPrefix }}
drainDelay: {{ .Values.shutdown.drainDelaySeconds }}s
drainTimeout: {{ .Values.shutdown.drainTimeoutSeconds }}s
logFormat: {{ .Values.config.logFormat }}
logLevel: {{ .Values.config.logLevel }}
{{- end -}}
