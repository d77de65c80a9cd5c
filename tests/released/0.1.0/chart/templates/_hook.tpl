{{- /*
  Annotations of what registers Injector: webhook configurations, and the binding of the policy. The first installation makes it by a hook, which
  Helm runs after all else, and with --wait once the server is ready. From the first upgrade on it is an ordinary object of the release, so that no
  upgrade deletes it for a moment: what names the release lets Helm take over the hook's object. It is kept then, because revision 1 does not list
  it and a rollback there would delete it; unregister.yaml takes it away. Takes root, annotations, and perhaps the weight of the hook.
*/ -}}
{{- define "injector.registration" -}}
{{- $annotations := dict -}}
{{- if .root.Values.webhook.afterReady -}}
{{- if .root.Release.IsInstall -}}
{{- $annotations = dict "helm.sh/hook" "post-install" "helm.sh/hook-delete-policy" "before-hook-creation"
      "meta.helm.sh/release-name" .root.Release.Name "meta.helm.sh/release-namespace" .root.Release.Namespace -}}
{{- with .weight -}}{{- $_ := set $annotations "helm.sh/hook-weight" . -}}{{- end -}}
{{- else -}}
{{- $annotations = dict "helm.sh/resource-policy" "keep" -}}
{{- end -}}
{{- end -}}
{{- with mergeOverwrite $annotations .annotations -}}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end -}}
{{- end -}}

{{- /*
  Metadata of what takes a registration away: an empty object of its name, whose policy deletes what is there and itself afterwards. Where the
  values ask for no registration, an upgrade to them and a rollback to them do so too. Takes root, isWanted, and perhaps the weight of the hook.
*/ -}}
{{- define "injector.unregistration" -}}
name: {{ include "injector.webhookConfigurationName" .root }}
labels:
  {{- include "injector.labels" .root | nindent 2 }}
  app.kubernetes.io/component: webhook
annotations:
  helm.sh/hook: {{ ternary "pre-delete" "pre-delete,pre-upgrade,pre-rollback" .isWanted }}
  {{- with .weight }}
  helm.sh/hook-weight: {{ . | quote }}
  {{- end }}
  helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded
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

{{- /* What both webhook configurations carry. */ -}}
{{- define "injector.registrationAnnotations" -}}
{{- mergeOverwrite (include "injector.authorityAnnotations" . | fromYaml) .Values.webhook.annotations | toYaml -}}
{{- end -}}
