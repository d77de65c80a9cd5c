{{- /*
  Annotations of a webhook configuration. The first installation makes it by a hook, which Helm runs after all else, and with --wait once the
  server is ready. From the first upgrade on it is an ordinary object of the release, so that no upgrade deletes it for a moment: what names the
  release lets Helm take over the hook's object. Takes root and annotations.
*/ -}}
{{- define "injector.registration" -}}
{{- $annotations := dict -}}
{{- if and .root.Release.IsInstall .root.Values.webhook.afterReady -}}
{{- $annotations = dict "helm.sh/hook" "post-install,post-rollback" "helm.sh/hook-delete-policy" "before-hook-creation"
      "meta.helm.sh/release-name" .root.Release.Name "meta.helm.sh/release-namespace" .root.Release.Namespace -}}
{{- end -}}
{{- with mergeOverwrite $annotations .annotations -}}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end -}}
{{- end -}}

{{- /* What cert-manager reads in a webhook configuration. */ -}}
{{- define "injector.authorityAnnotations" -}}
{{- with .Values.certificates -}}
{{- if eq .mode "certManager" -}}
cert-manager.io/inject-ca-from: {{ include "injector.namespace" $ }}/{{ include "injector.fullname" $ }}
{{- else if .injectCaFrom -}}
cert-manager.io/inject-ca-from: {{ .injectCaFrom }}
{{- else if .injectCaFromSecret -}}
cert-manager.io/inject-ca-from-secret: {{ .injectCaFromSecret }}
{{- end -}}
{{- end -}}
{{- end -}}
